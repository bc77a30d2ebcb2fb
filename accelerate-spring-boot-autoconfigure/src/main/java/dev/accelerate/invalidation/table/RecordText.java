package dev.accelerate.invalidation.table;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.TableNames;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.invalidation.Tags;
import org.jspecify.annotations.Nullable;

/**
 * Text of an {@link InvalidationRecord} in the table: items separated by a space, such as
 * {@code t=users t=orders g=user_17}. Triggers and other applications write it, too, so a
 * text that is not understood says that everything became invalid.
 */
public final class RecordText {

	/**
	 * Text that says nothing. It closes a hole.
	 */
	static final String NOTHING = "-";

	/**
	 * Longest text that the column holds.
	 */
	static final int LONGEST = 4000;

	private static final String EVERYTHING = "*";

	private static final String DEFINITION = "ddl";

	private static final String TABLE = "t=";

	private static final String TAG = "g=";

	private static final String PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.$-";

	private RecordText() {
	}

	/**
	 * Returns the text of a record. What does not fit says that everything became
	 * invalid.
	 */
	static String encode(InvalidationRecord record) {
		if (record.isEmpty()) {
			return NOTHING;
		}
		String text = record.all() ? EVERYTHING : items(record.tables().names(), record.tags().names());
		if (text == null || text.length() > LONGEST - DEFINITION.length() - 1) {
			text = EVERYTHING;
		}
		return record.definition() ? (text + " " + DEFINITION).strip() : text;
	}

	/**
	 * Returns the text of a record of tables.
	 * @param names the names of the tables, at least one
	 * @param longest the greatest length; a longer text says that everything became
	 * invalid
	 * @return the text
	 */
	public static String ofTables(Collection<String> names, int longest) {
		String text = items(names, List.of());
		return (text == null || text.length() > longest) ? EVERYTHING : text;
	}

	private static @Nullable String items(Collection<String> tables, Collection<String> tags) {
		List<String> items = new ArrayList<>();
		try {
			for (String table : tables) {
				items.add(TABLE + escape(table));
			}
			for (String tag : tags) {
				items.add(TAG + escape(tag));
			}
		}
		catch (CharacterCodingException ex) {
			return null;
		}
		return String.join(" ", items);
	}

	/**
	 * Returns the record of a text.
	 * @param names knows the tables that are named
	 */
	static InvalidationRecord decode(String text, TableNames names) {
		if (text.equals(NOTHING)) {
			return InvalidationRecord.NONE;
		}
		List<String> tables = new ArrayList<>();
		List<String> tags = new ArrayList<>();
		boolean all = false;
		boolean definition = false;
		for (String item : text.split(" ", -1)) {
			if (item.equals(DEFINITION)) {
				definition = true;
			}
			else if (!add(item, TABLE, tables) && !add(item, TAG, tags)) {
				all = true;
			}
		}
		Tables known = tables.isEmpty() ? Tables.NONE : names.known(tables);
		InvalidationRecord record = (all || known == null) ? InvalidationRecord.ALL
				: new InvalidationRecord(Tags.of(tags), known, false, false);
		return definition ? record.withDefinition() : record;
	}

	private static boolean add(String item, String kind, List<String> names) {
		String name = (item.length() > kind.length() && item.startsWith(kind)) ? unescape(item.substring(kind.length()))
				: null;
		return name != null && names.add(name);
	}

	private static String escape(String name) throws CharacterCodingException {
		StringBuilder escaped = new StringBuilder();
		ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(name));
		while (bytes.hasRemaining()) {
			byte next = bytes.get();
			if (PLAIN.indexOf(next) >= 0) {
				escaped.append((char) next);
			}
			else {
				escaped.append(String.format("%%%02X", next));
			}
		}
		return escaped.toString();
	}

	/**
	 * Returns the name that was escaped, or {@code null} if the text is malformed.
	 */
	private static @Nullable String unescape(String escaped) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		for (int i = 0; i < escaped.length(); i++) {
			char next = escaped.charAt(i);
			if (next == '%' && i + 2 < escaped.length()) {
				int high = Character.digit(escaped.charAt(++i), 16);
				int low = Character.digit(escaped.charAt(++i), 16);
				if (high < 0 || low < 0) {
					return null;
				}
				bytes.write(high * 16 + low);
			}
			else if (PLAIN.indexOf(next) >= 0) {
				bytes.write(next);
			}
			else {
				return null;
			}
		}
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

}
