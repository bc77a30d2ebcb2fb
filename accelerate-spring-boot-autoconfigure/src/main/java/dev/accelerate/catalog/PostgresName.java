package dev.accelerate.catalog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names in statements of PostgreSQL.
 */
final class PostgresName {

	/**
	 * Longest name in bytes. The server cuts off the rest.
	 */
	private static final int LONGEST = 63;

	private static final int HASH_BYTES = 6;

	private PostgresName() {
	}

	static String qualified(String schema, String name) {
		return quoted(schema) + "." + quoted(name);
	}

	static String quoted(String name) {
		return "\"" + name.replace("\"", "\"\"") + "\"";
	}

	static String literal(String text) {
		return "'" + text.replace("'", "''") + "'";
	}

	/**
	 * Returns the name of something that belongs to a table. Of a long name it has a
	 * hash, since the beginnings of two may be the same.
	 * @param schema the schema of the table
	 * @param table the name of the table
	 * @param suffix the end of the name
	 */
	static String derived(String schema, String table, String suffix) {
		String whole = table + suffix;
		if (cut(whole, LONGEST).equals(whole)) {
			return whole;
		}
		String end = "_" + hash(schema, table) + suffix;
		return cut(table, LONGEST - end.length()) + end;
	}

	/**
	 * Returns what tells a table from others.
	 */
	static String hash(String schema, String table) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256")
				.digest(qualified(schema, table).getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Returns a name as the server would cut it.
	 */
	static String cut(String name) {
		return cut(name, LONGEST);
	}

	private static String cut(String name, int bytes) {
		int end = 0;
		int used = 0;
		while (end < name.length()) {
			int character = name.codePointAt(end);
			used += Character.toString(character).getBytes(StandardCharsets.UTF_8).length;
			if (used > bytes) {
				break;
			}
			end += Character.charCount(character);
		}
		return name.substring(0, end);
	}

}
