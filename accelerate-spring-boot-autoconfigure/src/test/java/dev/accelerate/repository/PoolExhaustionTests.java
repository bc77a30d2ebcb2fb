package dev.accelerate.repository;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.TestRepositories;
import dev.accelerate.testing.domain.Member;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static dev.accelerate.testing.CacheStatuses.statusOf;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link CacheInterceptor} with callers that wait for one another while each has what the
 * other needs, a connection or the result: a caller that others may wait for never waits
 * itself.
 */
@Timeout(60)
class PoolExhaustionTests {

	private static final ThreadLocal<Boolean> inside = ThreadLocal.withInitial(() -> false);

	private static volatile CyclicBarrier entering;

	private ConfigurableApplicationContext context;

	private Members members;

	private AccelerateOperations accelerate;

	@BeforeEach
	void start() {
		this.context = TestApplication.run(TestDatabase.H2, "spring.datasource.hikari.maximum-pool-size=1",
				"spring.datasource.hikari.connection-timeout=600000");
		this.members = TestRepositories.create(this.context, Members.class);
		this.accelerate = this.context.getBean(AccelerateOperations.class);
		this.members.save(new Member("anna", "anna@example.org", null));
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void aTransactionDoesNotWaitForALeaderThatWaitsForItsConnection() throws Exception {
		TransactionTemplate readOnly = new TransactionTemplate(this.context.getBean(PlatformTransactionManager.class));
		readOnly.setReadOnly(true);
		CompletableFuture<CacheStatus> leader = readOnly.execute((status) -> {
			this.members.existsById(1L);
			CompletableFuture<CacheStatus> leading = leadUntilTheConnectionIsMissing();
			assertThat(count()).isEqualTo(CacheStatus.MISS);
			return leading;
		});
		assertThat(leader.get(30, TimeUnit.SECONDS)).isEqualTo(CacheStatus.MISS);
	}

	/**
	 * An open session keeps its connection after its first query, without a transaction.
	 */
	@Test
	void anOpenSessionDoesNotWaitForALeaderThatWaitsForItsConnection() throws Exception {
		EntityManagerFactory factory = this.context.getBean(EntityManagerFactory.class);
		CompletableFuture<CacheStatus> leader;
		try (EntityManager session = factory.createEntityManager()) {
			TransactionSynchronizationManager.bindResource(factory, new EntityManagerHolder(session));
			try {
				session.createQuery("select count(m) from Member m").getSingleResult();
				leader = leadUntilTheConnectionIsMissing();
				assertThat(count()).isEqualTo(CacheStatus.MISS);
			}
			finally {
				TransactionSynchronizationManager.unbindResource(factory);
			}
		}
		assertThat(leader.get(30, TimeUnit.SECONDS)).isEqualTo(CacheStatus.MISS);
	}

	/**
	 * Each leads one of two methods and calls the other's. Nothing is kept, or who is
	 * late would find what the other has finished.
	 */
	@Test
	void twoLeadersDoNotWaitForEachOther() throws Exception {
		entering = new CyclicBarrier(2);
		CompletableFuture<String> first = onThreadOfItsOwn(this.members::first);
		CompletableFuture<String> second = onThreadOfItsOwn(this.members::second);
		assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("first of second of 1");
		assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo("second of first of 1");
	}

	@Test
	void aMethodThatCallsItselfWithTheSameArgumentsIsAnswered() throws Exception {
		entering = new CyclicBarrier(1);
		CompletableFuture<String> again = onThreadOfItsOwn(this.members::again);
		assertThat(again.get(30, TimeUnit.SECONDS)).isEqualTo("again 1");
	}

	/**
	 * The common pool may have a single thread.
	 */
	private static <T> CompletableFuture<T> onThreadOfItsOwn(Supplier<T> call) {
		return CompletableFuture.supplyAsync(call, (task) -> new Thread(task).start());
	}

	/**
	 * Return whether this is the first call of a thread, and then wait until all threads
	 * of the test have made theirs.
	 */
	private static boolean isFirstCall() {
		if (inside.get()) {
			return false;
		}
		inside.set(true);
		try {
			entering.await(30, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		return true;
	}

	private CompletableFuture<CacheStatus> leadUntilTheConnectionIsMissing() {
		CompletableFuture<CacheStatus> leading = onThreadOfItsOwn(this::count);
		DataSource dataSource = this.context.getBean(DataSource.class);
		Awaitility.await()
			.until(() -> dataSource.unwrap(HikariDataSource.class)
				.getHikariPoolMXBean()
				.getThreadsAwaitingConnection() == 1);
		return leading;
	}

	private CacheStatus count() {
		return statusOf(this.accelerate, () -> this.members.count());
	}

	interface Members extends JpaRepository<Member, Long> {

		@Override
		@CacheStrategy(ttl = 60)
		long count();

		@Query("select count(m) from Member m")
		long number();

		@CacheStrategy(ttl = 60, unless = "true")
		default String first() {
			return "first of " + (isFirstCall() ? second() : String.valueOf(number()));
		}

		@CacheStrategy(ttl = 60, unless = "true")
		default String second() {
			return "second of " + (isFirstCall() ? first() : String.valueOf(number()));
		}

		@CacheStrategy(ttl = 60)
		default String again() {
			return isFirstCall() ? again() : "again " + number();
		}

	}

}
