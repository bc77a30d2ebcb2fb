package dev.accelerate.invalidation;

import java.sql.Connection;
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
