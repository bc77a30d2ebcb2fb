package dev.accelerate.invalidation.table;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.TableNames;
import dev.accelerate.invalidation.TableRows;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.invalidation.Tags;
import dev.accelerate.invalidation.WrittenRows;
import org.jspecify.annotations.Nullable;

/**
 * Text of an {@link InvalidationRecord} in the table: items separated by a space, such as
 * {@code t=users t=orders g=user_17}. A {@link RowItem} of a table says more than that it
 * was written to. Triggers and other applications write texts, too, so one that is not
 * understood says that everything became invalid.
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
	 * invalid. Rows that do not fit are left out, so that it says that any row of their
	 * table may have been written. Tables come first, because triggers look for them.
	 */
	static String encode(InvalidationRecord record) {
		if (record.isEmpty()) {
			return NOTHING;
		}
		String text = record.all() ? EVERYTHING : items(record.tables().names(), record.tags().names());
		int longest = LONGEST - DEFINITION.length() - 1;
		if (text == null || text.length() > longest) {
			text = EVERYTHING;
		}
		else if (!record.all()) {
			text = withRows(text, record, longest);
		}
		return record.definition() ? (text + " " + DEFINITION).strip() : text;
	}

	private static String withRows(String text, InvalidationRecord record, int longest) {
		List<RowItem> items = new ArrayList<>();
		record.rows().tables().forEach((table, rows) -> {
			String escaped = escape(table);
			if (escaped != null && record.tables().names().contains(table)) {
				items.add(new RowItem(escaped, rows));
			}
		});
		items.sort(Comparator.comparingInt(RowItem::length));
		StringBuilder all = new StringBuilder(text);
		for (RowItem item : items) {
			if (all.length() + 1 + item.length() <= longest) {
				all.append(' ').append(item.text());
			}
		}
		return all.toString();
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
		boolean escaped = true;
		for (String table : tables) {
			escaped &= add(items, TABLE, table);
		}
		for (String tag : tags) {
			escaped &= add(items, TAG, tag);
		}
		return escaped ? String.join(" ", items) : null;
	}

	private static boolean add(List<String> items, String kind, String name) {
		String escaped = escape(name);
		return escaped != null && items.add(kind + escaped);
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
		Map<String, TableRows> rows = new HashMap<>();
		boolean all = false;
		boolean definition = false;
		for (String item : text.split(" ", -1)) {
			if (item.equals(DEFINITION)) {
				definition = true;
			}
			else if (!parse(item, TABLE, tables) && !parse(item, TAG, tags) && !parse(item, rows)) {
				all = true;
			}
		}
		all |= !tables.containsAll(rows.keySet());
		Tables known = tables.isEmpty() ? Tables.NONE : names.known(tables);
		InvalidationRecord record = (all || known == null) ? InvalidationRecord.ALL
				: new InvalidationRecord(Tags.of(tags), known, new WrittenRows(rows), false, false);
		return definition ? record.withDefinition() : record;
	}

	private static boolean parse(String item, String kind, List<String> names) {
		String name = (item.length() > kind.length() && item.startsWith(kind)) ? unescape(item.substring(kind.length()))
				: null;
		return name != null && names.add(name);
	}

	private static boolean parse(String item, Map<String, TableRows> rows) {
		RowItem parsed = RowItem.parse(item);
		String table = (parsed != null && !parsed.table().isEmpty()) ? unescape(parsed.table()) : null;
		return parsed != null && table != null && rows.put(table, parsed.rows()) == null;
	}

	/**
	 * Returns a name as it is in a text, or {@code null} if it is no text.
	 */
	private static @Nullable String escape(String name) {
		StringBuilder escaped = new StringBuilder();
		ByteBuffer bytes;
		try {
			bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(name));
		}
		catch (CharacterCodingException ex) {
			return null;
		}
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
