package dev.accelerate.invalidation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import dev.accelerate.invalidation.TableReach.Change;
import org.jspecify.annotations.Nullable;

/**
 * SQL statement, as far as it matters which tables it may read and write. What it does is
 * told from a few words of it; whatever is not understood is {@link Kind#UNRECOGNIZED}.
 */
final class SqlStatement {

	/**
	 * What a statement does.
	 */
	enum Kind {

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

	private final Set<String> words;

	private final String text;

	private final String shape;

	private volatile @Nullable Found found;

	private SqlStatement(Kind kind, Set<String> targets, boolean plainWrite, String sql, List<String> tokens) {
		this.kind = kind;
		this.targets = targets;
		this.named = new HashSet<>(targets);
		this.named.addAll(TableNames.in(tokens));
		this.plainWrite = plainWrite;
		this.words = SqlWords.all(sql);
		this.text = sql.toLowerCase(Locale.ROOT);
		this.shape = shapeOf(tokens);
	}

	/**
	 * Return what can be told of a statement. Whatever it is, it never fails, because the
	 * statement is executed all the same.
	 */
	static SqlStatement parse(String sql) {
		try {
			return understand(sql);
		}
		catch (RuntimeException ex) {
			return new SqlStatement(Kind.UNRECOGNIZED, Set.of(), true, sql, List.of());
		}
	}

	private static SqlStatement understand(String sql) {
		List<String> tokens = SqlWords.tokens(sql);
		SqlScan scan = new SqlScan();
		Kind kind = Kind.READ;
		for (List<String> single : split(tokens)) {
			Kind one = scan.kindOf(single);
			kind = (one.compareTo(kind) > 0) ? one : kind;
		}
		kind = SqlWords.mayHideWrite(sql) ? Kind.UNRECOGNIZED : kind;
		boolean plainWrite = scan.isUnclear() || !scan.targets().isEmpty();
		return new SqlStatement(kind, scan.targets(), plainWrite, sql, tokens);
	}

	private static List<List<String>> split(List<String> tokens) {
		List<List<String>> statements = new ArrayList<>();
		int start = 0;
		for (int i = 0; i <= tokens.size(); i++) {
			if (i == tokens.size() || tokens.get(i).equals(";")) {
				statements.add(tokens.subList(start, i));
				start = i + 1;
			}
		}
		return statements;
	}

	/**
	 * The words before the first sign or literal hold no values.
	 */
	private static String shapeOf(List<String> tokens) {
		return tokens.stream()
			.takeWhile((token) -> SqlWords.isWord(token) && !Character.isDigit(token.charAt(0)))
			.limit(6)
			.collect(Collectors.joining(" "));
	}

	Kind kind() {
		return this.kind;
	}

	/**
	 * Return the tables it is known to write, without schema.
	 */
	Set<String> targets() {
		return this.targets;
	}

	/**
	 * Return whether it says itself that it writes data, even if it is not clear where:
	 * unlike a procedure, of which only its author knows.
	 */
	boolean isPlainWrite() {
		return this.plainWrite;
	}

	/**
	 * Return its first words, which hold no values.
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
	Tables tables(TableDirectory directory) {
		return find(directory).read();
	}

	/**
	 * Returns every tracked table whose name occurs in it, with what changes if its rows
	 * do.
	 */
	Tables written(TableDirectory directory) {
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
