package dev.accelerate.jpa;

import java.util.function.Consumer;

/**
 * One way of writing in transactions.
 *
 * @param <S> what is written through
 */
interface Transactions<S> {

	/**
	 * Write in a transaction that comes to a given end.
	 * @param outcome the end
	 * @param write writes
	 * @param meanwhile is to be run after the write and before the end
	 */
	void run(Outcome outcome, Consumer<S> write, Runnable meanwhile);

}
