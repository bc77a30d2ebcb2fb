package dev.accelerate.jpa.rows.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.accelerate.core.Narrowing;
import dev.accelerate.core.ReadDescription;
import dev.accelerate.invalidation.TrackedRows;
import dev.accelerate.jpa.rows.ColumnSet;
import dev.accelerate.jpa.rows.HierarchyRows;
import dev.accelerate.jpa.rows.Lookup;
import dev.accelerate.jpa.rows.RowMapping;
import dev.accelerate.jpa.rows.TrackingMutationService;
import dev.accelerate.sql.TableDirectory;
import org.hibernate.binder.internal.TenantIdBinder;
import org.hibernate.engine.jdbc.mutation.spi.MutationExecutorService;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.ModelPart;
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

	private final TrackedRows tracked;

	private final TableDirectory directory;

	/**
	 * Creates a factory.
	 * @param sessionFactory the session factory of the unit
	 * @param rows which rows can be told apart
	 * @param tracked the rows that are kept
	 * @param directory what is read through which names
	 */
	public NarrowingFactory(SessionFactoryImplementor sessionFactory, RowMapping rows, TrackedRows tracked,
			TableDirectory directory) {
		this.directory = directory;
		this.sessionFactory = sessionFactory;
		this.rows = rows;
		this.facts = new ResultFacts(sessionFactory.getMappingMetamodel(), rows);
		this.tracked = tracked;
	}

	/**
	 * Returns the narrowing of a method.
	 * @param read what is known of the method
	 */
	public Narrowing of(ReadDescription read) {
		try {
			String problem = problem();
			EntityPersister entity = this.sessionFactory.getMappingMetamodel().findEntityDescriptor(read.domainType());
			if (problem != null || entity == null) {
				throw new UnknownShapeException((problem != null) ? problem : "its repository has no entity");
			}
			return of(shape(read, entity));
		}
		catch (UnknownShapeException ex) {
			return Narrowing.none(ex.reason());
		}
	}

	private ReadShape shape(ReadDescription read, EntityPersister entity) throws UnknownShapeException {
		String text = read.query();
		if (text != null) {
			return QueryShape.of(read, text, this.sessionFactory);
		}
		return read.derived() ? MethodShape.ofName(read, entity) : MethodShape.ofCode(read, entity);
	}

	private Narrowing of(ReadShape shape) throws UnknownShapeException {
		HierarchyRows rows = this.rows.of(shape.entity());
		if (rows == null) {
			throw new UnknownShapeException("the rows of its entity cannot be told apart by their identifiers");
		}
		String unsafe = ReadSafety.problem(shape.entity().getRootEntityDescriptor().getEntityPersister());
		if (unsafe != null) {
			throw new UnknownShapeException("of its entity: " + unsafe);
		}
		if (shape.entities() && (EntityFacts.reachesUntold(shape.entity()) || mayFetchUntold(shape.fetches()))) {
			throw new UnknownShapeException(
					"it refers to an entity that is restricted, or that is mapped to a query (@Subselect)");
		}
		if (!this.tracked.keep()) {
			throw new UnknownShapeException("the rows of writes are not kept");
		}
		ValueSource identifier = shape.equalities().get(shape.entity().getIdentifierPropertyName());
		Membership membership = (identifier != null) ? new KeyMembership(shape, rows, identifier)
				: membership(shape, rows);
		return new RowNarrowing(shape, rows, membership, this.facts, this.directory);
	}

	private Membership membership(ReadShape shape, HierarchyRows rows) throws UnknownShapeException {
		Membership byValue = (shape.entities() && !shape.skipping()) ? lookup(shape) : null;
		return (byValue != null) ? byValue : columns(shape, rows);
	}

	/**
	 * Returns a membership by values. What leaves must be in the result, which it is not
	 * if rows matter that the result does not show.
	 */
	private @Nullable Membership lookup(ReadShape shape) {
		SortedMap<Lookup.Column, LookupValue> values = new TreeMap<>();
		boolean others = shape.others();
		for (Map.Entry<String, ValueSource> equality : shape.equalities().entrySet()) {
			ModelPart attribute = OwnColumns.part(shape.entity(), equality.getKey());
			Lookup.Column column = (attribute != null) ? this.rows.column(attribute) : null;
			if (attribute != null && column != null) {
				values.put(column, new LookupValue(attribute, equality.getValue()));
			}
			else {
				others = true;
			}
		}
		Lookup lookup = values.isEmpty() ? null : this.rows.lookup(shape.entity(), List.copyOf(values.keySet()));
		return (lookup != null) ? new LookupMembership(shape, others, lookup, List.copyOf(values.values()),
				new ToldFrom(this.tracked, () -> lookup.areSetByStatements(this.directory))) : null;
	}

	private Membership columns(ReadShape shape, HierarchyRows rows) throws UnknownShapeException {
		if (shape.fetches().hiding()) {
			throw new UnknownShapeException("what it fetches may be missing, and hide rows of its entity");
		}
		List<ModelPart> attributes = new ArrayList<>();
		for (String path : shape.paths()) {
			ModelPart attribute = OwnColumns.part(shape.entity(), path);
			if (attribute == null) {
				throw new UnknownShapeException("it looks at " + path + ", which is not in the row of its entity");
			}
			if (attribute != shape.entity().getIdentifierMapping()) {
				attributes.add(attribute);
			}
		}
		ColumnSet columns = attributes.isEmpty() ? null : this.rows.columns(shape.entity(), attributes);
		if (columns == null && !attributes.isEmpty()) {
			throw new UnknownShapeException("it looks at columns of which updates do not tell whether they write them");
		}
		return new ColumnMembership(shape, rows, columns,
				new ToldFrom(this.tracked, () -> columns == null || columns.areSetByStatements(this.directory)));
	}

	/**
	 * Returns whether an entity that is there by what is in any rows may be among those
	 * that a query fetches.
	 */
	private boolean mayFetchUntold(Fetches fetches) {
		if (!fetches.any()) {
			return false;
		}
		boolean[] found = new boolean[1];
		this.sessionFactory.getMappingMetamodel()
			.forEachEntityDescriptor((each) -> found[0] |= fetches.mayReach(each.getRootEntityName())
					&& (EntityFacts.isUntold(each) || EntityFacts.reachesUntold(each)));
		return found[0];
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
