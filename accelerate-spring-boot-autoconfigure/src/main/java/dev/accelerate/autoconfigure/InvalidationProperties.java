package dev.accelerate.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import dev.accelerate.Precision;

import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.convert.DurationUnit;

/**
 * Properties of what invalidates results.
 */
public class InvalidationProperties {

	/**
	 * Whether a committed write invalidates every result that may have been read from the
	 * tables it wrote to.
	 */
	private boolean automatic = true;

	/**
	 * Whether writes through a DataSource that do not go through Hibernate are observed,
	 * too. Needs net.ttddyy:datasource-proxy.
	 */
	private boolean jdbc = false;

	/**
	 * What a statement invalidates if its text does not show what it writes, as with DDL,
	 * a procedure call, or SQL that is not understood.
	 */
	private UnrecognizedStatements unrecognizedStatements = UnrecognizedStatements.INVALIDATE_ALL;

	/**
	 * Whether the catalog of each database is read to find what a write changes besides
	 * the tables it names: tables behind views, partitions, and what foreign keys cascade
	 * to.
	 */
	private Catalog catalog = Catalog.AUTO;

	/**
	 * What results depend on.
	 */
	private Precision precision = Precision.AUTO;

	/**
	 * Number of slots in which the last write of each row is kept, 8 bytes each. A power
	 * of two from 65536 to 67108864. Nothing is kept while no method is narrowed to rows.
	 */
	private int marks = 4194304;

	/**
	 * Functions of the database, with or without schema, that change nothing that is
	 * cached, although the database says that they may.
	 */
	private List<String> harmlessFunctions = new ArrayList<>();

	/**
	 * Classes and packages that unwrap connections, but write nothing that is cached
	 * through the interfaces of the driver. Known frameworks, pools, drivers and
	 * observers need not be named.
	 */
	private List<String> harmlessUnwrapping = new ArrayList<>();

	/**
	 * Time a commit may take to show on every replica that is read from. Zero if there
	 * are none. If a duration suffix is not specified, seconds are used.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration replicaLag = Duration.ZERO;

	/**
	 * Time for which the tables of a commit stay pending if its outcome is not known, for
	 * instance because its reply was lost. It should be longer than such a commit may
	 * take to show in the database. Zero if it shows at once or never. If a duration
	 * suffix is not specified, seconds are used.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration unknownCommit = Duration.ofMinutes(1);

	/**
	 * Log by which the instances of the application tell each other what became invalid.
	 */
	private Log log = Log.LOCAL;

	/**
	 * Names of the EntityManagerFactory beans that get no log of their own, because they
	 * read from a standby or the log does not support their database. What they write is
	 * recorded in the logs of the others, after its commit.
	 */
	private List<String> excludedUnits = new ArrayList<>();

	/**
	 * What becomes of a transaction that cannot be recorded in the log.
	 */
	private OnLogFailure onLogFailure = OnLogFailure.FAIL;

	/**
	 * Time for which results are answered and stored after the log was read for the last
	 * time. If a duration suffix is not specified, seconds are used.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration maxSilence = Duration.ofSeconds(2);

	@NestedConfigurationProperty
	private final InvalidationTableProperties table = new InvalidationTableProperties();

	@NestedConfigurationProperty
	private final InvalidationRateLimitProperties rateLimit = new InvalidationRateLimitProperties();

	public boolean isAutomatic() {
		return this.automatic;
	}

	public void setAutomatic(boolean automatic) {
		this.automatic = automatic;
	}

	public boolean isJdbc() {
		return this.jdbc;
	}

	public void setJdbc(boolean jdbc) {
		this.jdbc = jdbc;
	}

	public UnrecognizedStatements getUnrecognizedStatements() {
		return this.unrecognizedStatements;
	}

	public void setUnrecognizedStatements(UnrecognizedStatements unrecognizedStatements) {
		this.unrecognizedStatements = unrecognizedStatements;
	}

	public Catalog getCatalog() {
		return this.catalog;
	}

	public void setCatalog(Catalog catalog) {
		this.catalog = catalog;
	}

	public Precision getPrecision() {
		return this.precision;
	}

	public void setPrecision(Precision precision) {
		this.precision = precision;
	}

	public int getMarks() {
		return this.marks;
	}

	public void setMarks(int marks) {
		this.marks = marks;
	}

	public List<String> getHarmlessFunctions() {
		return this.harmlessFunctions;
	}

	public void setHarmlessFunctions(List<String> harmlessFunctions) {
		this.harmlessFunctions = harmlessFunctions;
	}

	public List<String> getHarmlessUnwrapping() {
		return this.harmlessUnwrapping;
	}

	public void setHarmlessUnwrapping(List<String> harmlessUnwrapping) {
		this.harmlessUnwrapping = harmlessUnwrapping;
	}

	public Duration getReplicaLag() {
		return this.replicaLag;
	}

	public void setReplicaLag(Duration replicaLag) {
		this.replicaLag = replicaLag;
	}

	public Duration getUnknownCommit() {
		return this.unknownCommit;
	}

	public void setUnknownCommit(Duration unknownCommit) {
		this.unknownCommit = unknownCommit;
	}

	public Log getLog() {
		return this.log;
	}

	public void setLog(Log log) {
		this.log = log;
	}

	public List<String> getExcludedUnits() {
		return this.excludedUnits;
	}

	public void setExcludedUnits(List<String> excludedUnits) {
		this.excludedUnits = excludedUnits;
	}

	public OnLogFailure getOnLogFailure() {
		return this.onLogFailure;
	}

	public void setOnLogFailure(OnLogFailure onLogFailure) {
		this.onLogFailure = onLogFailure;
	}

	public Duration getMaxSilence() {
		return this.maxSilence;
	}

	public void setMaxSilence(Duration maxSilence) {
		this.maxSilence = maxSilence;
	}

	public InvalidationTableProperties getTable() {
		return this.table;
	}

	public InvalidationRateLimitProperties getRateLimit() {
		return this.rateLimit;
	}

	/**
	 * Log by which the instances of an application tell each other what became invalid.
	 */
	public enum Log {

		/**
		 * There is none: an instance hears of its own writes only.
		 */
		LOCAL,

		/**
		 * A table in each database of the application, written to in the transactions
		 * that write.
		 */
		TABLE

	}

	/**
	 * What becomes of a transaction that cannot be recorded in the log.
	 */
	public enum OnLogFailure {

		/**
		 * It fails.
		 */
		FAIL,

		/**
		 * It commits. Its tables stay pending on this instance until the log was told.
		 * Other instances may answer with older results until then. An invalidation by
		 * tag outside a transaction still fails.
		 */
		COMMIT

	}

	/**
	 * What a statement invalidates if its text does not show what it writes.
	 */
	public enum UnrecognizedStatements {

		/**
		 * Everything.
		 */
		INVALIDATE_ALL,

		/**
		 * Only the tables that it names. An unclear insert, update, delete, merge or
		 * truncate still invalidates everything.
		 */
		IGNORE

	}

	/**
	 * Whether the catalog of each database is read.
	 */
	public enum Catalog {

		/**
		 * It is read at startup, and again when tables may have changed.
		 */
		AUTO,

		/**
		 * It is not read: a write changes only the tables it names.
		 */
		OFF

	}

}
