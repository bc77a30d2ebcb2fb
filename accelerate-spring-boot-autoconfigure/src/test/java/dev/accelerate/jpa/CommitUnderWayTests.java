package dev.accelerate.jpa;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.Accelerated;
import dev.accelerate.core.QueryCacheListener;
import dev.accelerate.core.QueryId;
import dev.accelerate.jpa.fleet.Truck;
import dev.accelerate.jpa.fleet.Vehicle;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.domain.Member;
import jakarta.persistence.EntityManagerFactory;
import org.awaitility.Awaitility;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

import static dev.accelerate.test.AcceleratedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link SessionTracker} while a commit has been sent to the database and its outcome is
 * unknown: what others read.
 */
abstract class CommitUnderWayTests {

	private final ConfigurableApplicationContext context;

	private final AccelerateOperations accelerate;

	private final WrittenQueries queries;

	private final WrittenQueries.Unrelated unrelated;

	private final WrittenQueries.Members members;

	private final ConnectionFaults faults;

	private final Joins joins;

	CommitUnderWayTests(TestDatabase database) {
		this.context = TestApplication.run(database, Configured.class);
		this.accelerate = this.context.getBean(AccelerateOperations.class);
		this.queries = this.context.getBean(WrittenQueries.class);
		this.unrelated = this.context.getBean(WrittenQueries.Unrelated.class);
		this.members = this.context.getBean(WrittenQueries.Members.class);
		this.faults = this.context.getBean(ConnectionFaults.class);
		this.joins = this.context.getBean(Joins.class);
	}

	@BeforeEach
	void fill() {
		this.members.save(new Member("alice", "alice@example.org", null));
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void nobodyIsServedWhatItMayHaveChanged() {
		assertThat(names()).isMiss();
		assertThat(names()).isHit();
		assertThat(this.accelerate.withAccelerateInfo(this.unrelated::titles)).isMiss();
		Commit commit = new Commit();
		CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> this.members.rename("alice", "alicia"));
		commit.awaitSent();
		for (int i = 0; i < 2; i++) {
			assertThat(names()).isMiss().satisfiesData((names) -> assertThat(names).containsExactly("alice"));
		}
		assertThat(this.accelerate.withAccelerateInfo(this.unrelated::titles)).isHit();
		commit.arrive();
		writer.join();
		assertThat(names()).isMiss().satisfiesData((names) -> assertThat(names).containsExactly("alicia"));
		assertThat(names()).isHit();
	}

	@Test
	void nobodyJoinsALoadThatItMayHaveOvertaken() throws Exception {
		CountDownLatch loaded = new CountDownLatch(1);
		CountDownLatch landing = new CountDownLatch(1);
		CompletableFuture<Accelerated<List<String>>> leader = CompletableFuture.supplyAsync(() -> {
			this.faults.afterNextQuery(() -> {
				loaded.countDown();
				await(landing);
			});
			return names();
		});
		await(loaded);
		CompletableFuture<Accelerated<List<String>>> followed = new CompletableFuture<>();
		Thread follower = new Thread(() -> followed.complete(names()));
		follower.start();
		Awaitility.await().until(() -> isWaitingForAnother(follower));
		Commit commit = new Commit();
		CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> this.members.rename("alice", "alicia"),
				(task) -> new Thread(task).start());
		commit.awaitSent();
		landing.countDown();
		assertThat(leader.join()).isMiss().satisfiesData((names) -> assertThat(names).containsExactly("alice"));
		assertThat(followed.get(20, TimeUnit.SECONDS)).isMiss();
		assertThat(this.joins.count).hasValue(0);
		commit.arrive();
		writer.join();
		assertThat(names()).isMiss().satisfiesData((names) -> assertThat(names).containsExactly("alicia"));
		assertThat(names()).isHit();
	}

	/**
	 * Without a transaction every one of the statements is a commit.
	 */
	@Test
	void nobodyKeepsWhatWasReadBetweenTheStatementsOfAWriteToSeveralTables() {
		AtomicInteger reads = new AtomicInteger();
		this.faults.whileNextCommitIsUnderWay(new Runnable() {

			@Override
			public void run() {
				CompletableFuture.runAsync(CommitUnderWayTests.this.queries::axles).join();
				reads.incrementAndGet();
				CommitUnderWayTests.this.faults.whileNextCommitIsUnderWay(this);
			}

		});
		SessionFactory factory = this.context.getBean(EntityManagerFactory.class).unwrap(SessionFactory.class);
		try (StatelessSession session = factory.openStatelessSession()) {
			session.insertMultiple(List.of(new Truck("a", 2), new Truck("b", 3)));
		}
		assertThat(reads).hasValueGreaterThanOrEqualTo(2);
		assertThat(this.queries.axles()).containsExactly(2, 3);
	}

	private Accelerated<List<String>> names() {
		return this.accelerate.withAccelerateInfo(this.queries::names);
	}

	private static boolean isWaitingForAnother(Thread thread) {
		return thread.getState() == Thread.State.WAITING && Arrays.stream(thread.getStackTrace())
			.anyMatch((frame) -> frame.getClassName().contains("SingleFlight"));
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	/**
	 * Next commit, which does not arrive before it is told to.
	 */
	private final class Commit {

		private final CountDownLatch sent = new CountDownLatch(1);

		private final CountDownLatch arrival = new CountDownLatch(1);

		Commit() {
			CommitUnderWayTests.this.faults.whileNextCommitIsUnderWay(() -> {
				this.sent.countDown();
				await(this.arrival);
			});
		}

		void awaitSent() {
			await(this.sent);
		}

		void arrive() {
			this.arrival.countDown();
		}

	}

	private static final class Joins implements QueryCacheListener {

		private final AtomicInteger count = new AtomicInteger();

		@Override
		public void onJoin(QueryId id) {
			this.count.incrementAndGet();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Vehicle.class)
	@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = CommitUnderWayTests.class,
			includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE,
					classes = { WrittenQueries.class, WrittenQueries.Unrelated.class, WrittenQueries.Members.class }))
	static class Configured {

		@Bean
		static ConnectionFaults connectionFaults() {
			return new ConnectionFaults();
		}

		@Bean
		Joins joins() {
			return new Joins();
		}

	}

}
