package dev.accelerate.invalidation.reach;

import java.util.List;

import dev.accelerate.invalidation.reach.Event.Step;
import dev.accelerate.invalidation.reach.Event.Verb;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import org.hibernate.StatelessSession;
import org.hibernate.query.MutationQuery;

/**
 * Way in which an application writes. A table without an entity is written by its name.
 */
enum WritePath {

	ENTITY {

		@Override
		void write(Writers writers, Step step, long version) {
			EntityManager entityManager = writers.entityManager();
			Class<? extends Row> entity = step.relation().entity();
			switch (step.verb()) {
				case INSERT -> entityManager.persist(newRow(step, version));
				case UPDATE -> entityManager.find(entity, step.id()).setVersion(version);
				case DELETE -> entityManager.remove(entityManager.find(entity, step.id()));
				case PURGE -> NATIVE.write(writers, step, version);
			}
		}

	},

	JPQL {

		@Override
		void write(Writers writers, Step step, long version) {
			String entity = step.relation().entityName();
			if (step.verb() == Verb.UPDATE) {
				bind(writers.entityManager().createQuery("update " + entity + " e set e.version = ?1 where e.id = ?2"),
						step, version)
					.executeUpdate();
			}
			else if (step.verb() == Verb.DELETE) {
				bind(writers.entityManager().createQuery("delete from " + entity + " e where e.id = ?1"), step, version)
					.executeUpdate();
			}
			else {
				NATIVE.write(writers, step, version);
			}
		}

	},

	NATIVE {

		@Override
		boolean needsEntity() {
			return false;
		}

		@Override
		void write(Writers writers, Step step, long version) {
			bind(writers.entityManager().createNativeQuery(step.sql()), step, version).executeUpdate();
		}

	},

	JDBC {

		@Override
		boolean needsEntity() {
			return false;
		}

		@Override
		void write(Writers writers, Step step, long version) {
			writers.jdbc().update(step.sql(), step.arguments(version));
		}

	},

	JDBC_BATCH {

		@Override
		boolean needsEntity() {
			return false;
		}

		@Override
		void write(Writers writers, Step step, long version) {
			// The second row is not there, or the same again.
			Object[] arguments = step.arguments(version);
			Object[] others = arguments.clone();
			others[others.length - 1] = -1;
			writers.jdbc()
				.batchUpdate(step.sql(),
						(step.verb() == Verb.INSERT) ? List.<Object[]>of(arguments) : List.of(others, arguments));
		}

	},

	JDBC_ALONE {

		@Override
		boolean needsEntity() {
			return false;
		}

		@Override
		boolean hasTransaction() {
			return false;
		}

		@Override
		void write(Writers writers, Step step, long version) {
			JDBC.write(writers, step, version);
		}

	},

	STATELESS {

		@Override
		boolean hasTransaction() {
			return false;
		}

		@Override
		void writeAll(Writers writers, List<Step> steps, long version) {
			try (StatelessSession session = writers.openStatelessSession()) {
				session.beginTransaction();
				steps.forEach((step) -> writeStatelessly(writers, session, step, version));
				session.getTransaction().commit();
			}
		}

	},

	STATELESS_ALONE {

		@Override
		boolean hasTransaction() {
			return false;
		}

		@Override
		void writeAll(Writers writers, List<Step> steps, long version) {
			try (StatelessSession session = writers.openStatelessSession()) {
				steps.forEach((step) -> writeStatelessly(writers, session, step, version));
			}
		}

	};

	/**
	 * Returns whether what is written needs an entity.
	 */
	boolean needsEntity() {
		return true;
	}

	/**
	 * Returns whether it is done in a transaction of Spring.
	 */
	boolean hasTransaction() {
		return true;
	}

	void writeAll(Writers writers, List<Step> steps, long version) {
		for (Step step : steps) {
			if (needsEntity() && step.relation().entity() == null) {
				NATIVE.write(writers, step, version);
			}
			else {
				write(writers, step, version);
			}
		}
	}

	void write(Writers writers, Step step, long version) {
		throw new UnsupportedOperationException();
	}

	static void writeStatelessly(Writers writers, StatelessSession session, Step step, long version) {
		Class<? extends Row> entity = step.relation().entity();
		if ((entity == null || step.verb() == Verb.PURGE) && !session.isJoinedToTransaction()) {
			// Such a query needs a transaction.
			JDBC_ALONE.write(writers, step, version);
			return;
		}
		if (entity == null || step.verb() == Verb.PURGE) {
			MutationQuery query = session.createNativeMutationQuery(step.sql());
			Object[] arguments = step.arguments(version);
			for (int i = 0; i < arguments.length; i++) {
				query.setParameter(i + 1, arguments[i]);
			}
			query.executeUpdate();
			return;
		}
		switch (step.verb()) {
			case INSERT -> session.insert(newRow(step, version));
			case DELETE -> session.delete(session.get(entity, step.id()));
			default -> {
				Row row = session.get(entity, step.id());
				row.setVersion(version);
				session.update(row);
			}
		}
	}

	private static Row newRow(Step step, long version) {
		try {
			Row row = step.relation().entity().getDeclaredConstructor().newInstance();
			row.fill(step.id(), version, step.parent());
			return row;
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Query bind(Query query, Step step, long version) {
		Object[] arguments = step.arguments(version);
		for (int i = 0; i < arguments.length; i++) {
			query.setParameter(i + 1, arguments[i]);
		}
		return query;
	}

}
