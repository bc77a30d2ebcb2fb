package dev.accelerate.jpa.differential;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import jakarta.persistence.EntityManager;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.util.ReflectionUtils;

/**
 * Entities in the database: their identifiers and values, and changes of them at random.
 */
final class RandomRows {

	private final EntityManager entityManager;

	private final SessionFactoryImplementor sessionFactory;

	private final Map<Class<?>, List<Object>> identifiers = new LinkedHashMap<>();

	private final Map<String, List<Object>> values = new HashMap<>();

	private int changes;

	RandomRows(EntityManager entityManager, SessionFactoryImplementor sessionFactory) {
		this.entityManager = entityManager;
		this.sessionFactory = sessionFactory;
	}

	/**
	 * Finds the identifiers of all entities, and the values of those of the
	 * {@link Fleet}.
	 */
	void find() {
		this.identifiers.clear();
		this.values.clear();
		this.sessionFactory.getMetamodel()
			.getEntities()
			.stream()
			.sorted(Comparator.comparing((type) -> type.getName()))
			.forEach((type) -> {
				List<Object> found = new ArrayList<>();
				for (Object row : this.entityManager.createQuery("select e from " + type.getName() + " e", Object.class)
					.getResultList()) {
					found.add(this.sessionFactory.getPersistenceUnitUtil().getIdentifier(row));
					if (row instanceof Fleet.Named) {
						values(row);
					}
				}
				found.sort(Comparator.comparing(String::valueOf));
				this.identifiers.put(type.getJavaType(), found);
			});
	}

	private void values(Object holder) {
		for (Field field : holder.getClass().getFields()) {
			Object value = ReflectionUtils.getField(field, holder);
			if (value instanceof Fleet.Extent) {
				values(value);
			}
			else if (value != null && !Modifier.isStatic(field.getModifiers())) {
				this.values.computeIfAbsent(field.getName(), (name) -> new ArrayList<>()).add(value);
			}
		}
	}

	/**
	 * Changes a basic attribute of each entity with a kind of mapping. What its mapping
	 * or a constraint does not admit stays as it is.
	 */
	void change(Draws draws, Consumer<Runnable> transaction) {
		this.identifiers.forEach((type, ids) -> {
			if (!Fleet.Named.class.isAssignableFrom(type)) {
				ids.forEach((id) -> {
					try {
						transaction.accept(() -> change(this.entityManager.find(type, id), draws));
					}
					catch (DataAccessException ex) {
						// It stays as it is.
					}
				});
			}
		});
	}

	private void change(@Nullable Object entity, Draws draws) {
		if (entity != null) {
			EntityPersister persister = this.sessionFactory.getMappingMetamodel()
				.getEntityDescriptor(entity.getClass());
			int attribute = Mutation.attribute(draws, persister, true);
			if (attribute >= 0) {
				new Mutation(draws, this.sessionFactory, "~" + (this.changes++)).change(entity, persister, attribute);
			}
		}
	}

	Map<String, List<Object>> values() {
		Map<String, List<Object>> all = new HashMap<>(this.values);
		all.put("alias", List.of("a", "b", "aA", ""));
		return all;
	}

	Map<Class<?>, List<Object>> identifiers() {
		return new LinkedHashMap<>(this.identifiers);
	}

}
