package dev.accelerate.benchmarks.jmh;

import dev.accelerate.benchmarks.domain.TestData;
import dev.accelerate.benchmarks.domain.UserQueries;

/**
 * Query with its arguments.
 */
public enum Query {

	/**
	 * A scalar.
	 */
	COUNT("count") {

		@Override
		Object run(UserQueries users) {
			return users.countByEmailContaining("@group007.");
		}

	},

	/**
	 * An entity, by its identifier.
	 */
	BY_ID("findById") {

		@Override
		Object run(UserQueries users) {
			return users.findById(4711L);
		}

	},

	/**
	 * A list of one entity.
	 */
	ONE_ENTITY("1 entity") {

		@Override
		Object run(UserQueries users) {
			return users.findByEmailContaining("user04711@");
		}

	},

	/**
	 * A list of 100 entities.
	 */
	ENTITIES("100 entities") {

		@Override
		Object run(UserQueries users) {
			return users.findByEmailContaining("@group007.");
		}

	},

	/**
	 * A list of 100 records.
	 */
	RECORDS("100 records") {

		@Override
		Object run(UserQueries users) {
			return users.findSummariesByEmailContaining("@group007.");
		}

	},

	/**
	 * A list of 100 entities with associations.
	 */
	GRAPHS("100 entity graphs") {

		@Override
		Object run(UserQueries users) {
			return users.findCustomers(TestData.REGION);
		}

	};

	private final String label;

	Query(String label) {
		this.label = label;
	}

	/**
	 * Return what to call it in a table.
	 * @return the label
	 */
	public String label() {
		return this.label;
	}

	abstract Object run(UserQueries users);

}
