package dev.accelerate.applications.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.accelerate.applications.cluster.CuttingProxy.CommitFault;

/**
 * Connection through a {@link CuttingProxy}.
 */
final class ProxiedConnection {

	private static final long LATER = 1500;

	private final CuttingProxy proxy;

	private final Socket client;

	private final Socket server;

	/**
	 * Whether the transaction in progress has written.
	 */
	private boolean wrote;

	private volatile boolean mute;

	ProxiedConnection(CuttingProxy proxy, Socket client, Socket server) throws IOException {
		this.proxy = proxy;
		this.client = client;
		this.server = server;
		client.setTcpNoDelay(true);
		server.setTcpNoDelay(true);
	}

	void pumpRequests() {
		byte[] buffer = new byte[1 << 14];
		try {
			InputStream in = this.client.getInputStream();
			OutputStream out = this.server.getOutputStream();
			for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
				this.proxy.awaitWire();
				CommitFault fault = isCommit(new String(buffer, 0, length, StandardCharsets.ISO_8859_1))
						? this.proxy.take() : null;
				if (fault != null) {
					lose(fault, buffer, length, out);
					return;
				}
				out.write(buffer, 0, length);
			}
			cut();
		}
		catch (IOException | InterruptedException ex) {
			cut();
		}
	}

	/**
	 * Returns whether a request commits what was written before it.
	 */
	private boolean isCommit(String request) {
		if (request.contains("COMMIT\0") || request.contains("ROLLBACK\0")) {
			boolean commit = this.wrote && request.contains("COMMIT\0");
			this.wrote = false;
			return commit;
		}
		this.wrote |= request.contains("update ") && request.contains(" set ");
		return false;
	}

	private void lose(CommitFault fault, byte[] buffer, int length, OutputStream out) throws IOException {
		this.mute = true;
		if (fault.reply()) {
			out.write(buffer, 0, length);
			out.flush();
			fault.happened().run();
			reset(this.client);
			// The server ends the session when it has committed and sees the end.
			this.server.shutdownOutput();
			return;
		}
		byte[] commit = Arrays.copyOf(buffer, length);
		reset(this.client);
		fault.happened().run();
		CompletableFuture.delayedExecutor(LATER, TimeUnit.MILLISECONDS).execute(() -> {
			try {
				out.write(commit);
				out.flush();
				this.server.shutdownOutput();
			}
			catch (IOException ex) {
				cut();
			}
		});
	}

	void pumpReplies() {
		byte[] buffer = new byte[1 << 14];
		try {
			InputStream in = this.server.getInputStream();
			OutputStream out = this.client.getOutputStream();
			for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
				this.proxy.awaitWire();
				if (!this.mute) {
					out.write(buffer, 0, length);
				}
			}
			cut();
		}
		catch (IOException | InterruptedException ex) {
			cut();
		}
	}

	void cut() {
		if (!this.mute) {
			reset(this.client);
		}
		reset(this.server);
		this.proxy.ended(this);
	}

	/**
	 * Closes a connection so that the other side gets an error and not an end.
	 */
	static void reset(Socket socket) {
		try {
			socket.setSoLinger(true, 0);
			socket.close();
		}
		catch (IOException ex) {
			// It is closed already.
		}
	}

}
