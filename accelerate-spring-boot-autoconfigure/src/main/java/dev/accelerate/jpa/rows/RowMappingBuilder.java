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
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.collection.mutation.CollectionMutationTarget;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.UnionSubclassEntityPersister;
import org.hibernate.persister.entity.mutation.EntityTableMapping;
import org.jspecify.annotations.Nullable;

/**
 * Builder of the {@link RowMapping} of a persistence unit.
 */
final class RowMappingBuilder {

	/**
	 * Version of the canonical forms and of the hashes.
	 */
	static final long VERSION = 2;

	private final SessionFactoryImplementor sessionFactory;

	/**
	 * What the rows of each table are of, by its plain name.
	 */
	private final Map<String, Set<String>> owners = new HashMap<>();

	private final Map<String, String> plainNames = new HashMap<>();

	private final Map<String, HierarchyRows> byRoot = new HashMap<>();

	private final Map<String, CollectionRows> byRole = new HashMap<>();

	private final Map<String, KeyedTable> keyed = new HashMap<>();

	RowMappingBuilder(SessionFactoryImplementor sessionFactory) {
		this.sessionFactory = sessionFactory;
	}

	RowMapping build() {
		List<EntityPersister> roots = new ArrayList<>();
		List<CollectionPersister> collections = new ArrayList<>();
		this.sessionFactory.getMappingMetamodel().forEachEntityDescriptor((persister) -> {
			if (!RowMapping.isQuery(persister)) {
				persister.forEachMutableTable((table) -> owned(table.getTableName(), persister.getRootEntityName()));
			}
			if (persister.getEntityName().equals(persister.getRootEntityName())) {
				roots.add(persister);
			}
		});
		this.sessionFactory.getMappingMetamodel().forEachCollectionDescriptor((persister) -> {
			if (!persister.isOneToMany() && !persister.isInverse()) {
				owned(tableOf(persister), persister.getRole());
			}
			collections.add(persister);
		});
		Map<String, Set<String>> inElements = new HashMap<>();
		collections.forEach((collection) -> addInElements(collection, inElements));
		roots.forEach((root) -> addEntity(root, inElements.getOrDefault(root.getRootEntityName(), Set.of())));
		collections.forEach(this::addCollection);
		return new RowMapping(this.byRoot, this.byRole, this.keyed, this.plainNames);
	}

	private void owned(String table, String owner) {
		String plainName = TableDirectory.plainName(table);
		this.plainNames.put(table, plainName);
		this.owners.computeIfAbsent(plainName, (key) -> new HashSet<>()).add(owner);
	}

	private static String tableOf(CollectionPersister collection) {
		return (collection instanceof CollectionMutationTarget target)
				? target.getCollectionTableMapping().getTableName() : "";
	}

	private boolean isShared(String plainName) {
		return this.owners.getOrDefault(plainName, Set.of()).size() != 1;
	}

	/**
	 * Adds a collection to those whose keys are in the table of their elements. That the
	 * writes of these tell of them is part of what their fingerprint stands for.
	 */
	private void addInElements(CollectionPersister collection, Map<String, Set<String>> inElements) {
		KeyColumns key = collection.isOneToMany() ? key(collection) : null;
		if (key != null) {
			inElements.computeIfAbsent(collection.getElementPersister().getRootEntityName(), (root) -> new TreeSet<>())
				.add(holder(collection, key));
		}
	}

	private void addEntity(EntityPersister root, Set<String> inElements) {
		if (root instanceof UnionSubclassEntityPersister || RowMapping.isQuery(root)) {
			return;
		}
		Set<String> tables = new TreeSet<>();
		Map<String, KeyedTable> found = new HashMap<>();
		KeyColumns key = KeyColumns.of(root.getIdentifierMapping()::forEachSelectable);
		if (key == null || !addTables(root, key.names(), tables, found)
				|| !tables.contains(TableDirectory.plainName(root.getIdentifierTableName()))) {
			return;
		}
		String table = TableDirectory.plainName(root.getIdentifierTableName());
		long fingerprint = key.fingerprint(RowMark.hash(VERSION, table));
		for (String each : tables) {
			fingerprint = RowMark.hash(fingerprint, each);
		}
		for (String each : inElements) {
			fingerprint = RowMark.hash(fingerprint, each);
		}
		this.keyed.putAll(found);
		this.byRoot.put(root.getRootEntityName(),
				new HierarchyRows(table, Set.copyOf(tables), key.forms(), fingerprint, new Lookups()));
	}

	/**
	 * Adds the tables of an entity and its subclasses.
	 * @return whether rows of all of them can be told apart
	 */
	private boolean addTables(EntityPersister root, List<String> names, Set<String> tables,
			Map<String, KeyedTable> found) {
		for (String name : root.getSubclassEntityNames()) {
			EntityPersister entity = this.sessionFactory.getMappingMetamodel().getEntityDescriptor(name);
			List<EntityTableMapping> mappings = new ArrayList<>();
			entity.forEachMutableTable(mappings::add);
			for (EntityTableMapping mapping : mappings) {
				List<String> columns = new ArrayList<>();
				mapping.getKeyMapping()
					.forEachSelectable((index, column) -> columns.add(column.getSelectionExpression()));
				KeyedTable table = new KeyedTable(TableDirectory.plainName(mapping.getTableName()), columns);
				KeyedTable other = found.put(mapping.getTableName(), table);
				tables.add(table.name());
				if (isShared(table.name()) || (other != null && !other.equals(table))
						|| columns.size() != names.size()) {
					return false;
				}
			}
			if (!Coordinators.areUnderstood(entity)) {
				return false;
			}
		}
		return true;
	}

	private void addCollection(CollectionPersister collection) {
		KeyColumns key = key(collection);
		if (key == null) {
			return;
		}
		String table = TableDirectory.plainName(tableOf(collection));
		String holder = holder(collection, key);
		if (collection.isOneToMany()) {
			HierarchyRows elements = this.byRoot.get(collection.getElementPersister().getRootEntityName());
			if (elements != null && elements.tables().contains(table)) {
				this.byRole.put(collection.getRole(),
						new CollectionRows(table, holder, key.names(), key.forms(), elements.mapped()));
			}
		}
		else if (!isShared(table)) {
			this.byRole.put(collection.getRole(), new CollectionRows(table, holder, key.names(), key.forms(),
					key.fingerprint(RowMark.hash(VERSION, holder))));
		}
	}

	private static String holder(CollectionPersister collection, KeyColumns key) {
		return "collection " + TableDirectory.plainName(tableOf(collection)) + key.names();
	}

	/**
	 * Returns the key of a collection, or {@code null} if its writes do not tell of all
	 * that changes it: it is inverse, belongs to something else than the identifier of
	 * its owner, or is written with its elements, too.
	 */
	private @Nullable KeyColumns key(CollectionPersister collection) {
		if (collection.isInverse() || !(collection instanceof CollectionMutationTarget)) {
			return null;
		}
		ForeignKeyDescriptor foreignKey = collection.getAttributeMapping().getKeyDescriptor();
		KeyColumns key = KeyColumns.of(foreignKey::visitKeySelectables);
		KeyColumns target = KeyColumns.of(foreignKey::visitTargetSelectables);
		KeyColumns owner = KeyColumns
			.of(collection.getOwnerEntityPersister().getIdentifierMapping()::forEachSelectable);
		if (key == null || owner == null || target == null || !key.forms().equals(owner.forms())
				|| !target.names().equals(owner.names())
				|| (collection.isOneToMany() && isWrittenWithElements(collection, key))) {
			return null;
		}
		return key;
	}

	/**
	 * Returns whether elements are written with the key of their owner, by an attribute
	 * of their own, or because it may not be null.
	 */
	private boolean isWrittenWithElements(CollectionPersister collection, KeyColumns key) {
		EntityPersister elements = collection.getElementPersister();
		Set<String> written = new HashSet<>();
		for (String name : this.sessionFactory.getMappingMetamodel()
			.getEntityDescriptor(elements.getRootEntityName())
			.getSubclassEntityNames()) {
			EntityPersister element = this.sessionFactory.getMappingMetamodel().getEntityDescriptor(name);
			element.getIdentifierMapping()
				.forEachSelectable((index, column) -> written.add(column.getSelectionExpression()));
			element.getAttributeMappings().forEach((attribute) -> attribute.forEachSelectable((index, column) -> {
				if (!column.isFormula() && (column.isInsertable() || column.isUpdateable())) {
					written.add(column.getSelectionExpression());
				}
			}));
		}
		return !key.nullable() || key.names().stream().anyMatch(written::contains);
	}

}
