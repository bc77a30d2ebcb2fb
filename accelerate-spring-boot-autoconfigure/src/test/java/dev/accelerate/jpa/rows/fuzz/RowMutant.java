package dev.accelerate.jpa.rows.fuzz;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.accelerate.invalidation.ChangedMarks;
import dev.accelerate.invalidation.Dependencies;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.RowMark;
import dev.accelerate.invalidation.RowMarks;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.jpa.rows.HierarchyRows;
import dev.accelerate.jpa.rows.RowMapping;
import dev.accelerate.snapshot.Node;
import dev.accelerate.store.Entry;
import org.hibernate.metamodel.spi.MappingMetamodelImplementor;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Cache in which one of the rules that keep results of rows right is broken, by what is
 * lost on the way of a record or of what a result depends on.
 */
enum RowMutant {

	/**
	 * Nothing is broken.
	 */
	NONE(Schema.KEYS),

	/**
	 * A write names no rows.
	 */
	WRITTEN_ROWS_NOT_NAMED(Schema.KEYS) {

		@Override
		InvalidationRecord changed(InvalidationRecord record, Set<Long> contents) {
			return ChangedMarks.withoutRows(record);
		}

	},

	/**
	 * A write of a collection does not name its owner.
	 */
	OWNERS_NOT_NAMED(Schema.KEYS, "Person") {

		@Override
		InvalidationRecord changed(InvalidationRecord record, Set<Long> contents) {
			return ChangedMarks.withoutRows(record, Set.of("person_tag", "person_phone", "dict_word", "dict_bag",
					"dict_part", "post_label", "crate_part"));
		}

		@Override
		Dependencies changed(FuzzedRead read, Entry entry, RowMapping mapping, MappingMetamodelImplementor metamodel) {
			return entry.dependencies();
		}

	},

	/**
	 * A write of unknown rows changes none.
	 */
	UNKNOWN_ROWS_NOT_NAMED(Schema.KEYS) {

		@Override
		InvalidationRecord changed(InvalidationRecord record, Set<Long> contents) {
			return ChangedMarks.withoutUnknown(record);
		}

	},

	/**
	 * A write does not name the values that a row has now.
	 */
	WRITTEN_VALUES_NOT_NAMED(Schema.KEYS, "Person") {

		@Override
		InvalidationRecord changed(InvalidationRecord record, Set<Long> contents) {
			return ChangedMarks.withoutValues(record);
		}

		@Override
		Dependencies changed(FuzzedRead read, Entry entry, RowMapping mapping, MappingMetamodelImplementor metamodel) {
			return entry.dependencies();
		}

	},

	/**
	 * A write of a row of which some values are not known gives it none.
	 */
	UNKNOWN_VALUES_NOT_NAMED(Schema.KEYS, "Line", "Dyn", "Item") {

		@Override
		InvalidationRecord changed(InvalidationRecord record, Set<Long> contents) {
			return ChangedMarks.withoutUnknownValues(record, contents);
		}

		@Override
		Dependencies changed(FuzzedRead read, Entry entry, RowMapping mapping, MappingMetamodelImplementor metamodel) {
			return entry.dependencies();
		}

	},

	/**
	 * A write to other columns than those that are looked at first changes no result.
	 */
	UNKNOWN_CONTENTS_NOT_NAMED(Schema.KEYS, "Dyn", "DynVer") {

		@Override
		InvalidationRecord changed(InvalidationRecord record, Set<Long> contents) {
			return ChangedMarks.withoutContents(record, contents);
		}

		@Override
		Dependencies changed(FuzzedRead read, Entry entry, RowMapping mapping, MappingMetamodelImplementor metamodel) {
			return entry.dependencies();
		}

	},

	/**
	 * Many rows and values are taken for the same. That costs misses, and does no harm.
	 */
	MARKS_SHARED(Schema.KEYS) {

		@Override
		InvalidationRecord changed(InvalidationRecord record, Set<Long> contents) {
			return ChangedMarks.shared(record);
		}

		@Override
		Dependencies changed(FuzzedRead read, Entry entry, RowMapping mapping, MappingMetamodelImplementor metamodel) {
			return ChangedMarks.shared(entry.dependencies());
		}

	},

	/**
	 * A result does not depend on the rows that it shows.
	 */
	READ_ROWS_FORGOTTEN(Schema.KEYS) {

		@Override
		Dependencies changed(FuzzedRead read, Entry entry, RowMapping mapping, MappingMetamodelImplementor metamodel) {
			return ChangedMarks.withoutRows(entry.dependencies());
		}

	},

	/**
	 * A result depends on one of the rows that it shows.
	 */
	ALL_ROWS_BUT_ONE_FORGOTTEN(Schema.KEYS) {

		@Override
		Dependencies changed(FuzzedRead read, Entry entry, RowMapping mapping, MappingMetamodelImplementor metamodel) {
			return ChangedMarks.withOneRow(entry.dependencies());
		}

	},

	/**
	 * A result of rows does not depend on writes of unknown rows.
	 */
	READ_UNKNOWN_ROWS_FORGOTTEN(Schema.KEYS) {

		@Override
		Dependencies changed(FuzzedRead read, Entry entry, RowMapping mapping, MappingMetamodelImplementor metamodel) {
			return ChangedMarks.withoutUnknown(entry.dependencies());
		}

	},

	/**
	 * A result of rows does not depend on the tables that they do not explain.
	 */
	OTHER_TABLES_FORGOTTEN(Schema.KEYS) {

		@Override
		Dependencies changed(FuzzedRead read, Entry entry, RowMapping mapping, MappingMetamodelImplementor metamodel) {
			Dependencies whole = entry.dependencies();
			return whole.rows().isEmpty() ? whole
					: new Dependencies(whole.stamp(), whole.tags(), Tables.NONE, whole.rows());
		}

	},

	/**
	 * Nobody asks what triggers do.
	 */
	TRIGGERS_NOT_ASKED(Schema.TRIGGERS, "Item", "Dyn", "Part"),

	/**
	 * Nobody asks what foreign keys do within a table.
	 */
	CASCADES_NOT_ASKED(Schema.CASCADES, "Node", "Link"),

	/**
	 * A formula is a column.
	 */
	FORMULA(Schema.KEYS, "Form"),

	/**
	 * What a column is read by is the column.
	 */
	COLUMN_READ_BY_A_QUERY(Schema.KEYS, "Seen"),

	/**
	 * A to-one by a formula has a key.
	 */
	JOIN_FORMULA(Schema.KEYS, "Latest"),

	/**
	 * A restriction is about the row itself.
	 */
	RESTRICTION(Schema.KEYS, "Restricted"),

	/**
	 * To-ones that are missing are told by the row of their owner.
	 */
	MISSING_TO_ONE(Schema.KEYS, "Ref") {

		@Override
		boolean isShownBy(Way way) {
			return way.name().toLowerCase(Locale.ROOT).matches("(ref|nat|softs?|label)\\b.*");
		}

	},

	/**
	 * The other side of a one-to-one is in the row.
	 */
	INVERSE_ONE_TO_ONE(Schema.KEYS, "Lamp"),

	/**
	 * The elements of a collection are in the row of its owner.
	 */
	COLLECTION_OF_VALUES(Schema.KEYS, "Dict"),

	/**
	 * The elements of a many-to-many are told by those that there are.
	 */
	MANY_TO_MANY(Schema.KEYS, "Post"),

	/**
	 * The elements of a one-to-many are told by those that there are.
	 */
	ONE_TO_MANY(Schema.KEYS, "Doc", "Box", "Crate");

	private final Schema schema;

	private final Set<String> entities;

	RowMutant(Schema schema, String... entities) {
		this.schema = schema;
		this.entities = Set.of(entities);
	}

	/**
	 * Returns the schema in which it does harm.
	 */
	Schema schema() {
		return this.schema;
	}

	/**
	 * Returns whether a read is one that it does harm to.
	 */
	boolean isAbout(FuzzedRead read) {
		return this.entities.contains(read.domainType().getSimpleName());
	}

	/**
	 * Returns whether a way of writing may show that the rule is broken. For most, chance
	 * finds one that does.
	 */
	boolean isShownBy(Way way) {
		return true;
	}

	/**
	 * Returns whether tables count as those without triggers and cascades.
	 */
	boolean believesTables() {
		return this == TRIGGERS_NOT_ASKED || this == CASCADES_NOT_ASKED;
	}

	/**
	 * Returns whether nothing becomes stale by it.
	 */
	boolean isHarmless() {
		return this == NONE || this == MARKS_SHARED;
	}

	/**
	 * Returns what becomes of a record.
	 * @param contents what says that the contents of rows have changed, but not by which
	 * lookups they are found
	 */
	InvalidationRecord changed(InvalidationRecord record, Set<Long> contents) {
		return record;
	}

	/**
	 * Returns what becomes of the dependencies of an entry. Those of some entities, read
	 * by their identifier, believe that the rows of all entities in a result say all
	 * about it.
	 */
	Dependencies changed(FuzzedRead read, Entry entry, RowMapping mapping, MappingMetamodelImplementor metamodel) {
		Dependencies whole = entry.dependencies();
		if (!isAbout(read) || believesTables() || whole.tables().isEmpty()
				|| !read.method().getName().equals("findById") || entry.snapshot().entities().isEmpty()) {
			return whole;
		}
		List<Long> marks = new ArrayList<>();
		Set<String> explained = new HashSet<>();
		for (Node node : entry.snapshot().entities()) {
			if (node instanceof Node.EntityNode entity) {
				EntityPersister persister = metamodel.getEntityDescriptor(entity.entityName());
				HierarchyRows rows = mapping.of(persister);
				Long mark = (rows != null && !(entity.id() instanceof Node)) ? rows.mark(persister, entity.id()) : null;
				if (mark == null) {
					return whole;
				}
				marks.add(mark);
				explained.addAll(rows.tables());
			}
		}
		explained.forEach((table) -> marks.add(RowMark.unknown(table)));
		return new Dependencies(whole.stamp(), whole.tags(), Tables.NONE,
				RowMarks.of(marks.stream().mapToLong(Long::longValue).toArray(), whole.tables()));
	}

}
