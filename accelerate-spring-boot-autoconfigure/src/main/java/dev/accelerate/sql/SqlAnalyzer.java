package dev.accelerate.sql;

import java.util.Collection;

import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.SchemaWatch;
import dev.accelerate.invalidation.TableNames;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.sql.SqlStatement.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Analyzer of SQL statements. It tells which tables a statement may read, and what the
 * statement invalidates.
 *
 * <p>
 * A table that no entity maps is tracked from the first observed write to it. Results
 * loaded before do not record whether they read the table, so that write invalidates
 * everything, once and immediately, whether or not it is committed.
 */
public final class SqlAnalyzer implements TableNames {

	private final SqlStatementCache statements = new SqlStatementCache();

	private final TableDirectory directory;

	private final Invalidations invalidations;

	private final SettledTables settled = new SettledTables(this::invalidateEverything);

	private final boolean unrecognizedInvalidates;

	private final UnrecognizedReport unrecognized;

	private final SchemaWatch schema;

	/**
	 * Creates an analyzer that knows of tables only what statements say.
	 * @param directory the tracked tables
	 * @param invalidations where everything is invalidated when a table is new
	 * @param unrecognizedInvalidates whether a statement that is not understood
	 * invalidates everything
	 * @param unrecognized told of each kind of such statement
	 */
	public SqlAnalyzer(TableDirectory directory, Invalidations invalidations, boolean unrecognizedInvalidates,
			UnrecognizedListener unrecognized) {
		this(directory, invalidations, unrecognizedInvalidates, unrecognized, SchemaWatch.NONE);
	}

	/**
	 * Creates an analyzer.
	 * @param directory the tracked tables
	 * @param invalidations where everything is invalidated when a table is new
	 * @param unrecognizedInvalidates whether a statement that is not understood
	 * invalidates everything
	 * @param unrecognized told of each kind of such statement
	 * @param schema the watch over what is known of the tables
	 */
	public SqlAnalyzer(TableDirectory directory, Invalidations invalidations, boolean unrecognizedInvalidates,
			UnrecognizedListener unrecognized, SchemaWatch schema) {
		this.schema = schema;
		invalidations.tell(schema);
		this.directory = directory;
		this.invalidations = invalidations;
		this.unrecognizedInvalidates = unrecognizedInvalidates;
		this.unrecognized = new UnrecognizedReport(unrecognized);
	}

	/**
	 * Returns whether a statement changes no data, as far as its text tells.
	 * @param sql the statement
	 * @return whether it only reads
	 */
	public boolean isRead(String sql) {
		SqlStatement statement = this.statements.get(sql);
		return statement.kind() == Kind.READ && findVolatile(statement) == null;
	}

	/**
	 * Returns whether a statement may lock what it reads.
	 * @param sql the statement
	 * @return whether its text has the words of a lock, in any dialect
	 */
	public boolean locks(String sql) {
		return SqlLockScanner.mayLock(sql);
	}

	/**
	 * Returns whether a statement writes rows and does nothing else, so that it can be
	 * part of a transaction.
	 * @param sql the statement
	 * @return whether it is DML, even if it is not clear which tables it writes to
	 */
	public boolean isDml(String sql) {
		return this.statements.get(sql).isDml();
	}

	/**
	 * Returns whether a statement prepares the transaction it is sent in.
	 * @param sql the statement
	 * @return whether the transaction may be committed later, by any connection
	 */
	public boolean prepares(String sql) {
		return this.statements.get(sql).prepares();
	}

	/**
	 * Returns the tracked tables that a statement names.
	 * @param sql the statement
	 * @return the tables it may read, or {@code null} if it is not known what is behind
	 * those that it names
	 */
	public @Nullable Tables read(String sql) {
		SqlStatement statement = this.statements.get(sql);
		if (!isKnownToRead(statement.named())) {
			return null;
		}
		// A table placed here is not settled: its first write still invalidates
		// everything.
		this.directory.trackTables(statement.named(), this.schema::isTable);
		return statement.tables(this.directory);
	}

	/**
	 * Returns tables that are read, independently of any statement's text.
	 * @param names the names of the tables, with or without schema and quotes
	 * @return the tables, with all that is read through them, or {@code null} if that is
	 * not known
	 */
	public @Nullable Tables readTables(Collection<String> names) {
		return isKnownToRead(TableDirectory.plainNames(names)) ? track(names) : null;
	}

	/**
	 * Returns whether it is known what is read through some tables. That a name is being
	 * looked up does not concern the others: if anything new is found to be behind these,
	 * everything becomes invalid.
	 */
	private boolean isKnownToRead(Collection<String> tables) {
		this.settled.beginLoading();
		return this.schema.isKnown(tables, false) || this.schema.isKnown(tables, true);
	}

	/**
	 * Returns what writes to tables invalidate, independently of any statement's text.
	 * @param names the names of the tables, with or without schema and quotes
	 * @return the record
	 */
	public InvalidationRecord writtenTables(Collection<String> names) {
		return writtenTables(names, this.settled.isLoading());
	}

	private InvalidationRecord writtenTables(Collection<String> names, boolean wait) {
		boolean known = this.schema.isKnown(TableDirectory.plainNames(names), wait);
		track(names);
		Tables written = this.directory.written(names);
		this.settled.add(written);
		return known ? InvalidationRecord.of(written) : InvalidationRecord.ALL;
	}

	/**
	 * Returns the tables that another node has written to. A table that is new here
	 * invalidates everything, until it has been found. Nothing is waited for, because
	 * that would make this node silent.
	 */
	@Override
	public @Nullable Tables known(Collection<String> names) {
		InvalidationRecord record = writtenTables(names, false);
		if (record.all()) {
			this.schema.find(TableDirectory.plainNames(names));
			return null;
		}
		return record.tables();
	}

	/**
	 * Returns what a statement invalidates when it is committed.
	 * @param sql the statement
	 * @return the record; {@link InvalidationRecord#NONE} for one that only reads
	 */
	public InvalidationRecord written(String sql) {
		SqlStatement statement = this.statements.get(sql);
		String function = findVolatile(statement);
		if (function != null) {
			this.unrecognized.function(function);
			return unrecognizedRecord(statement);
		}
		return switch (statement.kind()) {
			case READ -> InvalidationRecord.NONE;
			case UNRECOGNIZED -> unrecognized(statement);
			case WRITE -> {
				if (!this.settled.containsAll(statement.targets()) && this.directory.isFull()) {
					yield unrecognized(statement);
				}
				boolean known = this.schema.isKnown(statement.named(), this.settled.isLoading());
				this.settled.add(this.directory.tables(statement.targets()));
				if (!known) {
					yield InvalidationRecord.ALL;
				}
				Tables written = statement.written(this.directory);
				this.settled.add(written);
				yield InvalidationRecord.of(written);
			}
		};
	}

	/**
	 * Returns what a statement invalidates that was not observed.
	 * @return the record, the same as for a statement that is not understood at all
	 */
	public InvalidationRecord unobserved() {
		return this.unrecognizedInvalidates ? InvalidationRecord.ALL : InvalidationRecord.NONE;
	}

	/**
	 * Records what names of tables stand for. A change invalidates everything, because
	 * results loaded before do not record what they read through a name.
	 * @param source where this knowledge comes from; it replaces what the same source
	 * said before
	 * @param reach what names stand for
	 */
	public void reach(Object source, TableReach reach) {
		if (this.directory.reach(source, reach)) {
			this.settled.learn();
		}
	}

	/**
	 * Forgets what a source said that names stand for. Results loaded meanwhile depend on
	 * more than they need to, which makes none of them stale.
	 * @param source the source
	 */
	public void forget(Object source) {
		this.directory.forget(source);
	}

	/**
	 * Tracks tables from now on. A table that is new invalidates everything, because
	 * results loaded before do not record whether they read it.
	 * @param names the names of the tables, with or without schema and quotes
	 * @return the tables
	 */
	public Tables track(Collection<String> names) {
		Tables tables = this.directory.tables(names);
		this.settled.add(tables);
		return tables;
	}

	/**
	 * Invalidates everything, because results loaded before do not take into account
	 * something that has just become known.
	 */
	public void invalidateEverything() {
		this.invalidations.invalidateAllHere();
	}

	private InvalidationRecord unrecognized(SqlStatement statement) {
		this.unrecognized.statement(statement.shape());
		return unrecognizedRecord(statement);
	}

	private InvalidationRecord unrecognizedRecord(SqlStatement statement) {
		// To ignore procedures and DDL does not mean to ignore an update whose table is
		// unclear.
		InvalidationRecord record = (this.unrecognizedInvalidates || statement.isPlainWrite()) ? InvalidationRecord.ALL
				: InvalidationRecord.of(statement.written(this.directory));
		return statement.isDefinition() ? record.withDefinition() : record;
	}

	/**
	 * Returns the name of a function that the statement calls and that may change data.
	 * Most statements call no function.
	 */
	private @Nullable String findVolatile(SqlStatement statement) {
		return (statement.kind() == Kind.UNRECOGNIZED || statement.functions().isEmpty()) ? null
				: this.schema.findVolatile(statement.functions(), this.settled.isLoading());
	}

}
