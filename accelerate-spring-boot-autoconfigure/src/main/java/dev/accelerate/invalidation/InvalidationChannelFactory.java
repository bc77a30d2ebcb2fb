package dev.accelerate.invalidation;

import javax.sql.DataSource;

/**
 * Factory of the {@link InvalidationChannel} of each database. A bean of this type
 * replaces the log of the property {@code accelerate.invalidation.log}.
 */
@FunctionalInterface
public interface InvalidationChannelFactory {

	/**
	 * Creates the channel of a database. It is started and closed by the caller.
	 * @param dataSource the data source that a persistence unit connects by
	 * @return the channel
	 * @throws dev.accelerate.AccelerateException with
	 * {@link dev.accelerate.ErrorCode#P6001} if the database can have none
	 */
	InvalidationChannel create(DataSource dataSource);

}
