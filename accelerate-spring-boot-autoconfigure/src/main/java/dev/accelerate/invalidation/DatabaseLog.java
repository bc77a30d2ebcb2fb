package dev.accelerate.invalidation;

import java.sql.Connection;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.accelerate.invalidation.InvalidationChannel.Append;
import org.jspecify.annotations.Nullable;

/**
 * Log of a database, by which the nodes that use the database tell each other what became
 * invalid.
 *
 * @param channel what carries its records
 * @param judge what judges by them
 * @param owner whose connections the channel uses
 * @param users who uses the log; application contexts may share data sources, so that
 * several of them are led to it by the same one
 */
record DatabaseLog(InvalidationChannel channel, Judge judge, User owner, List<User> users) {

	DatabaseLog(InvalidationChannel channel, Judge judge, List<User> users) {
		this(channel, judge, users.get(0), users);
	}

	/**
	 * Returns the log with a user more.
	 */
	DatabaseLog and(User user) {
		return new DatabaseLog(this.channel, this.judge, this.owner,
				Stream.concat(this.users.stream(), Stream.of(user)).toList());
	}

	/**
	 * Returns the log without the users that some databases are those of.
	 */
	DatabaseLog without(Collection<Set<Object>> databases) {
		return new DatabaseLog(this.channel, this.judge, this.owner,
				this.users.stream().filter((user) -> !databases.contains(user.databases())).toList());
	}

	/**
	 * Returns whether something leads to the database of the log.
	 */
	boolean isOf(Object database) {
		for (User user : this.users) {
			if (user.databases().contains(database)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Returns whether the one whose connections the channel uses is gone.
	 */
	boolean isOrphan() {
		return !this.users.contains(this.owner);
	}

	/**
	 * Writes a record, as {@link InvalidationChannel#prepare} does. Once it is committed,
	 * tokens of this node include it.
	 */
	Append prepare(InvalidationRecord record, @Nullable Connection transaction) {
		Append row = this.channel.prepare(record, transaction);
		return new Append() {

			@Override
			public long position() {
				return row.position();
			}

			@Override
			public void committed() {
				row.committed();
				DatabaseLog.this.judge.wrote(row.position());
			}

			@Override
			public boolean isDecided() {
				return row.isDecided();
			}

		};
	}

	/**
	 * Persistence units of one application context that use a log.
	 *
	 * @param channels creates a channel of the log by their connections
	 * @param databases what leads to the database, by identity: the data source itself,
	 * what wraps it, and the session factories that connect by it
	 */
	record User(Supplier<InvalidationChannel> channels, Set<Object> databases) {
	}

}
