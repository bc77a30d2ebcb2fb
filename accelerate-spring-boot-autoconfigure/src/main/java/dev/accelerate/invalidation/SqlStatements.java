package dev.accelerate.invalidation;

import java.util.Collection;
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

	/**
	 * Whether anything has been loaded. Before that nothing can have been read from a
	 * table that is new.
	 */
	private volatile boolean reading;

	/**
	 * Tables of which every result says whether it read them.
	 */
	private final Set<String> settled = ConcurrentHashMap.newKeySet();

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
		this.reading = true;
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
				if (!this.settled.containsAll(statement.targets())) {
					if (this.directory.isFull()) {
						yield unrecognized(statement);
					}
					track(statement.targets());
				}
				yield InvalidationRecord.of(statement.tables(this.directory));
			}
		};
	}

	/**
	 * Track tables from now on. If one was not before, everything becomes invalid: what
	 * was loaded does not say whether it read the table. A table counts as tracked only
	 * after that, so that of two threads that find it new neither relies on the other.
	 * @param names the names of the tables, with or without schema and quotes
	 * @return the tables
	 */
	public Tables track(Collection<String> names) {
		Tables tables = this.directory.tables(names);
		if (!this.settled.containsAll(tables.names()) && this.reading) {
			TransactionWrites everything = new TransactionWrites(this.invalidations, Origin.STATEMENTS);
			everything.add(InvalidationRecord.ALL);
			everything.committed();
		}
		this.settled.addAll(tables.names());
		return tables;
	}

	private InvalidationRecord unrecognized(SqlStatement statement) {
		String shape = statement.shape();
		if (this.reported.size() < SHAPES && !this.reported.contains(shape) && this.unrecognized.test(shape)) {
			this.reported.add(shape);
		}
		// Who ignores procedures and DDL does not mean an update that is merely unclear.
		return (this.unrecognizedInvalidates || statement.isPlainWrite()) ? InvalidationRecord.ALL
				: InvalidationRecord.of(statement.tables(this.directory));
	}

	private SqlStatement statement(String sql) {
		return (sql.length() <= LONGEST_CACHED) ? this.parsed.get(sql) : SqlStatement.parse(sql);
	}

}
