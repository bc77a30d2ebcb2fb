package dev.accelerate.sql;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.accelerate.invalidation.Tables;

/**
 * Tables for which every result records whether it read them. When a table becomes one of
 * these, results loaded before do not, so everything is invalidated. A table counts only
 * after that, so that two threads that find it new do not rely on each other.
 */
final class SettledTables {

	private final Set<String> names = ConcurrentHashMap.newKeySet();

	private final Runnable invalidateEverything;

	/**
	 * Whether anything has been loaded. Before that, no result can depend on a table that
	 * is new.
	 */
	private volatile boolean loading;

	/**
	 * Creates a set of no tables.
	 * @param invalidateEverything invalidates everything at once
	 */
	SettledTables(Runnable invalidateEverything) {
		this.invalidateEverything = invalidateEverything;
	}

	/**
	 * Records that something is loaded.
	 */
	void beginLoading() {
		this.loading = true;
	}

	/**
	 * Returns whether anything has been loaded.
	 */
	boolean isLoading() {
		return this.loading;
	}

	boolean containsAll(Collection<String> tables) {
		return this.names.containsAll(tables);
	}

	/**
	 * Adds tables.
	 */
	void add(Tables tables) {
		if (!containsAll(tables.names())) {
			learn();
			this.names.addAll(tables.names());
		}
	}

	/**
	 * Invalidates everything if anything has been loaded, because it does not take into
	 * account what has just become known.
	 */
	void learn() {
		if (this.loading) {
			this.invalidateEverything.run();
		}
	}

}
