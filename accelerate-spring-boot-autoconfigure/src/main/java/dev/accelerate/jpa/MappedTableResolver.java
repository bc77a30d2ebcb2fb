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
 * Resolver of the tables that the entities of a persistence unit are mapped to. All of
 * them are tracked.
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
	 * Returns the tables of an entity, or {@code null} if the class is not an entity.
	 */
	@Nullable Tables of(Class<?> entity) {
		EntityPersister persister = this.metamodel.findEntityDescriptor(entity);
		return (persister != null) ? of(persister.getEntityName()) : null;
	}

	/**
	 * Returns the tables of every entity in a result.
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
	 * Returns the tables of entities, and of collections.
	 */
	Tables of(Set<String> entities, Set<String> roles) {
		Tables tables = Tables.NONE;
		for (String entity : entities) {
			tables = tables.and(of(entity));
		}
		for (String role : roles) {
			tables = tables.and(this.directory
				.tables(tableNames(this.metamodel.getCollectionDescriptor(role).getCollectionSpaces())));
		}
		return tables;
	}

	/**
	 * Returns tables by their names, whether mapped or not, and tracks them from now on.
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
	 * Returns the tables of an entity. They are looked up again when the directory has
	 * changed, because a table may then stand for others.
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

	/**
	 * Returns the names of the tables of an entity.
	 */
	static Collection<String> spacesOf(EntityPersister entity) {
		return tableNames(
				Stream.of(entity.getPropertySpaces(), entity.getQuerySpaces(), entity.getSynchronizedQuerySpaces())
					.flatMap(Arrays::stream)
					.toArray());
	}

	/**
	 * Adds the temporary table of bulk statements, if a strategy has one. A bulk
	 * statement over several tables first collects identifiers or rows there. If the
	 * table were not known, the statement would count as one on an unknown table.
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
	 * Returns those of some query spaces that are names of tables. An entity may be
	 * mapped to a query instead of a table, and its query space is then the text of that
	 * query.
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
