package dev.accelerate.jpa.rows;

import java.lang.ref.WeakReference;

import dev.accelerate.invalidation.RowCollector;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Session that writes, with where its rows are collected.
 *
 * @param session the session, which is held weakly
 * @param collector the collector of its transaction
 * @param mapping the rows of its persistence unit
 */
record WritingSession(WeakReference<SharedSessionContractImplementor> session, RowCollector collector,
		RowMapping mapping) {

	boolean is(SharedSessionContractImplementor other) {
		return this.session.refersTo(other);
	}

}
