package dev.accelerate.invalidation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Logs of databases that are present, and who uses which. Application contexts may come
 * and go at the same time.
 */
final class PresentLogs {

	private volatile DatabaseLog[] logs = {};

	/**
	 * Returns all of them, which must not be changed.
	 */
	DatabaseLog[] all() {
		return this.logs;
	}

	/**
	 * Returns the log of a database, or {@code null} if it has none.
	 * @param database what leads to the database
	 */
	@Nullable DatabaseLog of(Object database) {
		for (DatabaseLog log : this.logs) {
			if (log.isOf(database)) {
				return log;
			}
		}
		return null;
	}

	synchronized void add(DatabaseLog log) {
		DatabaseLog[] more = Arrays.copyOf(this.logs, this.logs.length + 1);
		more[this.logs.length] = log;
		this.logs = more;
	}

	/**
	 * Adds a user to a log, unless the log has been removed meanwhile.
	 */
	synchronized boolean join(DatabaseLog log, DatabaseLog.User user) {
		if (!isPresent(log)) {
			return false;
		}
		log.add(user);
		return true;
	}

	/**
	 * Opens a log again, unless it has been removed or opened again meanwhile.
	 * @param before how it was opened
	 * @param next how it is opened from now on
	 */
	synchronized boolean reopen(DatabaseLog log, DatabaseLog.Opened before, DatabaseLog.Opened next) {
		if (!isPresent(log) || log.opened() != before) {
			return false;
		}
		log.reopen(next);
		return true;
	}

	private boolean isPresent(DatabaseLog log) {
		return Arrays.asList(this.logs).contains(log);
	}

	/**
	 * Removes users, and the logs that nobody else uses.
	 * @param databases what led to the databases of each user
	 * @return the logs that were removed
	 */
	synchronized List<DatabaseLog> remove(Collection<Set<Object>> databases) {
		List<DatabaseLog> removed = new ArrayList<>();
		List<DatabaseLog> left = new ArrayList<>();
		for (DatabaseLog log : this.logs) {
			log.remove(databases);
			(log.users().isEmpty() ? removed : left).add(log);
		}
		this.logs = left.toArray(DatabaseLog[]::new);
		return removed;
	}

}
