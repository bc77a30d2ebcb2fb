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

		@Override
		Object run(UserQueries users, int call) {
			return users.countByEmailContaining(TestData.groupPart(call));
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

		@Override
		Object run(UserQueries users, int call) {
			return users.findById((long) call);
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

		@Override
		Object run(UserQueries users, int call) {
			return users.findByEmailContaining(TestData.onlyUser(call));
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

		@Override
		Object run(UserQueries users, int call) {
			return users.findByEmailContaining(TestData.groupPart(call));
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

		@Override
		Object run(UserQueries users, int call) {
			return users.findSummariesByEmailContaining(TestData.groupPart(call));
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

		@Override
		Object run(UserQueries users, int call) {
			throw new IllegalArgumentException("GRAPHS has one argument only: choose another query");
		}

	};

	/**
	 * How many calls there are with an argument of their own.
	 */
	static final int CALLS = TestData.GROUP_PARTS;

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

	/**
	 * Ask the same of other rows.
	 * @param users who is asked
	 * @param call which call, another for every number below {@link #CALLS}
	 */
	abstract Object run(UserQueries users, int call);

}
