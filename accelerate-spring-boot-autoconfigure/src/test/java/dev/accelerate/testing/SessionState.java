package dev.accelerate.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SessionImplementor;

/**
 * What a session holds: its entities, whether it will write them, and the state with
 * which it compares them.
 */
public final class SessionState {

	private SessionState() {
	}

	/**
	 * Return a description of a session, a line for each value.
	 */
	public static String describe(SessionImplementor session) {
		PersistenceContext held = session.getPersistenceContextInternal();
		return describe(session, (entity) -> true) + held.getEntitiesByKey().size() + " entities, "
				+ held.getCollectionEntriesSize() + " collections\n";
	}

	/**
	 * Return a description of some of the entities of a session.
	 */
	public static String describe(SessionImplementor session, Predicate<Object> some) {
		PersistenceContext held = session.getPersistenceContextInternal();
		Map<String, Object> entries = new TreeMap<>();
		held.getEntitiesByKey().forEach((key, entity) -> {
			if (!some.test(entity)) {
				return;
			}
			EntityEntry entry = held.getEntry(entity);
			entries.put(
					entity.getClass().getSimpleName() + " " + ObjectGraph.describe(key.getIdentifier()).strip() + " "
							+ entry.getStatus() + " with version " + entry.getVersion(),
					(entry.getLoadedState() != null) ? state(entry) : "no state");
		});
		return ObjectGraph.describe(new LinkedHashMap<>(entries));
	}

	/**
	 * Returns the state of an entity, without what Hibernate made up.
	 */
	private static Map<String, Object> state(EntityEntry entry) {
		Map<String, Object> state = new LinkedHashMap<>();
		String[] names = entry.getPersister().getPropertyNames();
		for (int i = 0; i < names.length; i++) {
			if (!names[i].startsWith("_")) {
				state.put(names[i], entry.getLoadedState()[i]);
			}
		}
		return state;
	}

}
