package dev.accelerate.repository;

import java.util.List;
import java.util.function.Consumer;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.core.PersistenceState;
import dev.accelerate.testing.RecordedBypasses;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.TestRepositories;
import dev.accelerate.testing.domain.Member;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link PersistenceState} of transactions that Spring did not begin, or considers
 * read-only: they see their own writes, which others see only after the commit.
 */
class UnmanagedTransactionTests {

	private static ConfigurableApplicationContext context;

	private static Members members;

	private final AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);

	@BeforeAll
	static void start() {
		context = TestApplication.run(TestDatabase.H2, RecordedBypasses.class, "accelerate.invalidation.jdbc=true");
		members = TestRepositories.create(context, Members.class);
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@BeforeEach
	void fill() {
		members.deleteAllInBatch();
		members.save(new Member("alice", "alice@example.org", null));
		this.accelerate.invalidateAll();
		context.getBean(RecordedBypasses.class).reasons();
		assertThat(read(CacheStatus.MISS)).containsExactly("alice");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aTransactionBegunByHandSeesItsOwnWrite(boolean committed) {
		inSession((session) -> {
			session.getTransaction().begin();
			session.persist(new Member("bob", "bob@example.org", null));
			session.flush();
			assertThat(read(CacheStatus.NONE)).containsExactly("alice", "bob");
			if (committed) {
				session.getTransaction().commit();
			}
			else {
				session.getTransaction().rollback();
			}
		});
		assertThat(context.getBean(RecordedBypasses.class).reasons()).containsExactly("transaction-unseen");
		if (committed) {
			assertThat(read(CacheStatus.MISS)).containsExactly("alice", "bob");
		}
		else {
			assertThat(read(CacheStatus.TTL)).containsExactly("alice");
		}
	}

	@Test
	void aTransactionBegunByHandKeepsNothing() {
		this.accelerate.invalidateAll();
		inSession((session) -> {
			session.getTransaction().begin();
			assertThat(read(CacheStatus.NONE)).containsExactly("alice");
			session.getTransaction().commit();
			assertThat(read(CacheStatus.MISS)).containsExactly("alice");
		});
	}

	@Test
	void aSessionOnAConnectionOfItsOwnSeesWhatThatConnectionWrote() {
		context.getBean(JdbcTemplate.class).execute((java.sql.Connection connection) -> {
			connection.setAutoCommit(false);
			try (Session session = context.getBean(EntityManagerFactory.class)
				.unwrap(org.hibernate.SessionFactory.class)
				.withOptions()
				.connection(connection)
				.openSession(); var statement = connection.createStatement()) {
				statement.executeUpdate("update members set name = 'bob'");
				in(session, (bound) -> assertThat(read(CacheStatus.NONE)).containsExactly("bob"));
			}
			connection.rollback();
			connection.setAutoCommit(true);
			return null;
		});
		assertThat(read(CacheStatus.TTL)).containsExactly("alice");
	}

	@Test
	void aWriteThroughJdbcMakesAReadOnlyTransactionAWritingOne() {
		assertReadOnlyTransactionSees(
				() -> context.getBean(JdbcTemplate.class).update("update members set name = 'bob'"));
	}

	@Test
	void aWriteThroughTheConnectionOfTheSessionMakesAReadOnlyTransactionAWritingOne() {
		assertReadOnlyTransactionSees(
				() -> context.getBean(EntityManager.class).unwrap(Session.class).doWork((connection) -> {
					try (var statement = connection.createStatement()) {
						statement.executeUpdate("update members set name = 'bob'");
					}
				}));
	}

	@Test
	void aNativeWriteMakesAReadOnlyTransactionAWritingOne() {
		assertReadOnlyTransactionSees(() -> context.getBean(EntityManager.class)
			.createNativeQuery("update members set name = 'bob'")
			.executeUpdate());
	}

	private void assertReadOnlyTransactionSees(Runnable write) {
		TransactionTemplate readOnly = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
		readOnly.setReadOnly(true);
		readOnly.executeWithoutResult((status) -> {
			assertThat(read(CacheStatus.TTL)).containsExactly("alice");
			context.getBean(EntityManager.class).clear();
			write.run();
			assertThat(read(CacheStatus.NONE)).containsExactly("bob");
			status.setRollbackOnly();
		});
		assertThat(context.getBean(RecordedBypasses.class).reasons()).containsExactly("read-write-transaction");
		assertThat(read(CacheStatus.TTL)).containsExactly("alice");
	}

	private List<String> read(CacheStatus status) {
		Accelerated<List<Member>> found = this.accelerate.withAccelerateInfo(members::findByNameIsNotNull);
		assertThat(found.info().cacheStatus()).isEqualTo(status);
		return found.data().stream().map(Member::getName).sorted().toList();
	}

	private static void inSession(Consumer<Session> action) {
		try (EntityManager session = context.getBean(EntityManagerFactory.class).createEntityManager()) {
			in(session.unwrap(Session.class), action);
		}
	}

	/**
	 * Bind a session to this thread, as Open Session in View does.
	 */
	private static void in(Session session, Consumer<Session> action) {
		EntityManagerFactory factory = context.getBean(EntityManagerFactory.class);
		TransactionSynchronizationManager.bindResource(factory, new EntityManagerHolder(session));
		try {
			action.accept(session);
		}
		finally {
			TransactionSynchronizationManager.unbindResource(factory);
		}
	}

	interface Members extends JpaRepository<Member, Long> {

		@CacheStrategy(ttl = 60)
		List<Member> findByNameIsNotNull();

	}

}
