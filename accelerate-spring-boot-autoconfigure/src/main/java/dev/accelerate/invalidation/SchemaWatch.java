package dev.accelerate.invalidation;

import java.util.Collection;

import dev.accelerate.sql.TableReach;
import org.jspecify.annotations.Nullable;

/**
 * Watch over whether what is known of the tables of the databases, their
 * {@link TableReach}, is as new as the tables.
 */
public interface SchemaWatch {

	/**
	 * Nothing is known of tables but their names.
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
	 * Returns whether it is known what some tables stand for. While it is not, writes may
	 * reach any table.
	 * @param tables the names of the tables, without schema, in lower case
	 * @param wait whether it is to be found out, which takes a moment at most
	 * @return whether it is known
	 */
	boolean isKnown(Collection<String> tables, boolean wait);

	/**
	 * Returns whether a name is known to be that of a table.
	 * @param name the name, without schema, in lower case
	 * @return whether a database has it
	 */
	boolean isTable(String name);

	/**
	 * Returns a function of some that may change data, as far as the databases know.
	 * @param functions the names of the functions, in lower case, each of one with a
	 * schema with and without it
	 * @param wait whether it is to be found out, which takes a moment at most
	 * @return its name without schema, or {@code null} if none is known to
	 */
	@Nullable String findVolatile(Collection<String> functions, boolean wait);

	/**
	 * Notes that tables may have been created or altered.
	 */
	void changed();

}
