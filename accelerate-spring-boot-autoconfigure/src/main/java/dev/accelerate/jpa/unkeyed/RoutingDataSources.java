package dev.accelerate.jpa.unkeyed;

import java.sql.SQLException;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/**
 * Detection of data sources that choose another one for every connection, by something
 * the cache does not see. A routing data source that is asked what it wraps would already
 * choose, so the chain of delegates is followed instead.
 */
final class RoutingDataSources {

	private RoutingDataSources() {
	}

	static boolean contains(@Nullable DataSource dataSource) {
		if (DataSourceChain.of(dataSource).stream().anyMatch(AbstractRoutingDataSource.class::isInstance)) {
			return true;
		}
		DataSource candidate = dataSource;
		while (candidate instanceof DelegatingDataSource delegating) {
			candidate = delegating.getTargetDataSource();
		}
		return wraps(candidate);
	}

	/**
	 * Asks a wrapper of another library.
	 */
	private static boolean wraps(@Nullable DataSource candidate) {
		try {
			return candidate != null && candidate.isWrapperFor(AbstractRoutingDataSource.class);
		}
		catch (SQLException ex) {
			return false;
		}
	}

}
