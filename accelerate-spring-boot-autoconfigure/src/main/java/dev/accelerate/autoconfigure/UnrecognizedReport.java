package dev.accelerate.autoconfigure;

import dev.accelerate.sql.SqlAnalyzer.Unrecognized;

/**
 * Report of what is not understood, to the listeners, once the application has started.
 *
 * @param listeners the listeners
 */
record UnrecognizedReport(StartedListeners listeners) implements Unrecognized {

	@Override
	public boolean onStatement(String shape) {
		this.listeners.get().onUnrecognizedStatement(shape);
		return this.listeners.isStarted();
	}

	@Override
	public boolean onFunction(String name) {
		this.listeners.get().onVolatileFunction(name);
		return this.listeners.isStarted();
	}

}
