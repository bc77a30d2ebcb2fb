package dev.accelerate.applications.cluster.history;

import java.util.Locale;

/**
 * Table whose rows hold a revision that only grows.
 *
 * <p>
 * A revision is more than a counter: it names the process that wrote it, and whether the
 * write was {@linkplain #isUnseen hidden from the cache} until the application told.
 */
public enum Table {

	/**
	 * Products, which stand on shelves.
	 */
	PRODUCTS("Product", 12),

	/**
	 * Shelves.
	 */
	SHELVES("Shelf", 4),

	/**
	 * Prices.
	 */
	PRICES("Price", 12),

	/**
	 * Notes, of which only tags tell that they were written.
	 */
	NOTES("Note", 60);

	/**
	 * Number of processes that a revision can tell apart.
	 */
	public static final int PROCESSES = 4096;

	private static final int STEP = 2 * PROCESSES;

	private static final int ROWS = 1000;

	private final String entity;

	private final int size;

	Table(String entity, int size) {
		this.entity = entity;
		this.size = size;
	}

	/**
	 * Returns the name of the entity of the table.
	 */
	public String entity() {
		return this.entity;
	}

	/**
	 * Returns the name of the table.
	 */
	public String sqlName() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Returns the number of rows, whose ids begin with 1.
	 */
	public int size() {
		return this.size;
	}

	/**
	 * Returns the number of a row among those of all tables.
	 */
	public int row(long id) {
		return ordinal() * ROWS + (int) id;
	}

	/**
	 * Returns the table of a row.
	 */
	public static Table of(int row) {
		return values()[row / ROWS];
	}

	/**
	 * Returns the id of a row in its table.
	 */
	public static long id(int row) {
		return row % ROWS;
	}

	/**
	 * Names a row for people.
	 */
	public static String describe(int row) {
		return of(row).sqlName() + " " + id(row);
	}

	/**
	 * Returns the text of the next revision in SQL and HQL, up to what is added to it.
	 */
	public static String grown(String revision) {
		return "(" + revision + " / " + STEP + " + 1) * " + STEP;
	}

	/**
	 * Returns the next revision.
	 */
	public static long grown(long revision, int process) {
		return (revision / STEP + 1) * STEP + mark(process, false);
	}

	/**
	 * Returns what is added to a revision to name its writer.
	 */
	public static int mark(int process, boolean unseen) {
		return 2 * process + (unseen ? 1 : 0);
	}

	/**
	 * Returns the process that wrote a revision.
	 */
	public static int writer(long revision) {
		return (int) (revision % STEP) / 2;
	}

	/**
	 * Returns whether the cache could not see the write of a revision. It counts from the
	 * moment when the application had told of it.
	 */
	public static boolean isUnseen(long revision) {
		return revision % 2 == 1;
	}

}
