package dev.accelerate.applications.cluster;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Wire between a process and the database, on which connections can be cut, can hang, and
 * can lose the reply to a COMMIT.
 */
final class CuttingProxy implements Closeable {

	private final int server;

	private final ServerSocket socket;

	private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();

	private final AtomicReference<CommitFault> next = new AtomicReference<>();

	private boolean hangs;

	CuttingProxy(int server) throws IOException {
		this.server = server;
		this.socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
		start("proxy", this::accept);
	}

	int port() {
		return this.socket.getLocalPort();
	}

	private void accept() {
		while (!this.socket.isClosed()) {
			try {
				Socket client = this.socket.accept();
				start("proxied", () -> connect(client));
			}
			catch (IOException ex) {
				// The proxy was closed, or the process gave up.
			}
		}
	}

	private void connect(Socket client) {
		try {
			ProxiedConnection connection = new ProxiedConnection(this, client,
					new Socket(InetAddress.getLoopbackAddress(), this.server));
			this.connections.add(connection);
			start("proxied-replies", connection::pumpReplies);
			connection.pumpRequests();
		}
		catch (IOException ex) {
			ProxiedConnection.reset(client);
		}
	}

	void ended(ProxiedConnection connection) {
		this.connections.remove(connection);
	}

	/**
	 * Cuts all connections.
	 */
	void cut() {
		this.connections.forEach(ProxiedConnection::cut);
	}

	/**
	 * Lets nothing through, without an error, until it is told otherwise.
	 */
	synchronized void hang(boolean hangs) {
		this.hangs = hangs;
		notifyAll();
	}

	synchronized void awaitWire() throws InterruptedException {
		while (this.hangs) {
			wait();
		}
	}

	/**
	 * Sets what happens to the next COMMIT of a transaction that has written.
	 */
	void arm(CommitFault fault) {
		this.next.set(fault);
	}

	/**
	 * Takes the fault back, if no COMMIT has come.
	 */
	boolean disarm(CommitFault fault) {
		return this.next.compareAndSet(fault, null);
	}

	/**
	 * Returns the fault of this COMMIT, and none from then on.
	 */
	CommitFault take() {
		return this.next.getAndSet(null);
	}

	static void start(String name, Runnable task) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
		cut();
	}

	/**
	 * Fault of a COMMIT.
	 *
	 * @param reply whether COMMIT reaches the server at once, so that only the reply is
	 * lost; otherwise it reaches it later, when the client is gone
	 * @param happened runs when COMMIT is on its way, or held back
	 */
	record CommitFault(boolean reply, Runnable happened) {

	}

}
