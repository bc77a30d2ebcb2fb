package dev.accelerate.invalidation.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Thread that reads the {@link Tail}, and looks after the table. It has a connection of
 * its own.
 */
final class TailThread {

	private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

	private final LogConnection connection;

	private final Tail tail;

	private final HoleFiller filler;

	private final Trimmer trimmer;

	private final PollTimer timer;

	private final Silence silence;

	private final TableListener listener;

	private final @Nullable String hint;

	private final Thread thread;

	private volatile boolean hinting;

	private volatile boolean closed;

	private Duration pause = Duration.ZERO;

	/**
	 * Creates a thread that does not run yet.
	 * @param hint the statement that tells other nodes to poll, if they are to be told
	 */
	TailThread(LogConnection connection, Tail tail, HoleFiller filler, Trimmer trimmer, PollTimer timer,
			Silence silence, TableListener listener, @Nullable String hint) {
		this.connection = connection;
		this.tail = tail;
		this.filler = filler;
		this.trimmer = trimmer;
		this.timer = timer;
		this.silence = silence;
		this.listener = listener;
		this.hint = hint;
		this.thread = new Thread(this::run, "accelerate-invalidation-log");
		this.thread.setDaemon(true);
	}

	void start() {
		this.thread.start();
	}

	/**
	 * Records that this node has committed a record. It has named that itself, so it is
	 * in no hurry to read it.
	 */
	void committed() {
		if (this.hint != null) {
			this.hinting = true;
			this.timer.want(PollTimer.Wish.ANYWAY);
		}
	}

	private void run() {
		try {
			while (this.timer.awaitDue(this.pause)) {
				turn();
				this.timer.finished();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.connection.close();
		}
	}

	private void turn() {
		try {
			Connection open = this.connection.get();
			hint(open);
			boolean more;
			do {
				more = this.tail.poll(open);
			}
			while (more && !this.closed);
			this.pause = Duration.ZERO;
			this.filler.fill(open);
			this.trimmer.trim(open, this.tail.life(), this.tail.beginnings());
		}
		catch (SQLException | RuntimeException | Error ex) {
			if (!this.closed) {
				this.connection.close();
				this.listener.failed();
				this.silence.failed(ex);
				this.pause = longer(this.pause);
			}
		}
	}

	private void hint(Connection open) throws SQLException {
		String sql = this.hint;
		if (sql != null && this.hinting) {
			this.hinting = false;
			try (Statement statement = open.createStatement()) {
				statement.execute(sql);
			}
		}
	}

	private static Duration longer(Duration pause) {
		Duration next = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
		return (next.compareTo(LONGEST_PAUSE) < 0) ? next : LONGEST_PAUSE;
	}

	/**
	 * Ends the thread, and waits a moment for it.
	 */
	void close() {
		this.closed = true;
		this.timer.close();
		if (Thread.currentThread() == this.thread) {
			return;
		}
		try {
			this.thread.join(LONGEST_PAUSE.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
