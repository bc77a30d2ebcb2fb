package dev.accelerate.jpa;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import dev.accelerate.invalidation.Tables;
import dev.accelerate.snapshot.Node;
import dev.accelerate.snapshot.Snapshot;
import dev.accelerate.sql.SqlAnalyzer;
import dev.accelerate.sql.TableDirectory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.spi.MappingMetamodelImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.sqm.mutation.internal.temptable.GlobalTemporaryTableStrategy;
import org.hibernate.query.sqm.mutation.internal.temptable.LocalTemporaryTableStrategy;
import org.hibernate.query.sqm.mutation.internal.temptable.PersistentTableStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Tables that the entities of a persistence unit are kept in, all of which are tracked.
 */
final class MappedTableResolver {

	private final MappingMetamodelImplementor metamodel;

	private final TableDirectory directory;

	private final SqlAnalyzer statements;

	private final Tables all;

	private final Map<String, Found> byEntity = new ConcurrentHashMap<>();

	MappedTableResolver(SessionFactoryImplementor sessionFactory, TableDirectory directory, SqlAnalyzer statements) {
		this.metamodel = sessionFactory.getMappingMetamodel();
		this.directory = directory;
		this.statements = statements;
		Set<String> spaces = new HashSet<>();
		this.metamodel.forEachEntityDescriptor((entity) -> {
			spaces.addAll(spacesOf(entity));
			addTemporaryTable(entity.getSqmMultiTableMutationStrategy(), spaces);
			addTemporaryTable(entity.getSqmMultiTableInsertStrategy(), spaces);
		});
		this.metamodel
			.forEachCollectionDescriptor((collection) -> spaces.addAll(tableNames(collection.getCollectionSpaces())));
		this.all = statements.track(spaces);
	}

	/**
	 * Return the tables of an entity, or {@code null} if the class is none.
	 */
	@Nullable Tables of(Class<?> entity) {
		EntityPersister persister = this.metamodel.findEntityDescriptor(entity);
		return (persister != null) ? of(persister.getEntityName()) : null;
	}

	/**
	 * Return the tables of every entity in a result.
	 */
	Tables of(Snapshot result) {
		Tables tables = Tables.NONE;
		String last = "";
		for (Node node : result.entities()) {
			// Most results have entities of one class only.
			if (node instanceof Node.EntityNode entity && !entity.entityName().equals(last)) {
				last = entity.entityName();
				tables = tables.and(of(last));
			}
		}
		return tables;
	}

	/**
	 * Returns tables that need not be mapped, and tracks them from now on.
	 */
	Tables named(Collection<String> names) {
		return this.statements.track(names);
	}

	/**
	 * Returns the names of the tables of all entities.
	 */
	Set<String> names() {
		return this.all.names();
	}

	/**
	 * What a table stands for may change.
	 */
	private Tables of(String entityName) {
		int version = this.directory.version();
		Found present = this.byEntity.get(entityName);
		if (present != null && present.version() == version) {
			return present.tables();
		}
		Tables tables = this.directory.tables(spacesOf(this.metamodel.getEntityDescriptor(entityName)));
		this.byEntity.put(entityName, new Found(version, tables));
		return tables;
	}

	private static Collection<String> spacesOf(EntityPersister entity) {
		return tableNames(
				Stream.of(entity.getPropertySpaces(), entity.getQuerySpaces(), entity.getSynchronizedQuerySpaces())
					.flatMap(Arrays::stream)
					.toArray());
	}

	/**
	 * Bulk statements over several tables collect identifiers or rows in one of their
	 * own. It must not seem to be a table nobody knew.
	 */
	private static void addTemporaryTable(@Nullable Object strategy, Set<String> tables) {
		if (strategy instanceof LocalTemporaryTableStrategy local) {
			tables.add(local.getTemporaryTable().getTableExpression());
		}
		else if (strategy instanceof GlobalTemporaryTableStrategy global) {
			tables.add(global.getTemporaryTable().getTableExpression());
		}
		else if (strategy instanceof PersistentTableStrategy persistent) {
			tables.add(persistent.getTemporaryTable().getTableExpression());
		}
	}

	/**
	 * What an entity is mapped to may be a query instead of a table.
	 */
	static Collection<String> tableNames(Object[] spaces) {
		return Arrays.stream(spaces)
			.map(Object::toString)
			.filter((space) -> !space.stripLeading().startsWith("(") && !space.contains("\n"))
			.filter((space) -> !space.toLowerCase(Locale.ROOT).startsWith("select "))
			.toList();
	}

	/**
	 * Tables as they were found in one version of the directory.
	 */
	private record Found(int version, Tables tables) {
	}

}
