package dev.accelerate.web;

import java.io.IOException;
import java.io.PrintWriter;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/**
 * Response that runs an action whenever it may be about to be committed, because headers
 * cannot be added afterwards.
 */
final class TokenResponse extends HttpServletResponseWrapper {

	private final Runnable action;

	TokenResponse(HttpServletResponse response, Runnable action) {
		super(response);
		this.action = action;
	}

	@Override
	public ServletOutputStream getOutputStream() throws IOException {
		this.action.run();
		return super.getOutputStream();
	}

	@Override
	public PrintWriter getWriter() throws IOException {
		this.action.run();
		return super.getWriter();
	}

	@Override
	public void flushBuffer() throws IOException {
		this.action.run();
		super.flushBuffer();
	}

	@Override
	public void sendError(int status) throws IOException {
		this.action.run();
		super.sendError(status);
	}

	@Override
	public void sendError(int status, String message) throws IOException {
		this.action.run();
		super.sendError(status, message);
	}

	@Override
	public void sendRedirect(String location) throws IOException {
		this.action.run();
		super.sendRedirect(location);
	}

	@Override
	public void sendRedirect(String location, int status) throws IOException {
		this.action.run();
		super.sendRedirect(location, status);
	}

	@Override
	public void sendRedirect(String location, boolean clearBuffer) throws IOException {
		this.action.run();
		super.sendRedirect(location, clearBuffer);
	}

	@Override
	public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
		this.action.run();
		super.sendRedirect(location, status, clearBuffer);
	}

}
