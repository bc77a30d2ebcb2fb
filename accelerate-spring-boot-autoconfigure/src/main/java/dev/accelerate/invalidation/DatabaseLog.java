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
 * invalid. It may be opened again by other connections. Whatever is under way then goes
 * on with the new channel and the new judge.
 */
final class DatabaseLog {

	private volatile Opened opened;

	private volatile List<User> users;

	/**
	 * Creates a log that is used by the one whose connections its channel uses.
	 */
	DatabaseLog(Opened opened) {
		this.opened = opened;
		this.users = List.of(opened.owner());
	}

	/**
	 * Returns what carries the records of the log.
	 */
	InvalidationChannel channel() {
		return this.opened.channel();
	}

	/**
	 * Returns what judges by the records.
	 */
	Judge judge() {
		return this.opened.judge();
	}

	/**
	 * Returns who uses the log. Application contexts may share data sources, so that
	 * several of them are led to it by the same one.
	 */
	List<User> users() {
		return this.users;
	}

	/**
	 * Adds a user.
	 */
	void add(User user) {
		this.users = Stream.concat(this.users.stream(), Stream.of(user)).toList();
	}

	/**
	 * Removes the users that some databases are those of.
	 */
	void remove(Collection<Set<Object>> databases) {
		this.users = this.users.stream().filter((user) -> !databases.contains(user.databases())).toList();
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
		return !this.users.contains(this.opened.owner());
	}

	/**
	 * Returns how the log is opened.
	 */
	Opened opened() {
		return this.opened;
	}

	/**
	 * Goes on with another channel. Tokens include what they included before, even if the
	 * new channel has not read it yet.
	 */
	synchronized void reopen(Opened next) {
		Position known = judge().known();
		if (next.judge().isOf(known)) {
			next.judge().wrote(known.position());
		}
		this.opened = next;
	}

	/**
	 * Writes a record, as {@link InvalidationChannel#prepare} does. Once it is committed,
	 * tokens of this node include it.
	 */
	Append prepare(InvalidationRecord record, @Nullable Connection transaction) {
		InvalidationChannel channel = channel();
		while (true) {
			try {
				return new Recorded(channel.prepare(record, transaction));
			}
			catch (ChannelClosedException ex) {
				InvalidationChannel next = channel();
				if (next == channel) {
					throw ex;
				}
				channel = next;
			}
		}
	}

	/**
	 * Records that this node has written a record, also if the log has been opened again
	 * since.
	 */
	private synchronized void wrote(long position) {
		judge().wrote(position);
	}

	/**
	 * Record of which the log knows once it is committed.
	 */
	private final class Recorded implements Append {

		private final Append row;

		Recorded(Append row) {
			this.row = row;
		}

		@Override
		public long position() {
			return this.row.position();
		}

		@Override
		public void committed() {
			this.row.committed();
			wrote(this.row.position());
		}

		@Override
		public boolean isDecided() {
			return this.row.isDecided();
		}

	}

	/**
	 * How a log is opened.
	 *
	 * @param channel what carries its records
	 * @param judge what judges by them
	 * @param owner whose connections the channel uses
	 */
	record Opened(InvalidationChannel channel, Judge judge, User owner) {
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
