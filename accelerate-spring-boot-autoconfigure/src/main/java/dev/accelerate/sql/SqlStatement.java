package dev.accelerate.sql;

import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import dev.accelerate.invalidation.Tables;
import dev.accelerate.sql.TableReach.Change;
import org.jspecify.annotations.Nullable;

/**
 * SQL statement, as far as it matters which tables it may read and write. What it does is
 * told from a few words of it, by the rules of every database; whatever is not understood
 * is {@link Kind#UNRECOGNIZED}.
 */
public final class SqlStatement {

	/**
	 * What a statement does.
	 */
	public enum Kind {

		/**
		 * It changes no data.
		 */
		READ,

		/**
		 * It changes data in tables that are known.
		 */
		WRITE,

		/**
		 * It may change anything.
		 */
		UNRECOGNIZED

	}

	/**
	 * Verbs by which tables come and go, wherever they stand: the text may be that of a
	 * block that executes another.
	 */
	private static final Set<String> DEFINITIONS = Set.of("create", "alter", "drop", "rename");

	private final Kind kind;

	private final Set<String> targets;

	private final Set<String> named;

	private final boolean plainWrite;

	private final boolean prepares;

	private final Set<String> words;

	private final String text;

	private final String shape;

	private final Set<String> functions;

	private volatile @Nullable Found found;

	private SqlStatement(Kind kind, boolean plainWrite, SqlUnderstanding understanding, String sql) {
		this.kind = kind;
		this.targets = understanding.targets();
		this.named = new HashSet<>(this.targets);
		this.named.addAll(understanding.tables());
		this.plainWrite = plainWrite;
		this.prepares = understanding.prepares();
		this.functions = understanding.functions();
		Set<String> names = understanding.names();
		this.words = SqlTokenizer.all(sql);
		names.forEach((name) -> this.words.addAll(SqlTokenizer.all(name)));
		String text = sql.toLowerCase(Locale.ROOT);
		// A name may be spelled by the numbers of its letters.
		String spelled = names.stream().filter((name) -> !text.contains(name)).collect(Collectors.joining("\n"));
		this.text = spelled.isEmpty() ? text : text + "\n" + spelled;
		this.shape = shapeOf(understanding.tokens());
	}

	/**
	 * Returns what can be told of a statement. Whatever it is, it never fails, because
	 * the statement is executed all the same.
	 */
	public static SqlStatement parse(String sql) {
		try {
			SqlUnderstanding understanding = SqlUnderstanding.of(sql);
			boolean plainWrite = understanding.isUnclear() || !understanding.targets().isEmpty();
			return new SqlStatement(understanding.kind(), plainWrite, understanding, sql);
		}
		catch (RuntimeException ex) {
			return new SqlStatement(Kind.UNRECOGNIZED, true, SqlUnderstanding.NONE, sql);
		}
	}

	/**
	 * The words before the first sign or literal hold no values.
	 */
	private static String shapeOf(List<String> tokens) {
		return tokens.stream()
			.takeWhile((token) -> SqlTokenizer.isWord(token) && !Character.isDigit(token.charAt(0)))
			.limit(6)
			.collect(Collectors.joining(" "));
	}

	public Kind kind() {
		return this.kind;
	}

	/**
	 * Returns the tables it is known to write, without schema.
	 */
	public Set<String> targets() {
		return this.targets;
	}

	/**
	 * Returns whether it says itself that it writes data, even if it is not clear where:
	 * unlike a procedure, of which only its author knows.
	 */
	boolean isPlainWrite() {
		return this.plainWrite;
	}

	/**
	 * Returns the names of the functions that it calls, in lower case and without quotes:
	 * the last part of each, and the whole of one with a schema. What is not certain to
	 * be no function is among them.
	 */
	Set<String> functions() {
		return this.functions;
	}

	/**
	 * Returns whether it prepares the transaction it is sent in.
	 */
	boolean prepares() {
		return this.prepares;
	}

	/**
	 * Returns its first words, which hold no values.
	 */
	String shape() {
		return this.shape;
	}

	/**
	 * Returns the names, without schema, that stand where a table does. Not all of them
	 * are tables.
	 */
	Set<String> named() {
		return this.named;
	}

	/**
	 * Returns whether it may create or alter tables.
	 */
	boolean isDefinition() {
		return this.kind == Kind.UNRECOGNIZED && !Collections.disjoint(this.words, DEFINITIONS);
	}

	/**
	 * Returns every tracked table whose name occurs in it, with what is read through it.
	 */
	public Tables tables(TableDirectory directory) {
		return find(directory).read();
	}

	/**
	 * Returns every tracked table whose name occurs in it, with what changes if its rows
	 * do.
	 */
	public Tables written(TableDirectory directory) {
		return find(directory).written();
	}

	private Found find(TableDirectory directory) {
		int version = directory.version();
		Found present = this.found;
		if (present != null && present.version() == version) {
			return present;
		}
		Tables read = directory.among(this.words, this.text);
		Found fresh = new Found(version, read,
				(this.kind == Kind.READ) ? read : read.and(directory.written(this.words, this.text, changes())));
		this.found = fresh;
		return fresh;
	}

	/**
	 * How it changes rows is told from any word of it, as some verbs do more than one.
	 */
	private Set<Change> changes() {
		Set<Change> changes = EnumSet.of(Change.INSERT);
		if (!Collections.disjoint(this.words, Set.of("update", "merge", "replace", "upsert"))) {
			changes.add(Change.UPDATE);
		}
		if (!Collections.disjoint(this.words, Set.of("delete", "merge", "replace"))) {
			changes.add(Change.DELETE);
		}
		return (this.kind == Kind.WRITE) ? changes : EnumSet.allOf(Change.class);
	}

	/**
	 * Tables as they were found in one version of the directory.
	 */
	private record Found(int version, Tables read, Tables written) {
	}

}
