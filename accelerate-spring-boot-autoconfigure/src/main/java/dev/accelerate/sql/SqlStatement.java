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
 * SQL statement, reduced to the tables it may read and write. What it does is told from a
 * few of its words, by the rules of every database. Whatever is not understood is
 * {@link Kind#UNRECOGNIZED}.
 */
final class SqlStatement {

	/**
	 * Kind of statement, by what it does.
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
	 * Verbs that create, alter or drop tables. They count wherever they stand, because
	 * the text may be a block that executes another.
	 */
	private static final Set<String> DEFINITIONS = Set.of("create", "alter", "drop", "rename");

	private final Kind kind;

	private final Set<String> targets;

	private final Set<String> named;

	private final boolean plainWrite;

	private final boolean prepares;

	private final boolean commitsPrepared;

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
		this.commitsPrepared = understanding.commitsPrepared();
		this.functions = understanding.functions();
		Set<String> names = understanding.names();
		this.words = SqlToken.wordsIn(sql);
		names.forEach((name) -> this.words.addAll(SqlToken.wordsIn(name)));
		String text = sql.toLowerCase(Locale.ROOT);
		// A name may be spelled with Unicode escapes.
		String spelled = names.stream().filter((name) -> !text.contains(name)).collect(Collectors.joining("\n"));
		this.text = spelled.isEmpty() ? text : text + "\n" + spelled;
		this.shape = shapeOf(understanding.tokens());
	}

	/**
	 * Parses a statement. This never fails, because the database executes the statement
	 * in any case.
	 */
	static SqlStatement parse(String sql) {
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
	 * Returns the words before the first sign or literal, which hold no values.
	 */
	private static String shapeOf(List<String> tokens) {
		return tokens.stream()
			.takeWhile((token) -> SqlToken.isWord(token) && !Character.isDigit(token.charAt(0)))
			.limit(6)
			.collect(Collectors.joining(" "));
	}

	Kind kind() {
		return this.kind;
	}

	/**
	 * Returns the tables it is known to write, without schema.
	 */
	Set<String> targets() {
		return this.targets;
	}

	/**
	 * Returns whether the text itself says that it writes data, even if it is not clear
	 * where. The call of a procedure does not say so.
	 */
	boolean isPlainWrite() {
		return this.plainWrite;
	}

	/**
	 * Returns the names of the functions that it calls, in lower case and without quotes:
	 * the last part of each, and the whole of one with a schema. Names that may be
	 * something else are among them.
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
	 * Returns whether it writes rows and does nothing else. The statement that commits a
	 * prepared transaction does not: it is refused in a transaction.
	 */
	boolean isDml() {
		return (this.kind == Kind.WRITE || this.plainWrite) && !this.commitsPrepared;
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
				(this.kind == Kind.READ) ? read : directory.written(this.words, this.text, changes()));
		this.found = fresh;
		return fresh;
	}

	/**
	 * Returns how it changes rows. All its words count, because some verbs do more than
	 * one of these.
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
