package dev.accelerate.sql;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Report of statements that are not understood. It tells the listener of each kind until
 * the kind is noted, and of a limited number of kinds.
 */
final class UnrecognizedReport {

	private static final int MOST = 256;

	private final UnrecognizedListener listener;

	private final Set<String> noted = ConcurrentHashMap.newKeySet();

	UnrecognizedReport(UnrecognizedListener listener) {
		this.listener = listener;
	}

	/**
	 * Reports a statement by its first words.
	 */
	void statement(String shape) {
		report(shape, this.listener::onStatement);
	}

	/**
	 * Reports a function that may change data, by its name.
	 */
	void function(String name) {
		report(name, this.listener::onFunction);
	}

	private void report(String kind, Predicate<String> event) {
		if (this.noted.size() < MOST && !this.noted.contains(kind) && event.test(kind)) {
			this.noted.add(kind);
		}
	}

}
