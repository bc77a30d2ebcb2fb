package dev.accelerate.jpa.rows;

import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * Mappings for tests.
 */
public final class RowMappings {

	private RowMappings() {
	}

	/**
	 * Returns which rows of a persistence unit can be told apart.
	 */
	public static RowMapping of(SessionFactoryImplementor sessionFactory) {
		return new RowMappingBuilder(sessionFactory).build();
	}

}
