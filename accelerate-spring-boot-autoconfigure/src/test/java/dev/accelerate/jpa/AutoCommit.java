package dev.accelerate.jpa;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

import org.hibernate.StatelessSession;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link Transactions} of one statement each, in a session that stays open.
 */
record AutoCommit(StatelessSession session, ConnectionFaults faults) implements Transactions<StatelessSession> {

	static final Set<Outcome> OUTCOMES = EnumSet.of(Outcome.COMMIT, Outcome.COMMIT_REPLY_LOST);

	@Override
	public void run(Outcome outcome, Consumer<StatelessSession> write, Runnable meanwhile) {
		meanwhile.run();
		if (outcome == Outcome.COMMIT_REPLY_LOST) {
			this.faults.loseNextReply();
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> write.accept(this.session));
		}
		else {
			write.accept(this.session);
		}
	}

}
