package dev.accelerate.invalidation.reach;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.accelerate.invalidation.reach.ReachRepositories.Shops;

/**
 * Way to read a cell by a cached query. What it returns is the event that wrote the row
 * of each slot that was asked for.
 */
enum ReachRead {

	BY_ID {

		@Override
		List<Long> read(ReachReader reader, Relation relation, int slot) {
			Optional<? extends Row> row = reader.rows(relation).findById(relation.cell().id(slot));
			return List.of(shown(row.map(Row::getVersion)));
		}

	},

	DERIVED {

		@Override
		boolean readsAll() {
			return true;
		}

		@Override
		List<Long> read(ReachReader reader, Relation relation, int slot) {
			Cell cell = relation.cell();
			List<? extends Row> rows = reader.rows(relation).findByIdBetween(cell.id(0), cell.id(Slot.COUNT - 1));
			Map<Integer, Optional<Long>> versions = rows.stream()
				.collect(Collectors.toMap(Row::getId, (row) -> Optional.ofNullable(row.getVersion())));
			return IntStream.range(0, Slot.COUNT)
				.mapToObj((i) -> shown(versions.getOrDefault(cell.id(i), Optional.empty())))
				.toList();
		}

	},

	PROJECTION {

		@Override
		List<Long> read(ReachReader reader, Relation relation, int slot) {
			return List.of(shown(
					reader.rows(relation).readById(relation.cell().id(slot)).map(ReachRepositories.Shown::getVersion)));
		}

	},

	COUNT {

		@Override
		List<Long> read(ReachReader reader, Relation relation, int slot) {
			long count = reader.rows(relation).countByIdAndVersionIsNotNull(relation.cell().id(slot));
			return List.of((count > 0) ? History.PRESENT : History.ABSENT);
		}

	},

	JPQL {

		@Override
		List<Long> read(ReachReader reader, Relation relation, int slot) {
			return List.of(shown(reader.rows(relation).versionOf(relation.cell().id(slot))));
		}

	},

	JPQL_IN_A_FRAGMENT {

		@Override
		List<Long> read(ReachReader reader, Relation relation, int slot) {
			return List.of(shown(reader.others().byJpql(relation.entityName(), relation.cell().id(slot))));
		}

	},

	/**
	 * Reads the view in the repository of another entity.
	 */
	TALLY {

		@Override
		boolean isFor(Relation relation) {
			return relation == Relation.TALLIES;
		}

		@Override
		List<Long> read(ReachReader reader, Relation relation, int slot) {
			return List.of(shown(reader.others().tallyVersion(relation.cell().id(slot))));
		}

	},

	COLLECTION {

		@Override
		boolean isFor(Relation relation) {
			return relation == Relation.LABELS;
		}

		@Override
		List<Long> read(ReachReader reader, Relation relation, int slot) {
			return List.of(shown(((Shops) reader.rows(Relation.SHOPS)).labelsOf(relation.cell().id(slot))));
		}

	},

	NATIVE {

		@Override
		boolean isFor(Relation relation) {
			return relation.isReadByName();
		}

		@Override
		List<Long> read(ReachReader reader, Relation relation, int slot) {
			return List.of(shown(reader.nativeQuery(relation, relation.cell().id(slot))));
		}

	},

	NATIVE_IN_A_FRAGMENT {

		@Override
		boolean isFor(Relation relation) {
			return relation.isReadByName();
		}

		@Override
		List<Long> read(ReachReader reader, Relation relation, int slot) {
			return List.of(shown(reader.others().byNativeQuery(relation.table(), relation.cell().id(slot))));
		}

	},

	JDBC {

		@Override
		boolean isFor(Relation relation) {
			return relation.isReadByName();
		}

		@Override
		List<Long> read(ReachReader reader, Relation relation, int slot) {
			return List.of(shown(reader.others().byJdbc(relation.table(), relation.cell().id(slot))));
		}

	};

	/**
	 * Returns whether a relation can be read so.
	 */
	boolean isFor(Relation relation) {
		return relation.entity() != null;
	}

	/**
	 * Returns whether the rows of all slots are read.
	 */
	boolean readsAll() {
		return false;
	}

	abstract List<Long> read(ReachReader reader, Relation relation, int slot);

	private static long shown(Optional<Long> version) {
		return version.orElse(History.ABSENT);
	}

	private static long shown(List<Long> versions) {
		return (versions.isEmpty() || versions.get(0) == null) ? History.ABSENT : versions.get(0);
	}

}
