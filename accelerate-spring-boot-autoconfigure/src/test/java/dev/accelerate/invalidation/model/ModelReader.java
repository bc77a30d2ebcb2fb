package dev.accelerate.invalidation.model;

import java.sql.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import dev.accelerate.AccelerateException;
import dev.accelerate.CacheOptions;
import org.hibernate.Session;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Thread that reads, in every way in which an application may.
 */
final class ModelReader {

	private final ModelRun run;

	private final Random random;

	ModelReader(ModelRun run, Random random) {
		this.run = run;
		this.random = random;
	}

	void step() {
		int dice = this.random.nextInt(1000);
		if (dice < 800) {
			read(any());
		}
		else if (dice < 870) {
			readWhatWasSeen(any());
		}
		else if (dice < 900) {
			readOnlyTransaction();
		}
		else if (dice < 910) {
			repeatableRead();
		}
		else if (dice < 920) {
			unseenRepeatableRead();
		}
		else if (dice < 940) {
			refresh(any());
		}
		else if (dice < 950) {
			withOtherTags(any());
		}
		else if (dice < 990) {
			this.run.time.advance(Duration.ofMillis(this.random.nextInt(400)));
		}
		else {
			disturb();
		}
	}

	ModelQuery any() {
		return ModelQuery.any(this.run.repository, this.run.items, this.random);
	}

	/**
	 * Read, and check that the result shows every commit that had returned before.
	 */
	void read(ModelQuery query) {
		long[] promised = this.run.versions.promised(query.rows());
		this.run.versions.check(query, query.rows(), promised, run(query));
	}

	/**
	 * Who has seen a commit in the database must see it in the cache, even if it has not
	 * returned to the writer.
	 */
	private void readWhatWasSeen(ModelQuery query) {
		long seen = query.direct(this.run.repository);
		Pauses.read();
		long[] promised = this.run.versions.promised(query.rows());
		promised[0] = Math.max(promised[0], seen);
		this.run.versions.check("Direct read, then " + query, query.rows(), promised, run(query));
	}

	/**
	 * Entities that the session of the transaction held before may be as old as they are.
	 */
	private void readOnlyTransaction() {
		Set<Integer> held = new HashSet<>();
		transaction(TransactionDefinition.ISOLATION_DEFAULT).executeWithoutResult((transaction) -> {
			for (int i = this.random.nextInt(4); i >= 0; i--) {
				ModelQuery query = any();
				long[] promised = this.run.versions.promised(query.rows());
				for (int n = 0; n < promised.length; n++) {
					if (query.entities() && !held.add(query.rows()[n])) {
						promised[n] = 0;
					}
				}
				this.run.versions.check("In a transaction, " + query, query.rows(), promised, run(query));
				pause();
			}
		});
	}

	/**
	 * Such a transaction sees the database as of its first query, and nothing else.
	 */
	private void repeatableRead() {
		Map<Integer, Long> seen = new HashMap<>();
		transaction(TransactionDefinition.ISOLATION_REPEATABLE_READ).executeWithoutResult((transaction) -> {
			for (int i = this.random.nextInt(4); i >= 0; i--) {
				ModelQuery query = any();
				long[] shown = run(query);
				for (int n = 0; n < shown.length; n++) {
					long before = seen.computeIfAbsent(query.rows()[n], Map.of(query.rows()[n], shown[n])::get);
					if (before != shown[n]) {
						this.run.versions.violation(query + " shows version " + shown[n] + " of row " + query.rows()[n]
								+ ", and version " + before + " in the same snapshot");
					}
				}
				this.run.versions.checkCommitted(query, query.rows(), shown);
				pause();
			}
		});
	}

	/**
	 * What such a transaction reads is as old as its begin, and nobody can tell.
	 */
	private void unseenRepeatableRead() {
		transaction(TransactionDefinition.ISOLATION_DEFAULT).executeWithoutResult((transaction) -> {
			this.run.entityManager.unwrap(Session.class)
				.doWork((connection) -> connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ));
			for (int i = this.random.nextInt(4); i >= 0; i--) {
				ModelQuery query = any();
				this.run.versions.checkCommitted(query, query.rows(), run(query));
				pause();
			}
		});
	}

	private void refresh(ModelQuery query) {
		long[] promised = this.run.versions.promised(query.rows());
		CacheOptions options = this.random.nextBoolean() ? CacheOptions.refresh() : CacheOptions.none();
		long[] shown = this.run.accelerate.withCacheStrategy(options, () -> run(query));
		this.run.versions.check("Refreshed, " + query, query.rows(), promised, shown);
	}

	/**
	 * Who reads with tags of his own that nobody invalidates gets what he asked for, but
	 * must not spoil it for others.
	 */
	private void withOtherTags(ModelQuery query) {
		long[] promised = query.tagged() ? new long[query.rows().length] : this.run.versions.promised(query.rows());
		long[] shown = this.run.accelerate.withCacheStrategy(CacheOptions.ofTtl(60).withTags("others"),
				() -> run(query));
		this.run.versions.check("With other tags, " + query, query.rows(), promised, shown);
	}

	private void disturb() {
		try {
			switch (this.random.nextInt(20)) {
				case 0 -> this.run.accelerate.invalidateAll();
				case 1 -> this.run.cache.clear();
				default -> this.run.accelerate.invalidate("ticket_" + this.random.nextInt(Rows.TICKETS));
			}
		}
		catch (AccelerateException ex) {
			// The log could not be reached: nothing was promised.
		}
	}

	private void pause() {
		if (this.random.nextInt(4) == 0) {
			Pauses.untilCommit();
		}
	}

	private long[] run(ModelQuery query) {
		this.run.count();
		return query.run();
	}

	private TransactionTemplate transaction(int isolation) {
		TransactionTemplate template = new TransactionTemplate(this.run.transactionManager);
		template.setReadOnly(true);
		template.setIsolationLevel(isolation);
		return template;
	}

}
