package dev.accelerate.jpa.rows;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import dev.accelerate.invalidation.RowMark;
import dev.accelerate.invalidation.TableRows;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Write to an entity that others have made, unseen: the row may be new, gone, or have any
 * values.
 *
 * @param root the root of the entity
 * @param id its identifier
 */
public record UnseenWrite(EntityPersister root, Object id) {

	/**
	 * Returns which rows are written.
	 * @param mapping which tables have rows of what
	 * @param collections the collections of the entity that have tables of their own
	 * @return the rows of each table, by its plain name; none of a table whose rows
	 * cannot be told apart
	 */
	public Map<String, TableRows> rows(RowMapping mapping, Collection<CollectionPersister> collections) {
		HierarchyRows rows = mapping.of(this.root);
		List<@Nullable Object> key = new ArrayList<>();
		if (rows != null) {
			this.root.getIdentifierMapping().forEachJdbcValue(this.id, (index, value, type) -> key.add(value), null);
		}
		Long mark = (rows != null) ? rows.mark(key) : null;
		if (rows == null || mark == null) {
			return Map.of();
		}
		Map<String, TableRows> written = new HashMap<>();
		TableRows row = row(rows, mark);
		rows.tables().forEach((table) -> written.put(table, row));
		for (CollectionPersister collection : collections) {
			CollectionRows elements = mapping.of(collection);
			Long owner = (elements != null) ? elements.mark(key) : null;
			if (elements != null && owner != null) {
				written.put(elements.table(), TableRows.of(elements.fingerprint(), owner));
			}
		}
		return written;
	}

	private static TableRows row(HierarchyRows rows, long mark) {
		// Read once: what is added to the lookups from here on has another fingerprint.
		Lookups.Present lookups = rows.lookups().present();
		LongStream ofLookups = lookups.lookups()
			.stream()
			.flatMapToLong((lookup) -> LongStream.of(lookup.unknown(), lookup.unknownContents()));
		LongStream ofColumns = lookups.columns().stream().mapToLong(ColumnSet::mark);
		LongStream ofRow = LongStream.of(mark, RowMark.set(rows.table()));
		return TableRows.of(rows.fingerprint(lookups),
				Stream.of(ofRow, ofLookups, ofColumns).flatMapToLong(Function.identity()).toArray());
	}

}
