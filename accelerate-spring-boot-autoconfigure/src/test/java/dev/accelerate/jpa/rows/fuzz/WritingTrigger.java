package dev.accelerate.jpa.rows.fuzz;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * Trigger of H2 that writes another row than the one it is called for.
 */
abstract class WritingTrigger implements Trigger {

	private static final ThreadLocal<Boolean> CALLED = new ThreadLocal<>();

	private final String update;

	WritingTrigger(String table, String column) {
		this.update = update(table, column);
	}

	/**
	 * Returns a statement that changes some row of a table each time.
	 */
	static String update(String table, String column) {
		return ("update %s set %s = case %2$s when 'once' then 'twice' else 'once' end "
				+ "where id = (select max(id) from %1$s)")
			.formatted(table, column);
	}

	@Override
	public void fire(Connection connection, @Nullable Object[] before, @Nullable Object[] after) throws SQLException {
		if (CALLED.get() == null) {
			CALLED.set(true);
			try (Statement statement = connection.createStatement()) {
				statement.executeUpdate(this.update);
			}
			finally {
				CALLED.remove();
			}
		}
	}

	/**
	 * Trigger on a table.
	 */
	public static final class OnItem extends WritingTrigger {

		public OnItem() {
			super("item", "name");
		}

	}

	/**
	 * Trigger on a table.
	 */
	public static final class OnDyn extends WritingTrigger {

		public OnDyn() {
			super("dyn", "name");
		}

	}

	/**
	 * Trigger on a table.
	 */
	public static final class OnPart extends WritingTrigger {

		public OnPart() {
			super("part", "name");
		}

	}

	/**
	 * Trigger on a table that writes another one.
	 */
	public static final class OnOpt extends WritingTrigger {

		public OnOpt() {
			super("fixed", "email");
		}

	}

}
