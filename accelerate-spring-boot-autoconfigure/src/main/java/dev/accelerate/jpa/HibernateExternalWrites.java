package dev.accelerate.jpa;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import dev.accelerate.core.ExternalWrites;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.TableRows;
import dev.accelerate.jpa.rows.UnseenWrite;
import dev.accelerate.jpa.schema.SchemaTracker;
import dev.accelerate.sql.SqlAnalyzer;
import dev.accelerate.sql.TableDirectory;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;

/**
 * {@link ExternalWrites} to the tables of the persistence units of an application.
 */
public final class HibernateExternalWrites implements ExternalWrites {

	private final Supplier<Stream<EntityManagerFactory>> factories;

	private final Invalidations invalidations;

	private final SqlAnalyzer statements;

	private final SchemaTracker schema;

	/**
	 * Creates an instance.
	 * @param factories supplies the entity manager factories of the application
	 * @param invalidations the view of what is invalid, which knows further units
	 * @param statements the analyzer that tracks tables
	 * @param schema the tracker of what tables there are
	 */
	public HibernateExternalWrites(Supplier<Stream<EntityManagerFactory>> factories, Invalidations invalidations,
			SqlAnalyzer statements, SchemaTracker schema) {
		this.factories = factories;
		this.invalidations = invalidations;
		this.statements = statements;
		this.schema = schema;
	}

	@Override
	public InvalidationRecord entity(Class<?> entity, Object id) {
		InvalidationRecord written = InvalidationRecord.NONE;
		boolean found = false;
		for (SessionFactoryImplementor unit : units()) {
			EntityPersister persister = EntityIdentifier.persister(unit, entity);
			if (persister != null) {
				written = written.and(entity(unit, persister, EntityIdentifier.of(persister, id)));
				found = true;
			}
		}
		if (!found) {
			throw new AccelerateException(ErrorCode.P6005, "invalidateEntity takes the class of an entity, but "
					+ entity.getName() + " is none of any persistence unit");
		}
		return written;
	}

	/**
	 * Returns the persistence units of this context, of its parents, and of all others
	 * that share their cache.
	 */
	private Set<SessionFactoryImplementor> units() {
		Set<SessionFactoryImplementor> units = new LinkedHashSet<>();
		this.factories.get().forEach((factory) -> units.add(factory.unwrap(SessionFactoryImplementor.class)));
		this.invalidations.rowDirectory().units().forEach((unit) -> units.add((SessionFactoryImplementor) unit));
		return units;
	}

	private InvalidationRecord entity(SessionFactoryImplementor unit, EntityPersister persister, Object id) {
		EntityPersister root = persister.getRootEntityDescriptor().getEntityPersister();
		Set<String> tables = tables(root);
		Set<String> ofUnknownRows = new HashSet<>();
		List<CollectionPersister> collections = new ArrayList<>();
		unit.getMappingMetamodel().forEachCollectionDescriptor((collection) -> {
			boolean isOwned = isOf(root, collection.getOwnerEntityPersister());
			if (collection.isOneToMany()) {
				if (!collection.isInverse() && (isOwned || isOf(root, collection.getElementPersister()))) {
					// Its rows are those of the elements, and say whose they are now.
					addOfUnknownRows(collection, tables, ofUnknownRows);
				}
			}
			else if (isOwned && collection.isInverse()) {
				addOfUnknownRows(collection, tables, ofUnknownRows);
			}
			else if (isOwned) {
				tables.addAll(MappedTableResolver.tableNames(collection.getCollectionSpaces()));
				collections.add(collection);
			}
		});
		if (tables.isEmpty()) {
			throw new AccelerateException(ErrorCode.P6005, persister.getEntityName()
					+ " has no table, but a query. Name the tables that it reads, with invalidateTables");
		}
		InvalidationRecord written = this.statements.writtenTables(tables);
		TrackingInspector inspector = TrackingInspector.of(unit);
		if (inspector == null || written.all() || !this.invalidations.tracksRows()) {
			return written;
		}
		Map<String, TableRows> rows = new HashMap<>(
				new UnseenWrite(root, id).rows(inspector.tracker().rows().mapping(unit), collections));
		rows.keySet().removeAll(ofUnknownRows);
		return written.withRows(rows);
	}

	/**
	 * Returns the names of the tables of an entity and all its subclasses.
	 */
	private static Set<String> tables(EntityPersister root) {
		Set<String> tables = new HashSet<>();
		for (String name : root.getSubclassEntityNames()) {
			tables.addAll(
					MappedTableResolver.spacesOf(root.getFactory().getMappingMetamodel().getEntityDescriptor(name)));
		}
		return tables;
	}

	private static void addOfUnknownRows(CollectionPersister collection, Set<String> tables,
			Set<String> ofUnknownRows) {
		for (String name : MappedTableResolver.tableNames(collection.getCollectionSpaces())) {
			tables.add(name);
			ofUnknownRows.add(TableDirectory.plainName(name));
		}
	}

	private static boolean isOf(EntityPersister root, EntityPersister entity) {
		return entity.getRootEntityName().equals(root.getRootEntityName());
	}

	@Override
	public InvalidationRecord tables(Collection<String> names) {
		Set<String> known = this.schema.knownTables(names);
		for (String name : names) {
			if (name.isBlank() || (!known.isEmpty() && !known.contains(TableDirectory.plainName(name)))) {
				throw new AccelerateException(ErrorCode.P6005,
						"no database of the application has the table '" + name + "' given to invalidateTables");
			}
		}
		return this.statements.writtenTables(names);
	}

}
