package dev.accelerate.jpa.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.accelerate.jpa.mapping.Repositories.Reads;
import dev.accelerate.jpa.mapping.Repositories.WithItems;
import jakarta.persistence.EntityManager;

/**
 * Mapping, with rows of it and what an application does with them.
 */
final class MappingCase<T> {

	final String name;

	final Consumer<EntityManager> fill;

	final Map<String, Function<T, Object>> touches = new LinkedHashMap<>();

	final Map<String, Change<T>> changes = new LinkedHashMap<>();

	final List<String> behind = new ArrayList<>();

	/**
	 * How a second read is answered in an open session, and without one.
	 */
	String managed = "[TTL]";

	String detached = "[TTL]";

	private final Class<?> repository;

	private final boolean items;

	private MappingCase(String name, Class<?> repository, boolean items, Consumer<EntityManager> fill) {
		this.name = name;
		this.repository = repository;
		this.items = items;
		this.fill = fill;
	}

	static <T> MappingCase<T> of(Class<? extends Reads<T>> repository, Consumer<EntityManager> fill) {
		return new MappingCase<>(repository.getSimpleName().replace("Rows", ""), repository, false, fill);
	}

	static <T> MappingCase<T> items(Class<? extends WithItems<T, ?>> repository, Consumer<EntityManager> fill) {
		return new MappingCase<>(repository.getSimpleName().replace("Rows", "") + " with items", repository, true,
				fill);
	}

	@SuppressWarnings("unchecked")
	List<T> read(MappingApplication application) {
		Object rows = application.repository(this.repository);
		return this.items ? ((WithItems<T, ?>) rows).loaded() : ((Reads<T>) rows).all();
	}

	MappingCase<T> touch(String what, Function<T, Object> touch) {
		this.touches.put(what, touch);
		return this;
	}

	/**
	 * Adds a change of the first row.
	 */
	MappingCase<T> change(String what, Consumer<T> change) {
		return changeBy(what, (entity, entityManager) -> change.accept(entity));
	}

	MappingCase<T> changeBy(String what, Change<T> change) {
		this.changes.put(what, change);
		return this;
	}

	/**
	 * Adds a statement of somebody else, after which no change of the first row may go
	 * through.
	 */
	MappingCase<T> behind(String... statements) {
		this.behind.addAll(List.of(statements));
		return this;
	}

	MappingCase<T> answered(String managed, String detached) {
		this.managed = managed;
		this.detached = detached;
		return this;
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * Change of an entity.
	 */
	interface Change<T> {

		void of(T entity, EntityManager entityManager);

	}

}
