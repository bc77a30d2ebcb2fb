package dev.accelerate.jpa.rows.read;

import java.util.function.BooleanSupplier;

import dev.accelerate.core.Narrowing;
import dev.accelerate.core.ReadDescription;
import dev.accelerate.jpa.rows.HierarchyRows;
import dev.accelerate.jpa.rows.RowMapping;
import dev.accelerate.jpa.rows.TrackingMutationService;
import org.hibernate.binder.internal.TenantIdBinder;
import org.hibernate.engine.jdbc.mutation.spi.MutationExecutorService;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Factory of the {@link Narrowing narrowings} of the methods that read from one
 * persistence unit. What cannot be proved to depend on rows depends on tables.
 */
public final class NarrowingFactory {

	private final SessionFactoryImplementor sessionFactory;

	private final RowMapping rows;

	private final ResultFacts facts;

	private final BooleanSupplier tracking;

	/**
	 * Creates a factory.
	 * @param sessionFactory the session factory of the unit
	 * @param rows which rows can be told apart
	 * @param tracking has the rows of writes kept from now on, and returns whether they
	 * are
	 */
	public NarrowingFactory(SessionFactoryImplementor sessionFactory, RowMapping rows, BooleanSupplier tracking) {
		this.sessionFactory = sessionFactory;
		this.rows = rows;
		this.facts = new ResultFacts(sessionFactory.getMappingMetamodel(), rows);
		this.tracking = tracking;
	}

	/**
	 * Returns the narrowing of a method.
	 * @param read what is known of the method
	 */
	public Narrowing of(ReadDescription read) {
		String problem = problem();
		if (problem != null) {
			return Narrowing.none(problem);
		}
		EntityPersister entity = this.sessionFactory.getMappingMetamodel().findEntityDescriptor(read.domainType());
		if (entity == null) {
			return Narrowing.none(read.domainType().getName() + " is no entity");
		}
		HierarchyRows rows = this.rows.of(entity);
		if (rows == null) {
			return Narrowing.none("the rows of its entity cannot be told apart by their identifiers");
		}
		String unsafe = ReadSafety.problem(entity.getRootEntityDescriptor().getEntityPersister());
		if (unsafe != null) {
			return Narrowing.none("of its entity: " + unsafe);
		}
		KeyRead byKey = KeyRead.of(read, entity);
		if (byKey == null) {
			return Narrowing.none("it does not read entities by their primary key only");
		}
		return this.tracking.getAsBoolean() ? new KeyNarrowing(entity, rows, byKey, this.facts)
				: Narrowing.none("the rows of writes are not kept");
	}

	/**
	 * Returns why nothing that is read from the unit depends on rows.
	 */
	private @Nullable String problem() {
		if (!(this.sessionFactory.getServiceRegistry()
			.getService(MutationExecutorService.class) instanceof TrackingMutationService)) {
			return "the rows that Hibernate writes are not seen";
		}
		return this.sessionFactory.getAutoEnabledFilters()
			.stream()
			.allMatch((filter) -> filter.getFilterName().equals(TenantIdBinder.FILTER_NAME)) ? null
					: "a filter enables itself";
	}

}
