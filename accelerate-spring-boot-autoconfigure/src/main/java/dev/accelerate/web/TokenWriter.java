package dev.accelerate.web;

import java.io.PrintWriter;

/**
 * Writer of a response that runs an action before each write, because that may commit the
 * response.
 */
final class TokenWriter extends PrintWriter {

	private final PrintWriter writer;

	private final Runnable action;

	TokenWriter(PrintWriter writer, Runnable action) {
		super(writer);
		this.writer = writer;
		this.action = action;
	}

	@Override
	public void write(int one) {
		this.action.run();
		super.write(one);
	}

	@Override
	public void write(char[] text, int offset, int length) {
		this.action.run();
		super.write(text, offset, length);
	}

	@Override
	public void write(String text, int offset, int length) {
		this.action.run();
		super.write(text, offset, length);
	}

	/**
	 * Ends a line as the server does.
	 */
	@Override
	public void println() {
		this.action.run();
		this.writer.println();
	}

	@Override
	public void flush() {
		this.action.run();
		super.flush();
	}

	@Override
	public void close() {
		this.action.run();
		super.close();
	}

}
