package dev.accelerate.jpa.rows.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.accelerate.testing.TestDatabase;

/**
 * What the database does on its own with the rows of the domain.
 */
enum Schema {

	/**
	 * Checks the foreign keys of the mappings.
	 */
	KEYS,

	/**
	 * Has no foreign keys, so that rows may refer to others that there are not. What is
	 * loaded one by one elsewhere is loaded in batches.
	 */
	NO_KEYS {

		/**
		 * On the others there are {@link #CASCADES}, which have few.
		 */
		@Override
		boolean isFor(TestDatabase database) {
			return database == TestDatabase.H2;
		}

		@Override
		Map<String, Object> properties(TestDatabase database) {
			return Map.of(CONSTRAINT_MODE, "NO_CONSTRAINT", "spring.jpa.properties.hibernate.default_batch_fetch_size",
					"8");
		}

	},

	/**
	 * Deletes or changes rows that refer to a deleted one.
	 */
	CASCADES {

		@Override
		Map<String, Object> properties(TestDatabase database) {
			return Map.of(CONSTRAINT_MODE, "NO_CONSTRAINT");
		}

		@Override
		List<String> statements(TestDatabase database) {
			List<String> statements = new ArrayList<>();
			for (String key : List.of("line doc_id doc cascade", "line ver_id ver set null", "item box_id box set null",
					"person company_id company set null", "person_tag Person_id person cascade",
					"person_phone Person_id person cascade", "profile person_id person cascade",
					"post_label posts_id post cascade", "post_label labels_id label cascade",
					"track album_id album cascade", "node parent_id node cascade", "link next_id link set null",
					"dog animal_id animal cascade", "sec_more sec_id sec cascade", "ref soft_id soft set null",
					"ticket company_id company cascade", "desk lamp_id lamp set null")) {
				String[] words = key.split(" ", 4);
				statements.add("alter table " + words[0] + " add foreign key (" + words[1] + ") references " + words[2]
						+ " (id) on delete " + words[3]);
			}
			return statements;
		}

	},

	/**
	 * Has triggers that write other rows of their table, and one that writes a table
	 * which the same transactions write, too.
	 */
	TRIGGERS {

		/**
		 * Triggers of MariaDB cannot write the table that they are on.
		 */
		@Override
		boolean isFor(TestDatabase database) {
			return database != TestDatabase.MARIADB;
		}

		@Override
		List<String> statements(TestDatabase database) {
			List<String> statements = new ArrayList<>();
			for (String each : List.of("item item", "dyn dyn", "part part", "opt fixed")) {
				String table = each.split(" ")[0];
				String changed = each.split(" ")[1];
				String column = changed.equals("fixed") ? "email" : "name";
				String update = WritingTrigger.update(changed, column);
				if (database == TestDatabase.H2) {
					statements.add("create trigger on_%s after insert, update, delete on %1$s for each row call '%s'"
						.formatted(table, WritingTrigger.class.getName() + "$On"
								+ org.springframework.util.StringUtils.capitalize(table)));
				}
				else {
					statements.add(("create function on_%s() returns trigger language plpgsql as "
							+ "'begin if pg_trigger_depth() < 2 then %s; end if; return null; end'")
						.formatted(table, update.replace("'", "''")));
					statements.add("create trigger on_%s after insert or update or delete on %1$s for each row "
						.formatted(table) + "execute function on_%s()".formatted(table));
				}
			}
			return statements;
		}

	},

	/**
	 * Has the triggers of the log, which record what is written past it.
	 */
	LOG_TRIGGERS {

		@Override
		Map<String, Object> properties(TestDatabase database) {
			return Map.of("accelerate.invalidation.log", "table", "accelerate.invalidation.table.initialize-schema",
					"always", "accelerate.invalidation.max-silence", "5m");
		}

		@Override
		boolean isFor(TestDatabase database) {
			return database == TestDatabase.POSTGRES;
		}

	};

	private static final String CONSTRAINT_MODE = "spring.jpa.properties.hibernate.hbm2ddl.default_constraint_mode";

	/**
	 * Returns whether a database can have it.
	 */
	boolean isFor(TestDatabase database) {
		return true;
	}

	/**
	 * Returns further properties of the application.
	 */
	Map<String, Object> properties(TestDatabase database) {
		return Map.of();
	}

	/**
	 * Returns what is executed when there are all tables.
	 */
	List<String> statements(TestDatabase database) {
		return List.of();
	}

}
