package dev.accelerate.autoconfigure;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

import dev.accelerate.catalog.DatabaseCatalogs;
import dev.accelerate.core.UnkeyedDependency;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.signature.SignatureContributor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Test of whether tables have row level security, which may make results depend on
 * something that is not part of the key. A warning says once that results of such tables
 * are not stored.
 */
final class RowSecurity implements Predicate<Tables> {

	private static final Log logger = LogFactory.getLog(RowSecurity.class);

	private final DatabaseCatalogs catalogs;

	private final ObjectProvider<SignatureContributor> contributors;

	private final AtomicBoolean warned = new AtomicBoolean();

	RowSecurity(DatabaseCatalogs catalogs, ObjectProvider<SignatureContributor> contributors) {
		this.catalogs = catalogs;
		this.contributors = contributors;
	}

	@Override
	public boolean test(Tables tables) {
		if (this.catalogs.isOutOfDate()) {
			// The tables behind a view, and the functions that write, are not known
			// either.
			return true;
		}
		if (!this.catalogs.latest().hasRowLevelSecurity(tables.names())
				|| this.contributors.stream().findAny().isPresent()) {
			return false;
		}
		if (this.warned.compareAndSet(false, true)) {
			logger.warn("Results from tables with row level security are not stored. " + UnkeyedDependency.CONTRIBUTE
					+ ", in the topmost application context that has the cache.");
		}
		return true;
	}

}
