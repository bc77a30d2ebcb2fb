package dev.accelerate.sql;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.accelerate.invalidation.LastPositions;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.invalidation.Tags;
import org.jspecify.annotations.Nullable;

/**
 * Directory of the tracked tables: those that entities map, and those with an observed
 * write. A table is known by its plain name in lower case, without schema and quotes.
 * Tables that differ only in these invalidate each other, which costs a miss and never
 * yields a stale result. Each name stands for all that it reaches.
 */
public final class TableDirectory {

	private static final int CAPACITY = LastPositions.TABLES;

	private final ConcurrentMap<String, Integer> slots = new ConcurrentHashMap<>();

	/**
	 * Names that are not single words, so that the text is searched for them.
	 */
	private final CopyOnWriteArrayList<String> phrases = new CopyOnWriteArrayList<>();

	private final Map<Object, TableReach> reaches = new HashMap<>();

	private volatile TableReach reach = TableReach.NONE;

	private volatile int version;

	/**
	 * Tracks tables from now on, and returns them with all that is read through them.
	 * @param names their names, with or without schema and quotes
	 * @return the tables
	 */
	public Tables tables(Collection<String> names) {
		Map<String, Integer> found = new HashMap<>();
		TableReach reach = this.reach;
		for (String name : names) {
			reach.read(plainName(name)).forEach((each) -> found.put(each, track(each)));
		}
		return Tables.of(found);
	}

	/**
	 * Tracks those names that are tables.
	 * @param names the names, without schema, in lower case
	 * @param tables whether a name is that of a table
	 */
	void trackTables(Collection<String> names, Predicate<String> tables) {
		for (String name : names) {
			if (!this.slots.containsKey(name) && tables.test(name)) {
				track(name);
			}
		}
	}

	/**
	 * Records what names stand for.
	 * @param source where this knowledge comes from; it replaces what the same source
	 * said before
	 * @param reach what names stand for
	 * @return whether any name stands for something else than before
	 */
	synchronized boolean reach(Object source, TableReach reach) {
		this.reaches.put(source, reach);
		return combine();
	}

	/**
	 * Forgets what a source said that names stand for.
	 */
	synchronized void forget(Object source) {
		if (this.reaches.remove(source) != null) {
			combine();
		}
	}

	private boolean combine() {
		TableReach all = this.reaches.values().stream().reduce(TableReach.NONE, TableReach::and);
		boolean same = all.equals(this.reach);
		this.reach = all;
		if (same) {
			return false;
		}
		all.names().stream().filter((name) -> !SqlToken.isWord(name)).forEach(this.phrases::addIfAbsent);
		this.version++;
		return true;
	}

	/**
	 * Returns what is read through some names besides themselves, as through views.
	 * @param names the names, without schema, in lower case
	 */
	public Set<String> readThrough(Collection<String> names) {
		Set<String> through = new HashSet<>();
		TableReach reach = this.reach;
		for (String name : names) {
			reach.read(name).stream().filter((each) -> !each.equals(name)).forEach(through::add);
		}
		return through;
	}

	/**
	 * Returns whether it is not known what is read through one of some names.
	 * @param names the names, without schema, in lower case
	 */
	public boolean isOpaque(Collection<String> names) {
		return names.stream().anyMatch(this.reach::isOpaque);
	}

	/**
	 * Returns whether a column of a table is known to change only if a statement sets it.
	 * The database itself changes those that it computes from others, and those with an
	 * {@code on update} clause.
	 * @param table the name of the table, without schema, in lower case
	 * @param column the name of the column, as statements write it
	 */
	public boolean isSetByStatements(String table, String column) {
		return this.reach.isSetByStatements(table, column);
	}

	/**
	 * Returns the names of all tables that are tracked.
	 * @return the names, without schema, in lower case
	 */
	public Set<String> names() {
		return new TreeSet<>(this.slots.keySet());
	}

	/**
	 * Returns whether no more tables have a slot of their own.
	 */
	boolean isFull() {
		return this.slots.size() >= CAPACITY;
	}

	/**
	 * Returns how often the directory has changed.
	 */
	public int version() {
		return this.version;
	}

	/**
	 * Returns the tracked tables that a statement names, with all that is read through
	 * them.
	 * @param words the words of the statement, in lower case
	 * @param text the statement, in lower case
	 */
	Tables among(Set<String> words, String text) {
		return among(words, text, this.reach::read);
	}

	/**
	 * Returns the tracked tables that a statement names, with all that changes if rows of
	 * them do.
	 * @param words the words of the statement, in lower case
	 * @param text the statement, in lower case
	 * @param changes how it changes rows
	 */
	Tables written(Set<String> words, String text, Set<TableReach.Change> changes) {
		TableReach reach = this.reach;
		return among(words, text, (name) -> reach.written(name, changes));
	}

	/**
	 * Returns some tables with all that changes if their rows do in any way.
	 * @param names their names, with or without schema and quotes
	 */
	Tables written(Collection<String> names) {
		Set<TableReach.Change> changes = EnumSet.allOf(TableReach.Change.class);
		Map<String, Integer> found = new HashMap<>();
		TableReach reach = this.reach;
		for (String name : names) {
			reach.written(plainName(name), changes).forEach((each) -> found.put(each, track(each)));
		}
		return Tables.of(found);
	}

	/**
	 * Returns the tracked tables that a statement names, with what they reach. A name
	 * that is not tracked may still stand for tables that are.
	 */
	private Tables among(Set<String> words, String text, Function<String, Set<String>> reached) {
		Set<String> reaching = this.reach.names();
		Map<String, Integer> found = new HashMap<>();
		Predicate<String> known = (name) -> this.slots.containsKey(name) || reaching.contains(name);
		words.stream()
			.filter(known)
			.forEach((word) -> reached.apply(word).forEach((name) -> found.put(name, track(name))));
		this.phrases.stream()
			.filter(text::contains)
			.forEach((phrase) -> reached.apply(phrase).forEach((name) -> found.put(name, track(name))));
		this.reach.readIn(text).forEach((name) -> found.put(name, track(name)));
		return Tables.of(found);
	}

	private int track(String plainName) {
		Integer present = this.slots.get(plainName);
		return (present != null) ? present : add(plainName);
	}

	private synchronized int add(String plainName) {
		Integer present = this.slots.get(plainName);
		if (present != null) {
			return present;
		}
		// Beyond its capacity, the directory shares the slots of tags.
		int slot = isFull() ? Tags.slot(plainName) : LastPositions.TAGS + this.slots.size();
		if (!SqlToken.isWord(plainName)) {
			this.phrases.addIfAbsent(plainName);
		}
		this.slots.put(plainName, slot);
		this.version++;
		return slot;
	}

	/**
	 * Returns the names of tables as {@link #plainName} has them.
	 */
	static Set<String> plainNames(Collection<String> names) {
		return names.stream().map(TableDirectory::plainName).collect(Collectors.toSet());
	}

	/**
	 * Returns the name of a table without its schema and its quotes, in lower case.
	 * @param name the name
	 * @return the name by which it is tracked
	 */
	public static String plainName(String name) {
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
