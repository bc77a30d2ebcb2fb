package dev.accelerate.jpa.managed;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import javax.sql.DataSource;

import dev.accelerate.CacheStatus;
import dev.accelerate.jpa.managed.Ledger.Account;
import dev.accelerate.jpa.managed.Ledger.Accounts;
import dev.accelerate.jpa.managed.Ledger.Branch;
import dev.accelerate.jpa.managed.Ledger.Choice;
import dev.accelerate.jpa.managed.Ledger.Choices;
import dev.accelerate.jpa.managed.Ledger.Folder;
import dev.accelerate.jpa.managed.Ledger.Folders;
import dev.accelerate.jpa.managed.Ledger.AllWords;
import dev.accelerate.jpa.managed.Ledger.Note;
import dev.accelerate.jpa.managed.Ledger.Notes;
import dev.accelerate.jpa.managed.Ledger.Words;
import dev.accelerate.jpa.managed.Ledger.Paper;
import dev.accelerate.jpa.managed.Ledger.Papers;
import dev.accelerate.jpa.managed.Ledger.Poll;
import dev.accelerate.jpa.managed.Ledger.Polls;
import dev.accelerate.jpa.managed.Ledger.Removed;
import dev.accelerate.jpa.managed.Ledger.RemovedOnes;
import dev.accelerate.jpa.managed.Ledger.Secret;
import dev.accelerate.jpa.managed.Ledger.Secrets;
import dev.accelerate.jpa.managed.Press.Subject;
import dev.accelerate.jpa.managed.Press.Writer;
import dev.accelerate.jpa.snapshot.StaleWriteGuard;
import dev.accelerate.testing.TestDatabase;
import jakarta.persistence.OptimisticLockException;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static dev.accelerate.testing.CacheStatuses.statusOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

/**
 * {@link StaleWriteGuard} in sessions that write the same rows by other means than the
 * changes of their entities, and in sessions that hold more than the rows say: no write
 * is refused that would go through without the cache, and nothing is stored that no row
 * says.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LedgerTests {

	private final TestDatabase database;

	private PressApplication press;

	private Accounts accounts;

	LedgerTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeAll
	void start() {
		this.press = new PressApplication(this.database);
		this.accounts = this.press.bean(Accounts.class);
	}

	@AfterAll
	void stop() {
		this.press.close();
	}

	@BeforeEach
	void fill() {
		for (String table : List.of("note", "region", "words", "account", "branch", "paper", "folder", "poll",
				"removed", "secret", "choice")) {
			this.press.jdbc.update("delete from " + table);
		}
		this.press.jdbc.update("insert into branch (id, name) values (-1, 'north'), (-2, 'south')");
		this.press.jdbc.update("insert into account (id, owner, balance, opened, branch_id) values "
				+ "(1, 'ann', 10, 'may', -1), (2, 'bob', 20, 'june', -2)");
		this.press.jdbc.update("insert into folder (id, name) values (1, 'one'), (2, 'two')");
		this.press.jdbc.update(
				"insert into paper (id, name, folder_id, box_id) values (1, 'a', 1, 2), (2, 'b', 1, 2), (3, 'c', 2, null)");
		this.press.jdbc.update("insert into poll (id, title, poll_order, votes) values (1, 'best', 'first', 0)");
		this.press.jdbc.update("insert into removed (id, name, deleted) values (1, 'gone', true)");
		this.press.jdbc.update("insert into secret (id, name) values (1, 'secret')");
		this.press.jdbc.update("insert into choice (id, name) values (1, 'yes')");
		this.press.reset();
	}

	@Test
	void aNewEntityThatIsReachableOnlyFromAManagedOne() {
		this.accounts.owners();
		this.press.transaction(false, () -> {
			Account account = this.press.entityManager.find(Account.class, 1L);
			account.branch = new Branch();
			account.branch.name = "new";
			assertThat(statusOf(this.press.accelerate, this.accounts::owners)).isEqualTo(CacheStatus.NONE);
			assertThat(account.branch.id).isNotNull();
		});
		this.press.jdbc.update("insert into account (id, balance) values (3, 0)");
		this.press.accelerate.invalidateAll();
		this.accounts.owners();
		this.press.transaction(false, () -> {
			Account account = this.press.entityManager.find(Account.class, 3L);
			account.branch = new Branch();
			assertThat(statusOf(this.press.accelerate, this.accounts::owners)).isEqualTo(CacheStatus.NONE);
			assertThat(account.branch.id).isNotNull();
		});
	}

	@Test
	void aRefusedWriteIsRefusedAgain() {
		this.accounts.all();
		this.press.openSession(() -> {
			Account account = this.accounts.all().get(0);
			this.press.jdbc.update("update account set balance = 99 where id = 1");
			this.press.rolledBack(() -> {
				account.owner = "mine";
				for (int attempt = 0; attempt < 2; attempt++) {
					assertThatExceptionOfType(OptimisticLockException.class)
						.isThrownBy(this.press.entityManager::flush);
				}
			});
		});
	}

	/**
	 * Otherwise the cache would answer each attempt with the same stale state.
	 */
	@Test
	void anotherAttemptAfterARefusalReadsTheRow() {
		this.accounts.all();
		this.press.jdbc.update("update account set balance = 99 where id = 1");
		assertThatExceptionOfType(ObjectOptimisticLockingFailureException.class)
			.isThrownBy(() -> this.press.transaction(false, () -> this.accounts.all().get(0).owner = "mine"));
		this.press.transaction(false, () -> this.accounts.all().get(0).owner = "mine");
		this.press.writers.all();
		this.press.jdbc.update("update writer set version = version + 1");
		assertThatExceptionOfType(ObjectOptimisticLockingFailureException.class)
			.isThrownBy(() -> this.press.transaction(false, () -> this.press.writers.all().get(0).name = "mine"));
		this.press.transaction(false, () -> this.press.writers.all().get(0).name = "mine");
		this.press.leaflets.withLabels();
		this.press.jdbc.update("delete from leaflet_labels where labels = 'x'");
		assertThatExceptionOfType(ObjectOptimisticLockingFailureException.class).isThrownBy(
				() -> this.press.transaction(false, () -> this.press.leaflets.withLabels().get(0).labels.add("z")));
		this.press.transaction(false, () -> this.press.leaflets.withLabels().get(0).labels.add("z"));
		assertThat(this.press.rows("select balance from account where id = 1").toString()).contains("99");
	}

	@Test
	void whatIsKnownOfASessionOutlivesACollectionOfGarbage() {
		this.accounts.all();
		this.press.jdbc.update("update account set balance = 99 where id = 1");
		this.press.rolledBack(() -> {
			this.accounts.all().get(0).owner = "mine";
			assertThatExceptionOfType(OptimisticLockException.class).isThrownBy(this.press.entityManager::flush);
			System.gc();
		});
		assertThat(statusOf(this.press.accelerate, this.accounts::all)).isEqualTo(CacheStatus.MISS);
		this.press.openSession(() -> {
			this.accounts.all();
			System.gc();
			assertThat(statusOf(this.press.accelerate, this.accounts::again)).isEqualTo(CacheStatus.MISS);
		});
		assertThat(statusOf(this.press.accelerate, this.accounts::again)).isEqualTo(CacheStatus.TTL);
	}

	@Test
	void bulkWritesOfTheSameTransactionAreNotTakenForThoseOfOthers() {
		this.accounts.all();
		this.press.transaction(false, () -> {
			Account account = this.accounts.all().get(0);
			this.accounts.increment(1L);
			account.owner = "mine";
		});
		this.press.openSession(() -> {
			Account account = this.accounts.all().get(0);
			this.press.transaction(false, () -> this.accounts.incrementAll());
			this.press.transaction(false, () -> account.owner = "mine");
		});
		assertThat(this.press.rows("select owner from account where id = 1").toString()).contains("mine");
	}

	@Test
	void jdbcWritesOfTheSameTransactionAreNotTakenForThoseOfOthers() {
		this.accounts.all();
		this.press.transaction(false, () -> {
			Account account = this.accounts.all().get(0);
			this.press.jdbc.update("update account set balance = 5 where id = 1");
			account.owner = "mine";
		});
	}

	@Test
	void writesOfOthersBeforeABulkWriteAreRefused() {
		this.accounts.all();
		assertThatExceptionOfType(ObjectOptimisticLockingFailureException.class)
			.isThrownBy(() -> this.press.openSession(() -> {
				Account account = this.accounts.all().get(0);
				this.press.jdbc.update("update account set opened = 'x', balance = 99 where id = 1");
				this.press.transaction(false, () -> {
					this.accounts.increment(1L);
					account.owner = "mine";
				});
			}));
	}

	@Test
	void whatTheSessionItselfHasWrittenIsNotStoredAsRead() {
		this.press.openSession(() -> {
			this.press.transaction(false, () -> {
				Account account = new Account();
				account.id = 3L;
				account.owner = "new";
				this.press.entityManager.persist(account);
			});
			this.press.jdbc.update("update account set opened = 'by trigger' where id = 3");
			this.accounts.untracked();
		});
		assertThat(this.accounts.untracked().get(2).opened).isEqualTo("by trigger");
	}

	@Test
	void whatWasReadButNeverCommittedIsNotStored() throws SQLException {
		DataSource dataSource = this.press.bean(DataSource.class);
		try (Connection other = dataSource.getConnection()) {
			other.setAutoCommit(false);
			other.createStatement().executeUpdate("update account set owner = 'never committed' where id = 1");
			this.press.openSession(() -> {
				TransactionTemplate dirty = new TransactionTemplate(this.press.bean(PlatformTransactionManager.class));
				dirty.setIsolationLevel(TransactionDefinition.ISOLATION_READ_UNCOMMITTED);
				dirty.executeWithoutResult((status) -> this.press.entityManager.find(Account.class, 1L));
				this.accounts.again();
			});
			other.rollback();
		}
		assertThat(this.accounts.again().get(0).owner).isEqualTo("ann");
	}

	@Test
	void whatALoadReadsAfterItWroteByJdbcIsNotStored() {
		Supplier<List<String>> query = () -> this.press.entityManager
			.createQuery("select a.owner from Account a order by a.id", String.class)
			.getResultList();
		Ledger.computation = () -> {
			this.press.jdbc.update("update account set owner = 'never committed' where id = 1");
			return query.get();
		};
		this.press.rolledBack(() -> assertThat(this.accounts.computed()).contains("never committed"));
		Ledger.computation = query;
		assertThat(this.accounts.computed()).containsExactly("ann", "bob");
	}

	/**
	 * A transaction of JTA shares its connections with the persistence provider, and JDBC
	 * code binds them.
	 */
	@Test
	void aConnectionThatIsNotWatchedMayHaveWritten() {
		this.accounts.owners();
		this.press.transaction(false, () -> {
			assertThat(statusOf(this.press.accelerate, this.accounts::owners)).isEqualTo(CacheStatus.TTL);
			Object key = new Object();
			TransactionSynchronizationManager.bindResource(key, new ConnectionHolder(mock(Connection.class)));
			assertThat(statusOf(this.press.accelerate, this.accounts::owners)).isEqualTo(CacheStatus.NONE);
			TransactionSynchronizationManager.unbindResource(key);
		});
	}

	@Test
	void whatAProjectionTakesFromHeldEntitiesCountsWithItsTables() {
		this.press.openSession(() -> {
			this.press.entityManager.createQuery("select b from Branch b").getResultList();
			assertThat(this.accounts.branches()).extracting((row) -> row.getBranch().getName())
				.containsExactly("north", "south");
		});
		this.press.transaction(false, () -> this.press.entityManager.find(Branch.class, -1L).name = "changed");
		this.press.openSession(() -> assertThat(this.accounts.branches()).extracting((row) -> row.getBranch().getName())
			.containsExactly("changed", "south"));
	}

	@Test
	void whatAResultTakesFromHeldCollectionsCountsWithTheirTables() {
		this.press.openSession(() -> {
			Hibernate.initialize(this.press.entityManager.find(Writer.class, 1L).subjects);
			this.press.writers.all();
		});
		this.press.transaction(false, () -> this.press.entityManager.find(Writer.class, 1L).subjects.clear());
		Set<Subject> subjects = this.press.writers.all().get(0).subjects;
		assertThat(!Hibernate.isInitialized(subjects) || subjects.isEmpty()).isTrue();
	}

	@Test
	void whatIsNeverWrittenMayHaveBeenChangedInMemory() {
		this.press.openSession(() -> {
			this.press.entityManager.find(Account.class, 1L).opened = "changed in memory";
			this.accounts.again();
		});
		assertThat(this.accounts.again().get(0).opened).isEqualTo("may");
	}

	@Test
	void whatIsNotMappedMayHaveBeenChangedInMemory() {
		Choices choices = this.press.bean(Choices.class);
		this.press.openSession(() -> {
			this.press.entityManager.find(Choice.class, 1L).remark = "!";
			assertThat(choices.labels().get(0).getLabel()).isEqualTo("yes!");
		});
		assertThat(choices.labels().get(0).getLabel()).isEqualTo("yesnull");
	}

	@Test
	void aCallbackThatFailsReachesTheCaller() {
		Secrets secrets = this.press.bean(Secrets.class);
		secrets.all();
		this.press.openSession(() -> {
			Secret.FORBIDDEN.set(true);
			try {
				assertThatExceptionOfType(SecurityException.class).isThrownBy(secrets::all);
			}
			finally {
				Secret.FORBIDDEN.remove();
			}
		});
	}

	@Test
	void childrenThatAreAddedAndRemovedTogether() {
		Folders folders = this.press.bean(Folders.class);
		folders.withPapers();
		this.press.openSession(() -> {
			Folder folder = folders.withPapers().get(0);
			this.press.transaction(false, () -> {
				Paper paper = new Paper();
				paper.id = 4L;
				paper.name = "d";
				folder.papers.removeIf((each) -> each.id == 1);
				folder.papers.add(paper);
			});
			this.press.transaction(false, () -> folder.papers.iterator().next().name = "renamed");
			this.press.transaction(false, () -> folder.papers.clear());
		});
		assertThat(this.press.rows("select * from paper")).hasSize(1);
	}

	@Test
	void childrenWhoseParentIsWrittenByItsCollection() {
		Folders folders = this.press.bean(Folders.class);
		folders.withOthers();
		this.press.openSession(() -> {
			Folder folder = folders.withOthers().get(1);
			Paper paper = folder.others.stream().filter((each) -> each.id == 1).findAny().orElseThrow();
			Paper other = folder.others.stream().filter((each) -> each.id == 2).findAny().orElseThrow();
			this.press.transaction(false, () -> folder.others.remove(paper));
			this.press.transaction(false, () -> paper.name = "renamed");
			this.press.transaction(false, () -> {
				folder.others.remove(other);
				this.press.entityManager.remove(other);
			});
		});
		assertThat(this.press.rows("select name from paper").toString()).contains("renamed").doesNotContain("=b");
	}

	@Test
	void removalOfAParentWithItsChildren() {
		Folders folders = this.press.bean(Folders.class);
		folders.withPapers();
		this.press.bean(Papers.class).all();
		this.press.transaction(false, () -> {
			this.press.bean(Papers.class).all();
			Folder folder = folders.withPapers().get(0);
			this.press.entityManager.remove(folder);
		});
		assertThat(this.press.rows("select * from paper")).hasSize(1);
	}

	@Test
	void whatIsNotWrittenIsNotCompared() {
		Polls polls = this.press.bean(Polls.class);
		polls.all();
		this.press.openSession(() -> {
			Poll poll = polls.all().get(0);
			this.press.jdbc.update("update poll set votes = votes + 1");
			this.press.transaction(false, () -> poll.title = "better");
			this.press.transaction(false, () -> poll.order = "second");
		});
		assertThat(this.press.rows("select votes, title from poll").toString()).containsIgnoringCase("votes=1")
			.contains("better");
		polls.all();
		this.press.openSession(() -> {
			Poll poll = polls.all().get(0);
			this.press.jdbc.update("update poll set votes = votes + 1, title = 'other'");
			this.press.transaction(false, () -> poll.order = "third");
			assertThatExceptionOfType(ObjectOptimisticLockingFailureException.class)
				.isThrownBy(() -> this.press.transaction(false, () -> poll.title = "mine"));
		});
	}

	@Test
	void aRowThatARestrictionHides() {
		RemovedOnes removed = this.press.bean(RemovedOnes.class);
		removed.everything();
		this.press.openSession(() -> {
			Removed row = removed.everything().get(0);
			this.press.transaction(false, () -> row.deleted = false);
		});
		assertThat(this.press.rows("select deleted from removed").toString()).containsIgnoringCase("false");
		this.press.jdbc.update("update removed set deleted = true");
		this.press.accelerate.invalidateAll();
		removed.everything();
		this.press.openSession(() -> {
			Removed row = removed.everything().get(0);
			this.press.jdbc.update("update removed set name = 'other'");
			assertThatExceptionOfType(ObjectOptimisticLockingFailureException.class)
				.isThrownBy(() -> this.press.transaction(false, () -> row.deleted = false));
		});
	}

	@Test
	void referencesToRowsThatCannotBeSeen() {
		this.press.jdbc.update("insert into region (id, code) values (1, 'NZ')");
		this.press.jdbc.update("insert into note (id, text, about_id, poll_id, country) values (1, 't', 1, 77, 'NZ')");
		Notes notes = this.press.bean(Notes.class);
		notes.everyNote();
		this.press.openSession(() -> {
			Note note = notes.everyNote().get(0);
			this.press.transaction(false, () -> note.text = "mine");
		});
		for (String other : List.of("about_id = null", "country = null", "poll_id = null")) {
			this.press.accelerate.invalidateAll();
			notes.everyNote();
			this.press.openSession(() -> {
				Note note = notes.everyNote().get(0);
				this.press.jdbc.update("update note set " + other);
				if (!other.startsWith("poll")) {
					assertThatExceptionOfType(ObjectOptimisticLockingFailureException.class).as(other)
						.isThrownBy(() -> this.press.transaction(false, () -> note.text = "not mine"));
				}
			});
		}
		assertThat(this.press.rows("select text from note").toString()).contains("=mine");
	}

	@Test
	void attributesWithTheNamesOfKeywords() {
		this.press.transaction(false, () -> {
			Words words = new Words();
			words.id = 1L;
			this.press.entityManager.persist(words);
		});
		AllWords all = this.press.bean(AllWords.class);
		all.everyWord();
		this.press.openSession(() -> {
			Words words = all.everyWord().get(0);
			this.press.transaction(false, () -> words.value = "mine");
		});
	}

	/**
	 * The connection that the cache watches is still the one of the transaction.
	 */
	@Test
	void transactionsWithTimeoutsInsideEachOtherKeepTheirConnections() {
		TransactionTemplate outer = new TransactionTemplate(this.press.bean(PlatformTransactionManager.class));
		outer.setTimeout(60);
		TransactionTemplate inner = new TransactionTemplate(this.press.bean(PlatformTransactionManager.class));
		inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		outer.executeWithoutResult((status) -> {
			this.press.jdbc.update("update account set owner = 'outer' where id = 1");
			inner.executeWithoutResult((nested) -> {
				assertThat(statusOf(this.press.accelerate, this.accounts::owners)).isEqualTo(CacheStatus.MISS);
				assertThat(this.accounts.owners()).containsExactly("ann", "bob");
				this.press.jdbc.update("update poll set title = 'inner'");
				nested.setRollbackOnly();
			});
			assertThat(this.accounts.owners()).containsExactly("outer", "bob");
			assertThat(this.press.rows("select owner from account where id = 1").toString()).contains("outer");
			this.press.entityManager.find(Account.class, 2L).owner = "second";
			status.setRollbackOnly();
		});
		assertThat(this.press.rows("select owner from account").toString()).contains("ann", "bob");
		assertThat(this.press.rows("select title from poll").toString()).contains("best");
		assertThat(this.accounts.owners()).containsExactly("ann", "bob");
		assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
	}

	@Test
	void lockModesAreThoseOfAQuery() {
		this.accounts.all();
		this.press.transaction(false, () -> {
			Object cached = this.press.session().getCurrentLockMode(this.accounts.all().get(0));
			this.press.session().clear();
			assertThat(cached)
				.isEqualTo(this.press.session().getCurrentLockMode(this.press.entityManager.find(Account.class, 1L)));
		});
	}

}
