package dev.accelerate.catalog;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Text that is made for the triggers of one database.
 *
 * @param sql the statements, which are separated by blank lines
 * @param missing the tables that are not in the database, each with what to say of it
 */
public record TriggerText(String sql, Map<NamedTable, String> missing) {

	private static final Pattern LINE_BREAK = Pattern.compile("\\R");

	/**
	 * Returns a comment for the end of a text.
	 * @param text what it says, without a full stop
	 * @return a line of its own after an empty one
	 */
	public static String comment(String text) {
		return "\n-- " + LINE_BREAK.matcher(text).replaceAll(" ") + ".\n";
	}

}
