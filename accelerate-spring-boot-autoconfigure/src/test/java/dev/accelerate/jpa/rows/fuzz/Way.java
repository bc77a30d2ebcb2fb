package dev.accelerate.jpa.rows.fuzz;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.Transaction;

/**
 * Way to write.
 *
 * @param name what it is called in reports
 * @param act what it does, with rows and values drawn at random
 */
record Way(String name, Consumer<Fuzz> act) {

	/**
	 * Creates a way that changes some entity in a session, if there is one.
	 */
	static <T> Way with(String name, Class<T> type, Change<T> change) {
		return new Way(name, (fuzz) -> fuzz.inTransaction((session) -> {
			T found = fuzz.find(session, type);
			if (found != null) {
				change.apply(fuzz, session, found);
			}
		}));
	}

	/**
	 * Creates a way that inserts an entity.
	 */
	static <T> Way insert(String name, Class<T> type, Function<Fuzz, T> made) {
		return new Way(name, (fuzz) -> fuzz.insert(type, (session) -> made.apply(fuzz)));
	}

	/**
	 * Creates a way that removes some entity, at times.
	 */
	static <T> Way remove(Class<T> type) {
		return with(type.getSimpleName() + ": removed", type, (fuzz, session, found) -> {
			if (fuzz.onceIn(3)) {
				session.remove(found);
			}
		});
	}

	/**
	 * Creates a way that uses a session without state.
	 */
	static Way stateless(String name, BiConsumer<Fuzz, StatelessSession> action) {
		return new Way(name, (fuzz) -> {
			try (StatelessSession session = fuzz.application.sessionFactory.openStatelessSession()) {
				Transaction transaction = session.beginTransaction();
				try {
					action.accept(fuzz, session);
					transaction.commit();
				}
				catch (RuntimeException ex) {
					transaction.rollback();
					throw ex;
				}
			}
		});
	}

	/**
	 * Creates a way by which two sessions read the same row, and then write one after the
	 * other, so that the second does not know what the first has done.
	 */
	static <T> Way lost(String name, Class<T> type, Change<T> first, Change<T> second) {
		return new Way(name, (fuzz) -> {
			Object id = fuzz.id(type);
			try (Session late = fuzz.application.sessionFactory.openSession()) {
				Transaction transaction = late.beginTransaction();
				try {
					T held = late.find(type, id);
					if (held != null) {
						fuzz.inTransaction((session) -> {
							T found = session.find(type, id);
							if (found != null) {
								first.apply(fuzz, session, found);
							}
						});
						fuzz.check();
						for (int i = 0; i < 4; i++) {
							fuzz.read();
						}
						second.apply(fuzz, late, held);
					}
					transaction.commit();
				}
				catch (RuntimeException ex) {
					if (transaction.isActive()) {
						transaction.rollback();
					}
					throw ex;
				}
			}
		});
	}

	/**
	 * What is done with an entity.
	 */
	@FunctionalInterface
	interface Change<T> {

		void apply(Fuzz fuzz, Session session, T entity);

	}

}
