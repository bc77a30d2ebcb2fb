package dev.accelerate.jpa.schema;

import java.util.Set;

import dev.accelerate.sql.TableNameScanner;
import dev.accelerate.sql.TableReach;
import dev.accelerate.sql.TableReach.Change;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.ForeignKey;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Table;

/**
 * Reader of what tables stand for by the mappings of a persistence unit. The tables of an
 * entity stand for those that it is {@code @Synchronize}d with, and for the tables of
 * children that the database changes by {@code @OnDelete}. A view stands for the tables
 * of its query.
 */
final class MappedReach {

	private MappedReach() {
	}

	static TableReach of(Metadata metadata) {
		TableReach.Builder reach = new TableReach.Builder();
		for (PersistentClass entity : metadata.getEntityBindings()) {
			for (Table table : entity.getTableClosure()) {
				covers(reach, table, entity.getSynchronizedTables());
			}
		}
		metadata.getCollectionBindings()
			.forEach(
					(collection) -> covers(reach, collection.getCollectionTable(), collection.getSynchronizedTables()));
		for (Table table : metadata.collectTableMappings()) {
			if (table.getViewQuery() != null) {
				covers(reach, table, TableNameScanner.in(table.getViewQuery()));
			}
			table.getForeignKeyCollection().forEach((key) -> effect(reach, key));
		}
		return reach.build();
	}

	private static void covers(TableReach.Builder reach, Table table, Set<String> tables) {
		if (tables.isEmpty()) {
			return;
		}
		if (table.isSubselect()) {
			reach.reads(table.getSubselect(), tables);
		}
		else {
			reach.covers(table.getName(), tables);
		}
	}

	private static void effect(TableReach.Builder reach, ForeignKey key) {
		OnDeleteAction action = key.getOnDeleteAction();
		if (action == OnDeleteAction.CASCADE || action == OnDeleteAction.SET_NULL
				|| action == OnDeleteAction.SET_DEFAULT) {
			reach.foreignKey(key.getReferencedTable().getName(), Change.DELETE, key.getTable().getName(),
					action == OnDeleteAction.CASCADE);
		}
	}

}
