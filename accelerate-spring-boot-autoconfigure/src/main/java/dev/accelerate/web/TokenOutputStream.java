package dev.accelerate.web;

import java.io.IOException;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;

/**
 * Stream of a response that runs an action before each write, because that may commit the
 * response.
 */
final class TokenOutputStream extends ServletOutputStream {

	private final ServletOutputStream stream;

	private final Runnable action;

	TokenOutputStream(ServletOutputStream stream, Runnable action) {
		this.stream = stream;
		this.action = action;
	}

	@Override
	public void write(int one) throws IOException {
		this.action.run();
		this.stream.write(one);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		this.action.run();
		this.stream.write(bytes, offset, length);
	}

	@Override
	public void flush() throws IOException {
		this.action.run();
		this.stream.flush();
	}

	@Override
	public void close() throws IOException {
		this.action.run();
		this.stream.close();
	}

	@Override
	public boolean isReady() {
		return this.stream.isReady();
	}

	@Override
	public void setWriteListener(WriteListener listener) {
		this.stream.setWriteListener(listener);
	}

}
