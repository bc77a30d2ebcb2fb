package dev.accelerate.invalidation;

import java.sql.Connection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

import dev.accelerate.invalidation.InvalidationChannel.Append;
import org.jspecify.annotations.Nullable;

/**
 * Log of a database, by which the nodes that use the database tell each other what became
 * invalid.
 *
 * @param channel what carries its records
 * @param judge what judges by them
 * @param databases what leads to the database, by identity: the data source itself, what
 * wraps it, and the session factories that connect by it
 */
record DatabaseLog(InvalidationChannel channel, Judge judge, Set<Object> databases) {

	/**
	 * Returns the log with more that leads to its database.
	 */
	DatabaseLog and(Set<Object> more) {
		Set<Object> all = Collections.newSetFromMap(new IdentityHashMap<>());
		all.addAll(this.databases);
		all.addAll(more);
		return new DatabaseLog(this.channel, this.judge, all);
	}

	/**
	 * Returns the log without some of what leads to its database.
	 */
	DatabaseLog without(Set<Object> some) {
		Set<Object> rest = Collections.newSetFromMap(new IdentityHashMap<>());
		this.databases.stream().filter((database) -> !some.contains(database)).forEach(rest::add);
		return new DatabaseLog(this.channel, this.judge, rest);
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

}
