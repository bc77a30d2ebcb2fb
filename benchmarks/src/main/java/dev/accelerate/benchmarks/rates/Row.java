package dev.accelerate.benchmarks.rates;

import dev.accelerate.benchmarks.rates.Account.Status;

/**
 * Account as it should be in the database.
 *
 * @param id the identifier
 * @param team the identifier of its team
 * @param status its status
 * @param changed when it was changed, in seconds
 * @param revision a number that no other row has had, nor this one before
 */
record Row(long id, long team, Status status, long changed, long revision) {

	String code() {
		return code(this.id);
	}

	static String code(long id) {
		return "code-%d".formatted(id);
	}

	String shown() {
		return this.id + "@" + this.revision;
	}

	Row with(long otherTeam, Status otherStatus, long otherChanged, long otherRevision) {
		return new Row(this.id, otherTeam, otherStatus, otherChanged, otherRevision);
	}

}
