package dev.accelerate.catalog;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;

import dev.accelerate.sql.TableReach;

/**
 * What databases know about their tables. Names are without schema and in lower case, as
 * in the {@link dev.accelerate.sql.TableDirectory}. Tables that differ only in these
 * count as one.
 *
 * @param tables the names of all tables, views and synonyms
 * @param reach what names stand for
 * @param triggers the tables with triggers, which may write to any table
 * @param recorded the tables with triggers that record writes in the invalidation log
 * @param untold the tables without triggers of which a write may still change other rows
 * than it says
 * @param opaqueViews the views for which the database does not show what is behind them
 * @param rowLevelSecurity the tables of which connections may see different rows
 * @param volatileFunctions the functions that may change data
 * @param showsTriggers whether the user of the connection is shown all triggers of the
 * tables that are read
 */
public record DatabaseCatalog(Set<String> tables, TableReach reach, Set<String> triggers, Set<String> recorded,
		Set<String> untold, Set<String> opaqueViews, Set<String> rowLevelSecurity, Set<String> volatileFunctions,
		boolean showsTriggers) {

	/**
	 * Catalog of no database.
	 */
	static final DatabaseCatalog EMPTY = new Builder().build();

	/**
	 * Returns whether connections may see different rows of any of these tables.
	 * @param names the names of the tables
	 * @return whether one has row level security
	 */
	public boolean hasRowLevelSecurity(Set<String> names) {
		return !this.rowLevelSecurity.isEmpty() && !Collections.disjoint(this.rowLevelSecurity, names);
	}

	/**
	 * Returns whether statements that write to tables change no other rows of them than
	 * those that they say. Triggers that record writes do not record those to a table
	 * that the transaction has recorded already. So they are of no use for what plain
	 * JDBC code writes unseen in such a transaction.
	 * @param names the names of the tables
	 * @param seesJdbc tells whether it is seen what plain JDBC code writes
	 */
	boolean areRowsTold(Collection<String> names, BooleanSupplier seesJdbc) {
		return this.showsTriggers && this.tables.containsAll(names)
				&& names.stream().noneMatch(this::mayChangeOtherRows)
				&& (Collections.disjoint(this.recorded, names) || seesJdbc.getAsBoolean());
	}

	/**
	 * Returns whether a write to a table may change other rows than it says. What is
	 * behind a view that the database does not show may have triggers.
	 */
	private boolean mayChangeOtherRows(String name) {
		return this.triggers.contains(name) || this.untold.contains(name) || this.opaqueViews.contains(name)
				|| this.reach.returnsTo(name);
	}

	/**
	 * Returns what this and another catalog know.
	 */
	DatabaseCatalog and(DatabaseCatalog other) {
		return new DatabaseCatalog(union(this.tables, other.tables), this.reach.and(other.reach),
				union(this.triggers, other.triggers), union(this.recorded, other.recorded),
				union(this.untold, other.untold), union(this.opaqueViews, other.opaqueViews),
				union(this.rowLevelSecurity, other.rowLevelSecurity),
				union(this.volatileFunctions, other.volatileFunctions), this.showsTriggers && other.showsTriggers);
	}

	private static Set<String> union(Set<String> one, Set<String> other) {
		Set<String> union = new HashSet<>(one);
		union.addAll(other);
		return Set.copyOf(union);
	}

	/**
	 * Builder of a catalog, which takes names as the database has them.
	 */
	static final class Builder {

		private final Set<String> tables = new HashSet<>();

		private final TableReach.Builder reach = new TableReach.Builder();

		private final Set<String> triggers = new HashSet<>();

		private final Set<String> recorded = new HashSet<>();

		private final Set<String> untold = new HashSet<>();

		private final Set<String> opaqueViews = new HashSet<>();

		private final Set<String> rowLevelSecurity = new HashSet<>();

		private final Set<String> volatileFunctions = new HashSet<>();

		private final Set<String> readColumns = new HashSet<>();

		private final Set<String> unreadColumns = new HashSet<>();

		private boolean showsTriggers = true;

		Set<String> tables() {
			return this.tables;
		}

		TableReach.Builder reach() {
			return this.reach;
		}

		void table(String name) {
			this.tables.add(name.toLowerCase(Locale.ROOT));
		}

		/**
		 * Records whether it is known which columns of a table the database itself
		 * changes: whether it is no view and is kept here. Another one of the same name
		 * may be.
		 */
		void columns(String table, boolean known) {
			(known ? this.readColumns : this.unreadColumns).add(table.toLowerCase(Locale.ROOT));
		}

		/**
		 * Records a column that the database itself changes.
		 */
		void computes(String table, String column) {
			this.reach.computes(table, column);
		}

		void trigger(String table) {
			this.triggers.add(table.toLowerCase(Locale.ROOT));
		}

		void recorded(String table) {
			this.recorded.add(table.toLowerCase(Locale.ROOT));
		}

		/**
		 * Records that a write to a table may change other rows than it says, though not
		 * by a trigger that is known.
		 */
		void untold(String table) {
			this.untold.add(table.toLowerCase(Locale.ROOT));
		}

		/**
		 * Records that the database does not show which tables have triggers.
		 */
		void hidesTriggers() {
			this.showsTriggers = false;
		}

		void opaqueView(String view) {
			this.opaqueViews.add(view.toLowerCase(Locale.ROOT));
			this.reach.opaque(view);
		}

		void rowLevelSecurity(String table) {
			this.rowLevelSecurity.add(table.toLowerCase(Locale.ROOT));
			this.reach.opaque(table);
		}

		void volatileFunction(String name) {
			this.volatileFunctions.add(name.toLowerCase(Locale.ROOT));
		}

		DatabaseCatalog build() {
			this.readColumns.removeAll(this.unreadColumns);
			this.readColumns.forEach(this.reach::columns);
			return new DatabaseCatalog(Set.copyOf(this.tables), this.reach.build(), Set.copyOf(this.triggers),
					Set.copyOf(this.recorded), Set.copyOf(this.untold), Set.copyOf(this.opaqueViews),
					Set.copyOf(this.rowLevelSecurity), Set.copyOf(this.volatileFunctions), this.showsTriggers);
		}

	}

}
