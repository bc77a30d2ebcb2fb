package dev.accelerate.invalidation;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import dev.accelerate.invalidation.InvalidationListener.Origin;
import dev.accelerate.invalidation.SqlStatement.Kind;

import org.springframework.util.ConcurrentLruCache;

/**
 * Reader of SQL statements: which tables each may read, and what it makes invalid.
 *
 * <p>
 * A table that no entity maps is tracked from the first write to it that is seen. What
 * was loaded before cannot say whether it was read, so everything becomes invalid once,
 * at the moment of that write, whether or not it is committed.
 */
public final class SqlStatements {

	private static final int CACHED = 1024;

	/**
	 * Longer texts are hardly repeated, and would fill the memory.
	 */
	private static final int LONGEST_CACHED = 16 * 1024;

	private static final int SHAPES = 256;

	private final ConcurrentLruCache<String, SqlStatement> parsed = new ConcurrentLruCache<>(CACHED,
			SqlStatement::parse);

	private final TableDirectory directory;

	private final Invalidations invalidations;

	private final boolean unrecognizedInvalidates;

	private final Predicate<String> unrecognized;

	private final Set<String> reported = ConcurrentHashMap.newKeySet();

	/**
	 * Create a reader.
	 * @param directory the tracked tables
	 * @param invalidations where everything becomes invalid when a table is new
	 * @param unrecognizedInvalidates whether a statement that is not understood makes
	 * everything invalid
	 * @param unrecognized told of each kind of such statement by its first words, until
	 * it returns that it has taken note
	 */
	public SqlStatements(TableDirectory directory, Invalidations invalidations, boolean unrecognizedInvalidates,
			Predicate<String> unrecognized) {
		this.directory = directory;
		this.invalidations = invalidations;
		this.unrecognizedInvalidates = unrecognizedInvalidates;
		this.unrecognized = unrecognized;
	}

	/**
	 * Return whether a statement changes no data, as far as its text tells.
	 * @param sql the statement
	 * @return whether it only reads
	 */
	public boolean isRead(String sql) {
		return statement(sql).kind() == Kind.READ;
	}

	/**
	 * Return the tracked tables that a statement names.
	 * @param sql the statement
	 * @return the tables it may read
	 */
	public Tables read(String sql) {
		return statement(sql).tables(this.directory);
	}

	/**
	 * Return what a statement makes invalid when it is committed.
	 * @param sql the statement
	 * @return the record; {@link InvalidationRecord#NONE} for one that only reads
	 */
	public InvalidationRecord written(String sql) {
		SqlStatement statement = statement(sql);
		return switch (statement.kind()) {
			case READ -> InvalidationRecord.NONE;
			case UNRECOGNIZED -> unrecognized(statement);
			case WRITE -> {
				List<String> untracked = statement.targets()
					.stream()
					.filter((target) -> !this.directory.isTracked(target))
					.toList();
				if (!untracked.isEmpty() && this.directory.isFull()) {
					yield unrecognized(statement);
				}
				if (!untracked.isEmpty()) {
					this.directory.tables(untracked);
					this.invalidations.append(InvalidationRecord.ALL, Origin.STATEMENTS);
				}
				yield InvalidationRecord.of(statement.tables(this.directory));
			}
		};
	}

	private InvalidationRecord unrecognized(SqlStatement statement) {
		String shape = statement.shape();
		if (this.reported.size() < SHAPES && !this.reported.contains(shape) && this.unrecognized.test(shape)) {
			this.reported.add(shape);
		}
		return this.unrecognizedInvalidates ? InvalidationRecord.ALL : InvalidationRecord.NONE;
	}

	private SqlStatement statement(String sql) {
		return (sql.length() <= LONGEST_CACHED) ? this.parsed.get(sql) : SqlStatement.parse(sql);
	}

}
