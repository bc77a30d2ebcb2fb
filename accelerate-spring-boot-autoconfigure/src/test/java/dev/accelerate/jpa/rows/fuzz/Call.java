package dev.accelerate.jpa.rows.fuzz;

import java.util.BitSet;

import dev.accelerate.signature.QuerySignature;
import org.jspecify.annotations.Nullable;

/**
 * Read with its arguments, and what it is known to return.
 */
final class Call {

	/**
	 * What the text of a failure begins with.
	 */
	static final String THROWS = "throws ";

	final FuzzedRead read;

	final @Nullable Object[] arguments;

	final String text;

	/**
	 * The tables that it has named so far.
	 */
	final BitSet tables = new BitSet();

	@Nullable QuerySignature signature;

	/**
	 * What the database says, unless a table was written since.
	 */
	String expected = "";

	boolean known;

	/**
	 * Whether a table was written after the result was stored.
	 */
	boolean survived;

	Call(FuzzedRead read, @Nullable Object[] arguments, String text) {
		this.read = read;
		this.arguments = arguments;
		this.text = text;
	}

	/**
	 * Returns whether the database refuses it.
	 */
	boolean failed() {
		return this.expected.startsWith(THROWS);
	}

	@Override
	public String toString() {
		return this.text;
	}

}
