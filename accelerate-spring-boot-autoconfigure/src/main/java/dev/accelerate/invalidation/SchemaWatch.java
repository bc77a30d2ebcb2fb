package dev.accelerate.invalidation;

import java.util.Collection;
import java.util.function.BooleanSupplier;

import dev.accelerate.sql.TableReach;
import org.jspecify.annotations.Nullable;

/**
 * Watches whether what is known about the tables of the databases, their
 * {@link TableReach}, is up to date.
 */
public interface SchemaWatch {

	/**
	 * Watch without any database: nothing is known about tables but their names.
	 */
	SchemaWatch NONE = new SchemaWatch() {

		@Override
		public boolean isKnown(Collection<String> tables, boolean wait) {
			return true;
		}

		@Override
		public boolean isTable(String name) {
			return false;
		}

		@Override
		public @Nullable String findVolatile(Collection<String> functions, boolean wait) {
			return null;
		}

		@Override
		public void changed() {
		}

	};

	/**
	 * Returns whether the {@link TableReach reach} of some tables is known. While it is
	 * not, writes may reach any table.
	 * @param tables the names of the tables, without schema, in lower case
	 * @param wait whether to find it out if it is unknown, or if any other name is, which
	 * takes a moment at most. Otherwise the last reading counts, unless tables may have
	 * been altered since
	 * @return whether it is known
	 */
	boolean isKnown(Collection<String> tables, boolean wait);

	/**
	 * Begins to find out the reach of some tables that is not known. Nobody waits for it.
	 * @param tables the names of the tables, without schema, in lower case
	 */
	default void find(Collection<String> tables) {
	}

	/**
	 * Returns whether statements that write to tables change no other rows of them than
	 * those that they say, as triggers, rules and foreign keys within a table do. It is
	 * known as of the last reading, and as far as the database shows it. No database
	 * shows what functions do that are called for the default of a column.
	 * @param tables the names of the tables, without schema, in lower case
	 * @param seesJdbc tells whether it is seen what plain JDBC code writes in the same
	 * transaction
	 * @return {@code false} also if that is not known
	 */
	default boolean areRowsTold(Collection<String> tables, BooleanSupplier seesJdbc) {
		return false;
	}

	/**
	 * Returns whether a name is known to be that of a table.
	 * @param name the name, without schema, in lower case
	 * @return whether a database has it
	 */
	boolean isTable(String name);

	/**
	 * Returns one of the given functions that may change data, according to the
	 * databases.
	 * @param functions the names of the functions, in lower case; a name with a schema is
	 * given both with and without it
	 * @param wait whether to find it out if it is unknown, which takes a moment at most
	 * @return its name without schema, or {@code null} if none is known to change data
	 */
	@Nullable String findVolatile(Collection<String> functions, boolean wait);

	/**
	 * Records that tables may have been created or altered.
	 */
	void changed();

}
