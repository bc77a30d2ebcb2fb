package dev.accelerate.jpa.rows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.accelerate.invalidation.RowMark;
import dev.accelerate.sql.TableDirectory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.persister.collection.mutation.CollectionMutationTarget;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.UnionSubclassEntityPersister;
import org.hibernate.persister.entity.mutation.EntityTableMapping;
import org.jspecify.annotations.Nullable;

/**
 * Which tables of a persistence unit have rows of what, by its mapping. Rows are told
 * apart only where that is certain: a table that several entities share, or whose keys
 * have no canonical form, is not here.
 */
public final class RowMapping {

	/**
	 * Version of the canonical forms and of the hashes.
	 */
	private static final long VERSION = 1;

	private final Map<String, HierarchyRows> byRoot = new HashMap<>();

	/**
	 * Collects the rows of a persistence unit.
	 */
	RowMapping(SessionFactoryImplementor sessionFactory) {
		Map<String, Set<String>> owners = new HashMap<>();
		List<EntityPersister> roots = new ArrayList<>();
		sessionFactory.getMappingMetamodel().forEachEntityDescriptor((persister) -> {
			persister
				.forEachMutableTable((table) -> owned(owners, table.getTableName(), persister.getRootEntityName()));
			if (persister.getEntityName().equals(persister.getRootEntityName())) {
				roots.add(persister);
			}
		});
		sessionFactory.getMappingMetamodel().forEachCollectionDescriptor((persister) -> {
			if (!persister.isOneToMany() && persister instanceof CollectionMutationTarget target) {
				owned(owners, target.getCollectionTableMapping().getTableName(), persister.getRole());
			}
		});
		for (EntityPersister root : roots) {
			HierarchyRows rows = rows(sessionFactory, root, owners);
			if (rows != null) {
				this.byRoot.put(root.getRootEntityName(), rows);
			}
		}
	}

	private static void owned(Map<String, Set<String>> owners, String table, String owner) {
		owners.computeIfAbsent(TableDirectory.plainName(table), (key) -> new HashSet<>()).add(owner);
	}

	private static @Nullable HierarchyRows rows(SessionFactoryImplementor sessionFactory, EntityPersister root,
			Map<String, Set<String>> owners) {
		if (root instanceof UnionSubclassEntityPersister) {
			return null;
		}
		EntityTableMapping identifier = root.getIdentifierTableMapping();
		Set<String> tables = new TreeSet<>();
		for (String name : root.getSubclassEntityNames()) {
			sessionFactory.getMappingMetamodel()
				.getEntityDescriptor(name)
				.forEachMutableTable((table) -> tables.add(TableDirectory.plainName(table.getTableName())));
		}
		List<JdbcMapping> types = new ArrayList<>();
		root.getIdentifierMapping().forEachJdbcType((index, type) -> types.add(type));
		if (tables.stream().anyMatch((table) -> owners.getOrDefault(table, Set.of()).size() != 1)
				|| !types.stream().allMatch(RowMapping::isSafe)) {
			return null;
		}
		String table = TableDirectory.plainName(identifier.getTableName());
		return new HierarchyRows(table, Set.copyOf(tables), fingerprint(table, tables, columns(identifier), types));
	}

	/**
	 * Returns the names of the columns of the key of a table, in the order of the
	 * identifier.
	 */
	static List<String> columns(EntityTableMapping table) {
		List<String> columns = new ArrayList<>();
		table.getKeyMapping().forEachSelectable((index, column) -> columns.add(column.getSelectionExpression()));
		return columns;
	}

	/**
	 * Returns whether two values of a column are equal in the database only if they are
	 * equal in their canonical form.
	 */
	private static boolean isSafe(JdbcMapping type) {
		return CanonicalKey.isSafe(type.getJdbcJavaType().getJavaTypeClass()) && !type.getJdbcType().isLob();
	}

	private static long fingerprint(String table, Set<String> tables, List<String> columns, List<JdbcMapping> types) {
		long hash = RowMark.hash(VERSION, table);
		for (String each : tables) {
			hash = RowMark.hash(hash, each);
		}
		for (String column : columns) {
			hash = RowMark.hash(hash, column);
		}
		for (JdbcMapping type : types) {
			hash = RowMark.hash(hash, type.getJdbcJavaType().getJavaTypeClass().getName());
		}
		return hash;
	}

	/**
	 * Returns the rows of an entity, or {@code null} if they cannot be told apart.
	 */
	public @Nullable HierarchyRows of(EntityPersister persister) {
		return this.byRoot.get(persister.getRootEntityName());
	}

}
