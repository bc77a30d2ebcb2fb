package dev.accelerate.jpa.differential;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.accelerate.testing.ObjectGraph;
import dev.accelerate.testing.SessionState;
import jakarta.persistence.EntityManager;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * One read in one place, and all that an application may do with its result: look at it,
 * read it again, follow its associations, change it and write it back.
 */
final class Observation {

	private static final int FOLLOWED = 3;

	private final HarnessApplication application;

	private final EntityManager entityManager;

	private final SessionFactoryImplementor factory;

	private final Place place;

	private final Supplier<@Nullable Object> read;

	private final Draws draws;

	private final Trace trace;

	private @Nullable Object result;

	private List<Object> entities = List.of();

	Observation(HarnessApplication application, Place place, Supplier<@Nullable Object> read, Draws draws,
			Trace trace) {
		this.application = application;
		this.entityManager = application.entityManager;
		this.factory = application.sessionFactory;
		this.place = place;
		this.read = read;
		this.draws = draws;
		this.trace = trace;
	}

	void run() {
		this.trace.failing("end of " + this.place, () -> this.place.run(this.application, () -> {
			look();
			Object changed = change();
			switch (this.place) {
				case NO_SESSION -> {
					if (changed != null) {
						this.trace.sending("merge",
								() -> this.application.transaction(false, () -> this.entityManager.merge(changed)));
					}
				}
				case OPEN_SESSION -> {
					this.trace.sending("commit", () -> this.application.transaction(false, () -> {
					}));
					held();
				}
				default -> {
					if (this.trace.sending("flush", this.entityManager::flush)) {
						held();
					}
				}
			}
		}));
		this.trace.add("rows", String.join("\n", this.application.tables.rows(this.application.sql.written())));
		this.trace.failing("afterwards", () -> this.trace.add("afterwards", Results.describe(this.read.get())));
	}

	private void look() {
		if (!this.trace.failing("read", () -> this.result = this.read.get())) {
			return;
		}
		this.entities = Results.entities(this.result, this.factory);
		this.trace.failing("describing", () -> this.trace.add("result", Results.describe(this.result)));
		held();
		again();
		List<Object> followed = this.entities.subList(0, Math.min(this.entities.size(), FOLLOWED));
		followed.forEach(this::identity);
		followed.forEach(this::follow);
		held();
	}

	/**
	 * Records what the session holds, and whether it is as it was.
	 */
	private void held() {
		if (this.place != Place.NO_SESSION) {
			SessionImplementor session = this.entityManager.unwrap(SessionImplementor.class);
			this.trace
				.failing("holding",
						() -> this.trace
							.add("held",
									Results.isPart(this.result)
											? SessionState.describe(session,
													(held) -> this.entities.stream()
														.anyMatch((entity) -> entity == held))
											: SessionState.describe(session)));
		}
	}

	/**
	 * Records whether the same read returns the same instances.
	 */
	private void again() {
		this.trace.failing("again", () -> {
			List<Object> others = Results.entities(this.read.get(), this.factory);
			this.trace.add("again",
					others.stream()
						.map((other) -> this.entities.stream().anyMatch((entity) -> entity == other))
						.toList());
		});
	}

	private void identity(Object entity) {
		if (this.place != Place.NO_SESSION) {
			Object id = this.factory.getPersistenceUnitUtil().getIdentifier(entity);
			this.trace.sending("find", () -> this.trace.add("found",
					entity == Hibernate.unproxy(this.entityManager.find(Hibernate.getClass(entity), id))));
			this.trace.add("managed", this.entityManager.contains(entity));
		}
	}

	private void follow(Object entity) {
		EntityPersister persister = this.factory.getMappingMetamodel().getEntityDescriptor(entity.getClass());
		for (int i = 0; i < persister.getPropertyNames().length; i++) {
			if (!persister.getPropertyNames()[i].startsWith("_")) {
				follow(persister.getPropertyNames()[i], persister.getValue(entity, i), persister.getPropertyTypes()[i]);
			}
		}
	}

	private void follow(String name, @Nullable Object value, Type type) {
		if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
			if (type instanceof CollectionType) {
				follow(name, value,
						() -> (value instanceof Map<?, ?> map) ? map.size() : ((Collection<?>) value).size());
			}
		}
		else if (value != null && type instanceof EntityType) {
			follow(name, value, () -> {
				Hibernate.initialize(value);
				return Hibernate.getClass(value).getSimpleName();
			});
		}
		else if (value != null && type instanceof CompositeType component) {
			Object[] values = component.getPropertyValues(value);
			for (int i = 0; i < values.length; i++) {
				follow(name + "." + component.getPropertyNames()[i], values[i], component.getSubtypes()[i]);
			}
		}
	}

	private void follow(String name, Object value, Supplier<Object> touch) {
		this.trace.add(name + " loaded", Hibernate.isInitialized(value));
		if (this.trace.sending(name, () -> this.trace.add(name, touch.get()))) {
			this.trace.failing(name, () -> this.trace.add(name, ObjectGraph.describe(value)));
		}
	}

	/**
	 * Changes one of the entities, or removes it.
	 * @return the one that was changed
	 */
	private @Nullable Object change() {
		if (this.entities.isEmpty()) {
			return null;
		}
		Object entity = this.entities.get(this.draws.between(0, this.entities.size() - 1));
		this.trace.add("changed", Results.key(entity, this.factory));
		if (this.place != Place.NO_SESSION && this.place != Place.OPEN_SESSION && this.draws.onceIn(6)) {
			this.trace.sending("remove", () -> this.entityManager.remove(entity));
			return entity;
		}
		EntityPersister persister = this.factory.getMappingMetamodel().getEntityDescriptor(entity.getClass());
		int attribute = Mutation.attribute(this.draws, persister, false);
		if (attribute >= 0) {
			this.trace.sending("change", () -> this.trace.add("change",
					new Mutation(this.draws, this.factory, "~").change(entity, persister, attribute)));
		}
		return entity;
	}

}
