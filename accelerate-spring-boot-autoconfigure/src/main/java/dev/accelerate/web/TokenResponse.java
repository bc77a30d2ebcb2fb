package dev.accelerate.web;

import java.io.IOException;
import java.io.PrintWriter;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Response that is given a token whenever it may be about to be committed, because
 * headers cannot be added afterwards.
 */
final class TokenResponse extends HttpServletResponseWrapper {

	private final TokenExchange exchange;

	private @Nullable ServletOutputStream stream;

	private @Nullable PrintWriter writer;

	TokenResponse(HttpServletResponse response, TokenExchange exchange) {
		super(response);
		this.exchange = exchange;
	}

	@Override
	public ServletOutputStream getOutputStream() throws IOException {
		ServletOutputStream present = this.stream;
		if (present == null) {
			present = new TokenOutputStream(super.getOutputStream(), this.exchange::giveToken);
			this.stream = present;
		}
		return present;
	}

	@Override
	public PrintWriter getWriter() throws IOException {
		PrintWriter present = this.writer;
		if (present == null) {
			present = new TokenWriter(super.getWriter(), this.exchange::giveToken);
			this.writer = present;
		}
		return present;
	}

	/**
	 * Clears the response. After that it may be given a token again, and the other of
	 * stream and writer may be used.
	 */
	@Override
	public void reset() {
		super.reset();
		this.stream = null;
		this.writer = null;
		this.exchange.reset();
	}

	@Override
	public void flushBuffer() throws IOException {
		this.exchange.giveToken();
		super.flushBuffer();
	}

	@Override
	public void sendError(int status) throws IOException {
		this.exchange.giveToken();
		super.sendError(status);
	}

	@Override
	public void sendError(int status, String message) throws IOException {
		this.exchange.giveToken();
		super.sendError(status, message);
	}

	@Override
	public void sendRedirect(String location) throws IOException {
		this.exchange.giveToken();
		super.sendRedirect(location);
	}

	@Override
	public void sendRedirect(String location, int status) throws IOException {
		this.exchange.giveToken();
		super.sendRedirect(location, status);
	}

	@Override
	public void sendRedirect(String location, boolean clearBuffer) throws IOException {
		this.exchange.giveToken();
		super.sendRedirect(location, clearBuffer);
	}

	@Override
	public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
		this.exchange.giveToken();
		super.sendRedirect(location, status, clearBuffer);
	}

}
