package dev.accelerate.applications.cluster.node;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import dev.accelerate.applications.cluster.history.Revision;

/**
 * Tokens of writes of other processes. Each is used a few times, since the first read
 * with it can hardly be a hit.
 */
final class ReceivedTokens {

	private static final int USES = 3;

	private final Queue<Received> tokens = new ConcurrentLinkedQueue<>();

	void add(String token, int row, long revision) {
		for (int i = 0; i < USES; i++) {
			this.tokens.add(new Received(token, new Revision(row, revision)));
		}
	}

	/**
	 * Returns a token to be used, or {@code null}.
	 */
	Received next() {
		return this.tokens.poll();
	}

	/**
	 * Token with a revision that it covers.
	 */
	record Received(String token, Revision covered) {

	}

}
