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
 * Test of whether tables show rows for the sake of something that no key tells. It says
 * once that nothing is kept of what they answer.
 */
final class RowSecurity implements Predicate<Tables> {

	private static final Log logger = LogFactory.getLog(RowSecurity.class);

	private final DatabaseCatalogs catalogs;

	private final ObjectProvider<SignatureContributor> contributors;

	private final AtomicBoolean said = new AtomicBoolean();

	RowSecurity(DatabaseCatalogs catalogs, ObjectProvider<SignatureContributor> contributors) {
		this.catalogs = catalogs;
		this.contributors = contributors;
	}

	@Override
	public boolean test(Tables tables) {
		if (this.catalogs.isOutOfDate()) {
			// What is behind a view, and which functions write, is not known either.
			return true;
		}
		if (!this.catalogs.latest().hasRowLevelSecurity(tables.names())
				|| this.contributors.stream().findAny().isPresent()) {
			return false;
		}
		if (this.said.compareAndSet(false, true)) {
			logger.warn("Nothing is kept of what tables with row level security answer. " + UnkeyedDependency.CONTRIBUTE
					+ ", in the topmost application context that has the cache.");
		}
		return true;
	}

}
