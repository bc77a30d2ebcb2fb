package dev.accelerate.jpa.managed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

import dev.accelerate.core.OpenSessionMode;
import dev.accelerate.jpa.managed.Ledger.Account;
import dev.accelerate.jpa.managed.Ledger.Accounts;
import dev.accelerate.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.Hibernate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link OpenSessionMode#MANAGED} for two threads with sessions and transactions of their
 * own, which read by the cache, change, write, commit and roll back at random, one step
 * at a time. After each step, a cached read without a session shows the committed rows.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoSessionsModelTests {

	private static final int RUNS = 25;

	private static final int STEPS = 80;

	private PressApplication press;

	private Accounts accounts;

	@BeforeAll
	void start() {
		this.press = new PressApplication(TestDatabase.H2, "accelerate.invalidation.jdbc=true");
		this.accounts = this.press.bean(Accounts.class);
	}

	@AfterAll
	void stop() {
		this.press.close();
	}

	@ParameterizedTest
	@ValueSource(longs = { 14, 2026 })
	void cachedReadsShowWhatIsCommitted(long seed) throws Exception {
		for (int run = 0; run < RUNS; run++) {
			run(seed + run);
		}
	}

	private void run(long seed) throws Exception {
		this.press.jdbc.update("delete from account");
		this.press.jdbc.update("delete from branch");
		this.press.jdbc.update("insert into branch (id, name) values (-1, 'b1'), (-2, 'b2')");
		this.press.jdbc.update("insert into account (id, owner, balance, opened, branch_id) values "
				+ "(1, 'o', 0, 'x', -1), (2, 'o', 0, 'x', -2), (3, 'o', 0, 'x', -1), (4, 'o', 0, 'x', -2)");
		this.press.accelerate.invalidateAll();
		Random random = new Random(seed);
		List<String> steps = new ArrayList<>();
		Actor[] actors = { new Actor(random, 1), new Actor(random, 2) };
		try {
			for (int step = 0; step < STEPS; step++) {
				Actor actor = actors[random.nextInt(2)];
				steps.add(actor.step());
				assertCommitted("seed " + seed + " after " + steps);
			}
		}
		finally {
			for (Actor actor : actors) {
				actor.end();
			}
		}
		assertCommitted("seed " + seed + " at the end of " + steps);
	}

	private void assertCommitted(String description) {
		List<Map<String, Object>> rows = this.press
			.rows("select a.owner, a.balance, a.opened, b.name from account a join branch b on b.id = a.branch_id "
					+ "order by a.id");
		List<String> expected = rows.stream()
			.map((row) -> row.get("owner") + " " + row.get("balance") + " " + row.get("opened"))
			.toList();
		for (Supplier<List<Account>> read : List.<Supplier<List<Account>>>of(this.accounts::all,
				this.accounts::again)) {
			assertThat(read.get()).extracting((account) -> account.owner + " " + account.balance + " " + account.opened)
				.as(description)
				.isEqualTo(expected);
		}
		assertThat(this.accounts.owners()).as(description)
			.isEqualTo(rows.stream().map((row) -> row.get("owner")).toList());
		assertThat(this.accounts.withBranches()).extracting((row) -> row.getBranch().getName())
			.as(description)
			.isEqualTo(rows.stream().map((row) -> row.get("name")).toList());
	}

	/**
	 * Thread that writes to rows of its own, so that it never waits for the other.
	 */
	private final class Actor {

		private final ExecutorService thread = Executors.newSingleThreadExecutor();

		private final Random random;

		private final long number;

		private @Nullable EntityManager session;

		private @Nullable TransactionStatus transaction;

		private boolean readOnly;

		Actor(Random random, long number) {
			this.random = random;
			this.number = number;
		}

		String step() throws Exception {
			int choice = this.random.nextInt(17);
			long id = this.number + 2 * this.random.nextInt(2);
			String value = "v" + this.random.nextInt(1000);
			boolean flag = this.random.nextBoolean();
			return this.number + ":" + this.thread.submit(() -> {
				try {
					return perform(choice, id, value, flag);
				}
				catch (RuntimeException ex) {
					return ex.getClass().getSimpleName();
				}
			}).get();
		}

		private String perform(int choice, long id, String value, boolean flag) {
			PressApplication press = TwoSessionsModelTests.this.press;
			Accounts accounts = TwoSessionsModelTests.this.accounts;
			switch (choice) {
				case 0 -> {
					return toggleSession();
				}
				case 1, 2 -> {
					return (this.transaction == null) ? begin(flag && this.random.nextBoolean())
							: end(flag || this.readOnly);
				}
				case 3 -> {
					return "all " + accounts.all().size();
				}
				case 4 -> {
					return "again " + accounts.again().size();
				}
				case 5 -> {
					return "owners " + accounts.owners().size();
				}
				case 6 -> {
					return "branches "
							+ accounts.withBranches().stream().map((row) -> row.getBranch().getName()).toList();
				}
				case 7 -> {
					return "one " + accounts.findById(id).isPresent();
				}
			}
			if (this.session == null && this.transaction == null) {
				return "-";
			}
			switch (choice) {
				case 8 -> {
					press.entityManager.find(Account.class, id);
					return "find " + id;
				}
				case 9, 10 -> {
					accounts.all().get((int) id - 1).owner = value;
					return "change " + id + " " + value;
				}
				case 11 -> {
					press.entityManager.find(Account.class, id).opened = value;
					return "change in memory only " + id + " " + value;
				}
				case 12 -> {
					press.entityManager.clear();
					return "clear";
				}
				case 13 -> {
					Hibernate.initialize(press.entityManager.find(Account.class, id).branch);
					return "branch of " + id;
				}
			}
			if (this.transaction == null || this.readOnly) {
				return "-";
			}
			switch (choice) {
				case 14 -> {
					press.entityManager.flush();
					return "flush";
				}
				case 15 -> {
					accounts.increment(id);
					return "increment " + id;
				}
				default -> {
					press.jdbc.update("update account set balance = balance + 10 where id = " + id);
					return "increment " + id + " by JDBC";
				}
			}
		}

		private String toggleSession() {
			if (this.transaction != null) {
				return "-";
			}
			EntityManagerFactory factory = TwoSessionsModelTests.this.press.bean(EntityManagerFactory.class);
			if (this.session == null) {
				this.session = factory.createEntityManager();
				TransactionSynchronizationManager.bindResource(factory, new EntityManagerHolder(this.session));
				return "open";
			}
			TransactionSynchronizationManager.unbindResource(factory);
			EntityManagerFactoryUtils.closeEntityManager(this.session);
			this.session = null;
			return "close";
		}

		private String begin(boolean readOnly) {
			DefaultTransactionDefinition definition = new DefaultTransactionDefinition();
			definition.setReadOnly(readOnly);
			this.readOnly = readOnly;
			this.transaction = TwoSessionsModelTests.this.press.bean(PlatformTransactionManager.class)
				.getTransaction(definition);
			return readOnly ? "begin read-only" : "begin";
		}

		private String end(boolean commit) {
			TransactionStatus ending = this.transaction;
			this.transaction = null;
			PlatformTransactionManager manager = TwoSessionsModelTests.this.press
				.bean(PlatformTransactionManager.class);
			if (commit) {
				manager.commit(ending);
				return "commit";
			}
			manager.rollback(ending);
			return "rollback";
		}

		void end() throws InterruptedException, ExecutionException {
			this.thread.submit(() -> {
				if (this.transaction != null) {
					end(false);
				}
				if (this.session != null) {
					toggleSession();
				}
			}).get();
			this.thread.shutdown();
		}

	}

}
