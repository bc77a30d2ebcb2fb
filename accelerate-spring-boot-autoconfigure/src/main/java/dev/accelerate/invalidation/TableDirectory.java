package dev.accelerate.invalidation;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

/**
 * Directory of the tables that are tracked: those that entities map, and those that were
 * seen to be written. A table goes by its plain name in lower case, whatever schema it is
 * in and however it is quoted. Tables that only differ in these invalidate each other,
 * which costs a miss and never a stale answer.
 */
public final class TableDirectory {

	private static final int CAPACITY = TagTable.TABLES;

	private final ConcurrentMap<String, Integer> places = new ConcurrentHashMap<>();

	/**
	 * Names that are not one word, so that they are looked for in the text.
	 */
	private final List<String> phrases = new CopyOnWriteArrayList<>();

	private volatile int version;

	/**
	 * Return some tables, and track them from now on.
	 * @param names their names, with or without schema and quotes
	 * @return the tables
	 */
	public Tables tables(Collection<String> names) {
		Map<String, Integer> found = new HashMap<>();
		for (String name : names) {
			String plain = plainName(name);
			found.put(plain, track(plain));
		}
		return Tables.of(found);
	}

	/**
	 * Return whether no more tables have a place of their own.
	 */
	boolean isFull() {
		return this.places.size() >= CAPACITY;
	}

	/**
	 * Return how often the directory has grown.
	 */
	int version() {
		return this.version;
	}

	/**
	 * Return the tracked tables that a statement names.
	 * @param words the words of the statement, in lower case
	 * @param text the statement, in lower case
	 */
	Tables among(Set<String> words, String text) {
		Map<String, Integer> found = new HashMap<>();
		for (String word : words) {
			Integer place = this.places.get(word);
			if (place != null) {
				found.put(word, place);
			}
		}
		for (String phrase : this.phrases) {
			if (text.contains(phrase)) {
				found.put(phrase, track(phrase));
			}
		}
		return Tables.of(found);
	}

	private int track(String plainName) {
		Integer present = this.places.get(plainName);
		return (present != null) ? present : add(plainName);
	}

	private synchronized int add(String plainName) {
		Integer present = this.places.get(plainName);
		if (present != null) {
			return present;
		}
		// Beyond its capacity the directory shares the places of tags.
		int place = isFull() ? TagTable.slot(plainName) : TagTable.TAGS + this.places.size();
		if (!SqlWords.isWord(plainName)) {
			this.phrases.add(plainName);
		}
		this.places.put(plainName, place);
		this.version++;
		return place;
	}

	/**
	 * Return the name of a table without its schema and its quotes, in lower case.
	 */
	static String plainName(String name) {
		String trimmed = name.strip();
		String quoted = quotedEnd(trimmed);
		String plain = (quoted != null) ? quoted : trimmed.substring(trimmed.lastIndexOf('.') + 1);
		return plain.toLowerCase(Locale.ROOT);
	}

	private static @Nullable String quotedEnd(String name) {
		if (name.length() < 2) {
			return null;
		}
		char closing = name.charAt(name.length() - 1);
		char opening = (closing == ']') ? '[' : closing;
		int start = ("\"`]".indexOf(closing) >= 0) ? name.lastIndexOf(opening, name.length() - 2) : -1;
		return (start >= 0) ? name.substring(start + 1, name.length() - 1) : null;
	}

}
