package dev.accelerate.invalidation;

/**
 * Hashes of what a write to a row names, and what a result that was read from rows
 * depends on. They are the same in every JVM, because the logs of databases carry them.
 * Two things with one hash invalidate each other, which costs a miss. The lowest two bits
 * are the {@link Kind}.
 */
public final class RowMark {

	private static final long OFFSET = 0xcbf29ce484222325L;

	private static final long PRIME = 0x100000001b3L;

	private static final Kind[] KINDS = Kind.values();

	private RowMark() {
	}

	/**
	 * Returns the mark of one row.
	 * @param table the plain name of the table that has the identifier
	 * @param key a hash of the identifier in its canonical form
	 * @return the mark
	 */
	public static long row(String table, long key) {
		return of(Kind.ROW, hash(hash(OFFSET, table), key));
	}

	/**
	 * Returns the mark of a table of which it is not known which rows were written.
	 * @param table the plain name of the table
	 * @return the mark
	 */
	public static long unknown(String table) {
		return of(Kind.UNKNOWN, hash(OFFSET, table));
	}

	/**
	 * Returns the mark of the rows that have some values.
	 * @param columns a hash of the columns that have the values
	 * @param values a hash of the values in their canonical form
	 * @return the mark
	 */
	public static long value(long columns, long values) {
		return of(Kind.VALUE, hash(columns, values));
	}

	/**
	 * Returns the mark of the set of rows of a table: which there are, and not what is in
	 * them.
	 * @param table the plain name of the table that has the identifiers
	 * @return the mark
	 */
	public static long set(String table) {
		return of(Kind.SET, hash(OFFSET, table));
	}

	/**
	 * Adds a text to a hash.
	 * @param hash the hash so far
	 * @param text the text
	 * @return the hash of both
	 */
	public static long hash(long hash, String text) {
		long sum = hash;
		for (int i = 0; i < text.length(); i++) {
			sum = (sum ^ text.charAt(i)) * PRIME;
		}
		return mixed(sum ^ text.length());
	}

	/**
	 * Adds a number to a hash.
	 * @param hash the hash so far
	 * @param number the number
	 * @return the hash of both
	 */
	public static long hash(long hash, long number) {
		return mixed((hash * PRIME) ^ mixed(number));
	}

	/**
	 * Returns the kind of a mark.
	 */
	static Kind kind(long mark) {
		return KINDS[(int) (mark & 3)];
	}

	private static long of(Kind kind, long hash) {
		return (hash & ~3L) | kind.ordinal();
	}

	/**
	 * Spreads every bit of a number over all of them.
	 */
	static long mixed(long number) {
		long mixed = (number ^ (number >>> 33)) * 0xff51afd7ed558ccdL;
		mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
		return mixed ^ (mixed >>> 33);
	}

	/**
	 * What a mark stands for. Logs carry the ordinal.
	 */
	enum Kind {

		/**
		 * One row, or the elements of one owner.
		 */
		ROW,

		/**
		 * The rows that have some values.
		 */
		VALUE,

		/**
		 * Which rows there are.
		 */
		SET,

		/**
		 * Any row, because it is not known which ones were written.
		 */
		UNKNOWN

	}

}
