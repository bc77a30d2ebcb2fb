package dev.accelerate.jpa.schema;

import java.util.HashSet;
import java.util.Set;

import dev.accelerate.catalog.NamedTable;
import dev.accelerate.sql.TableNameScanner;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Table;

/**
 * Reader of the names of the tables in the mappings of a persistence unit. A mapped query
 * and {@code @Synchronize} name tables, too.
 */
final class MappedNames {

	private MappedNames() {
	}

	static Set<NamedTable> of(Metadata metadata) {
		Set<NamedTable> names = new HashSet<>();
		for (Table table : metadata.collectTableMappings()) {
			if (table.isSubselect()) {
				add(TableNameScanner.in(table.getSubselect()), names);
			}
			else {
				names.add(NamedTable.of(table.getSchema(), table.getName()));
			}
		}
		metadata.getEntityBindings().forEach((entity) -> add(entity.getSynchronizedTables(), names));
		metadata.getCollectionBindings().forEach((collection) -> add(collection.getSynchronizedTables(), names));
		return Set.copyOf(names);
	}

	private static void add(Set<String> tables, Set<NamedTable> names) {
		tables.forEach((table) -> names.add(NamedTable.of(null, table)));
	}

}
