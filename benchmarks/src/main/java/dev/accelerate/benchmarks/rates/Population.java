package dev.accelerate.benchmarks.rates;

import java.util.SplittableRandom;

import dev.accelerate.benchmarks.rates.Account.Status;
import jakarta.persistence.EntityManager;

import org.springframework.transaction.support.TransactionOperations;

/**
 * Accounts in the database, and as they should be there.
 */
final class Population {

	private static final int OF_TEAM = 50;

	private static final int BATCH = 1000;

	private final int size;

	private final Truth truth = new Truth();

	private final EntityManager entities;

	private final TransactionOperations transaction;

	private final Zipf popular;

	private long clock;

	private long revisions;

	Population(int size, EntityManager entities, TransactionOperations transaction) {
		this.size = size;
		this.entities = entities;
		this.transaction = transaction;
		this.popular = new Zipf(size);
	}

	static int teams(int rows) {
		return Math.max(1, rows / OF_TEAM);
	}

	Truth truth() {
		return this.truth;
	}

	/**
	 * Insert all rows.
	 */
	void insert(SplittableRandom random) {
		this.transaction.executeWithoutResult((status) -> {
			for (long team = 0; team < teams(this.size); team++) {
				this.entities.persist(new Team(team));
			}
		});
		for (int from = 0; from < this.size; from += BATCH) {
			int start = from;
			this.transaction.executeWithoutResult((status) -> {
				for (int id = start; id < Math.min(this.size, start + BATCH); id++) {
					insert(id, random);
				}
			});
		}
	}

	private void insert(long id, SplittableRandom random) {
		Row row = new Row(id, team(random), status(random), ++this.clock, ++this.revisions);
		this.entities.persist(new Account(row, team(row)));
		this.truth.put(row);
	}

	private long team(SplittableRandom random) {
		return random.nextInt(teams(this.size));
	}

	private static Status status(SplittableRandom random) {
		return Status.values()[random.nextInt(Status.values().length)];
	}

	private Team team(Row row) {
		return this.entities.getReference(Team.class, row.team());
	}

	/**
	 * Write to one row, in a transaction of its own. Rows that are read more often are
	 * written more often. Of 100 writes, 70 change what only the row itself shows, 10 the
	 * status, 10 the date, 5 the team, and 5 delete the row, or insert it again.
	 */
	void write(SplittableRandom random) {
		long id = this.popular.next(random);
		int how = random.nextInt(100);
		this.transaction.executeWithoutResult((transaction) -> {
			Row row = this.truth.find(id);
			if (row == null) {
				insert(id, random);
			}
			else if (how < 5) {
				this.entities.remove(this.entities.find(Account.class, id));
				this.truth.remove(id);
			}
			else {
				Row changed = row.with((how < 10) ? team(random) : row.team(),
						(how >= 10 && how < 20) ? status(random) : row.status(),
						(how >= 20 && how < 30) ? ++this.clock : row.changed(), ++this.revisions);
				this.entities.find(Account.class, id).set(changed, team(changed));
				this.truth.put(changed);
			}
		});
	}

}
