package dev.accelerate.jpa.snapshot;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

import dev.accelerate.signature.ArgumentParts;
import dev.accelerate.snapshot.EntitySnapshots;
import dev.accelerate.snapshot.MappedTypes;
import dev.accelerate.snapshot.Node;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * {@link EntitySnapshots} of the entities that Hibernate maps in one persistence unit.
 */
public final class HibernateEntitySnapshots implements EntitySnapshots {

	private final SessionFactoryImplementor sessionFactory;

	private final MappingRegistry registry;

	private final GuardedMappings guarded;

	private final MappingDescriptions descriptions;

	private final Supplier<@Nullable SessionImplementor> session;

	private final SingletonSupplier<CallbackWatch> watch;

	/**
	 * Creates snapshots.
	 * @param sessionFactory the factory of the unit's sessions
	 * @param session supplies the open session that manages restored entities, or
	 * {@code null} if they are detached
	 */
	public HibernateEntitySnapshots(SessionFactoryImplementor sessionFactory,
			Supplier<@Nullable SessionImplementor> session) {
		this.session = session;
		this.sessionFactory = sessionFactory;
		this.registry = new MappingRegistry(sessionFactory);
		this.guarded = new GuardedMappings(this.registry);
		this.watch = SingletonSupplier.ofNullable(() -> CallbackWatch.of(sessionFactory));
		this.descriptions = new MappingDescriptions(this.registry);
	}

	@Override
	public boolean isEntity(Class<?> type) {
		if (type.isInterface() || type == Object.class) {
			return false;
		}
		return this.sessionFactory.getMetamodel()
			.getEntities()
			.stream()
			.anyMatch((entity) -> type.isAssignableFrom(entity.getJavaType()));
	}

	@Override
	public MappedTypes mappedTypes() {
		return new MappedTypesResolver(this.registry).resolve();
	}

	@Override
	public String describeMapping(Collection<Class<?>> entities) {
		return this.descriptions.describe(entities);
	}

	@Override
	public EntityCapture capture() {
		return new HibernateEntityCapture(this.registry, this.session.get());
	}

	@Override
	public Object[] restore(List<Node> entities) {
		SessionImplementor managing = this.session.get();
		if (managing != null) {
			return new ManagedEntityRestore(this.registry, this.guarded, managing, entities).restore();
		}
		try (LazyLoading lazyLoading = new LazyLoading(this.sessionFactory)) {
			Object[] instances = new DetachedEntityRestore(this.registry, lazyLoading, entities).restore();
			includeInLoad(entities, instances);
			return instances;
		}
	}

	/**
	 * Lets copies count as loaded by the load in progress, if there is one. They stand
	 * for rows as what was copied does.
	 */
	private void includeInLoad(List<Node> entities, Object[] instances) {
		CallbackWatch watch = this.watch.get();
		LoadedEntities loaded = (watch != null) ? watch.loaded() : null;
		for (int i = 0; loaded != null && i < instances.length; i++) {
			if (entities.get(i) instanceof Node.EntityNode entity && entity.isPersistent()) {
				loaded.add(instances[i]);
			}
		}
	}

	@Override
	public Object restore(Node.CollectionNode collection, Object[] instances) {
		try (LazyLoading lazyLoading = new LazyLoading(this.sessionFactory)) {
			return DetachedEntityRestore.restore(this.registry, lazyLoading, collection, instances);
		}
	}

	/**
	 * Returns what the key of a call takes from arguments that are entities or
	 * embeddables.
	 */
	public ArgumentParts argumentParts() {
		return new HibernateArgumentParts(this.sessionFactory, this.registry);
	}

	MappingRegistry registry() {
		return this.registry;
	}

}
