package dev.accelerate.jpa.rows;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;

import dev.accelerate.invalidation.RowDirectory;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Registration of the rows of a persistence unit with the {@link RowDirectory}, from
 * before its first session until it is closed.
 */
public final class RowRegistration implements SessionFactoryObserver {

	private static final Log logger = LogFactory.getLog(RowRegistration.class);

	private final transient RowTracker tracker;

	private final transient RowDirectory directory;

	/**
	 * Creates a registration.
	 * @param tracker knows the rows of each unit
	 * @param directory what they are registered with
	 */
	public RowRegistration(RowTracker tracker, RowDirectory directory) {
		this.tracker = tracker;
		this.directory = directory;
	}

	@Override
	public void sessionFactoryCreated(SessionFactory factory) {
		try {
			RowMapping mapping = this.tracker.mapping((SessionFactoryImplementor) factory);
			Reference<SessionFactory> unit = new WeakReference<>(factory);
			mapping.observe(() -> add(unit.get(), mapping));
			add(factory, mapping);
		}
		catch (RuntimeException | LinkageError ex) {
			logger.warn("The rows of a persistence unit are not told apart, because its mapping is not understood", ex);
		}
	}

	/**
	 * Registers what the fingerprints are now. An earlier state must not replace a later
	 * one.
	 */
	private synchronized void add(@Nullable SessionFactory factory, RowMapping mapping) {
		Map<String, Long> fingerprints = new HashMap<>();
		mapping.forEachTracked(fingerprints::put);
		if (factory != null) {
			this.directory.add(factory, fingerprints);
		}
	}

	@Override
	public void sessionFactoryClosed(SessionFactory factory) {
		this.directory.remove(factory);
	}

}
