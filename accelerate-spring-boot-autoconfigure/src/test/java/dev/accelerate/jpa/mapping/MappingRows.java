package dev.accelerate.jpa.mapping;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import dev.accelerate.jpa.mapping.Identified.Derived;
import dev.accelerate.jpa.mapping.Identified.DerivedId;
import dev.accelerate.jpa.mapping.Identified.Target;
import jakarta.persistence.EntityManager;

/**
 * Rows of all kinds of mappings, side by side in one database.
 */
public final class MappingRows {

	private MappingRows() {
	}

	/**
	 * Return what fills the tables of each entity, for transactions of their own.
	 */
	public static List<Consumer<EntityManager>> all() {
		Set<String> repositories = new HashSet<>();
		Set<Object> fills = new HashSet<>();
		List<Consumer<EntityManager>> rows = new ArrayList<>();
		for (MappingCase<?> tried : MappingCases.all()) {
			if (repositories.add(tried.name.replace(" with items", "")) && fills.add(tried.fill)) {
				rows.add((entityManager) -> tried.fill.accept(onlyNew(entityManager)));
			}
		}
		return rows;
	}

	/**
	 * Wraps an entity manager such that rows which several cases have are saved once.
	 */
	private static EntityManager onlyNew(EntityManager entityManager) {
		return (EntityManager) Proxy.newProxyInstance(EntityManager.class.getClassLoader(),
				new Class<?>[] { EntityManager.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("persist") && exists(arguments[0], entityManager)) {
						return null;
					}
					try {
						return method.invoke(entityManager, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
	}

	private static boolean exists(Object entity, EntityManager entityManager) {
		if (entity instanceof Target target) {
			return exists(Target.class, target.id, entityManager);
		}
		if (entity instanceof Derived derived) {
			DerivedId id = new DerivedId();
			id.target = derived.target.id;
			id.subject = derived.subject;
			return exists(Derived.class, id, entityManager);
		}
		return false;
	}

	/**
	 * Asks without giving the session what would then be managed twice.
	 */
	private static boolean exists(Class<?> type, Object id, EntityManager entityManager) {
		Object found = entityManager.find(type, id);
		if (found != null) {
			entityManager.detach(found);
		}
		return found != null;
	}

}
