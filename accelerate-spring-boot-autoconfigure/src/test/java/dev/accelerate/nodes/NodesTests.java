package dev.accelerate.nodes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import dev.accelerate.CacheStatus;
import dev.accelerate.invalidation.DatabaseLogs;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.testing.Proves;
import dev.accelerate.testing.TestDatabase;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link DatabaseLogs} between two instances of an application on one database, whatever
 * way one writes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class NodesTests {

	private final TestDatabase database;

	Node writer;

	Node reader;

	NodesTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeAll
	void start() {
		Map<String, Object> properties = new HashMap<>(this.database.properties());
		this.writer = new Node(properties, "accelerate.invalidation.jdbc=true");
		properties.put("spring.jpa.hibernate.ddl-auto", "none");
		this.reader = new Node(properties);
	}

	@BeforeEach
	void fill() {
		this.writer.transaction.setReadOnly(false);
		this.writer.stocks.save(new Stock(1, 10));
		this.writer.transaction.executeWithoutResult(
				(transaction) -> this.writer.entityManager.createQuery("delete from Label").executeUpdate());
		this.reader.hear(this.writer);
		assertThat(pieces()).isEqualTo(10);
	}

	@AfterAll
	void stop() {
		this.reader.close();
		this.writer.close();
	}

	private int pieces() {
		return this.reader.warm(() -> this.reader.stocks.piecesOf(1));
	}

	private long rows() {
		return this.writer.jdbc.queryForObject("select count(*) from accelerate_invalidation where id > 0", Long.class);
	}

	/**
	 * Write on one node, and see that the other does not answer with the old value.
	 */
	void assertSeen(int expected, int rows, Runnable write) {
		pieces();
		long before = rows();
		write.run();
		assertThat(rows() - before).isEqualTo(rows);
		this.reader.hear(this.writer);
		assertThat(this.reader.stocks.piecesOf(1)).satisfies((answer) -> {
			assertThat(answer.data()).isEqualTo(expected);
			assertThat(answer.info().cacheStatus()).isEqualTo(CacheStatus.MISS);
		});
		assertThat(pieces()).isEqualTo(expected);
	}

	@Test
	@Proves("other instances of this application")
	void aSavedEntityIsSeen() {
		assertSeen(11, 1, () -> this.writer.stocks.save(new Stock(1, 11)));
	}

	@Test
	void aFlushByTheCommitIsSeen() {
		assertSeen(12, 1, () -> this.writer.transaction
			.executeWithoutResult((transaction) -> this.writer.stocks.findById(1L).orElseThrow().setPieces(12)));
	}

	@Test
	void aQueryThatModifiesIsSeen() {
		assertSeen(13, 1, () -> this.writer.stocks.change(1, 3));
	}

	@Test
	void aStatementWithoutTransactionIsSeen() {
		assertSeen(14, 1, () -> {
			try (StatelessSession session = this.writer.sessionFactory().openStatelessSession()) {
				session.update(new Stock(1, 14));
			}
		});
	}

	@Test
	void plainJdbcWithoutTransactionIsSeen() {
		assertSeen(15, 1, () -> this.writer.jdbc.update("update stocks set pieces = 15 where id = 1"));
	}

	@Test
	void plainJdbcInATransactionIsSeen() {
		assertSeen(16, 1, () -> this.writer.transaction.executeWithoutResult(
				(transaction) -> this.writer.jdbc.update("update stocks set pieces = 16 where id = 1")));
	}

	/**
	 * Until its columns are known, whoever writes to a table invalidates everything.
	 */
	@Test
	void aStatementInATransactionThatInvalidatesEverythingIsRecordedOnce() {
		this.writer.jdbc.execute("create table if not exists unknown_things (id int)");
		assertSeen(10, 1, () -> this.writer.transaction
			.executeWithoutResult((transaction) -> this.writer.jdbc.update("insert into unknown_things values (1)")));
		this.writer.jdbc.execute("create table if not exists more_unknown_things (id int)");
		assertSeen(10, 1,
				() -> this.writer.transaction.executeWithoutResult((transaction) -> this.writer.entityManager
					.createNativeQuery("insert into more_unknown_things values (1)")
					.executeUpdate()));
		readTables();
	}

	/**
	 * Some databases commit before DDL what was written before it. So other nodes hear of
	 * what was written even if the rest is rolled back.
	 */
	@Test
	void whatDdlCommitsIsSeenThoughTheTransactionIsRolledBack() {
		AtomicInteger tables = new AtomicInteger();
		for (Consumer<String> statements : List.<Consumer<String>>of(this.writer.jdbc::execute,
				(sql) -> this.writer.entityManager.createNativeQuery(sql).executeUpdate())) {
			pieces();
			this.writer.transaction.executeWithoutResult((transaction) -> {
				statements.accept("update stocks set pieces = pieces + 1 where id = 1");
				statements.accept("create table made_" + tables.incrementAndGet() + " (id int)");
				transaction.setRollbackOnly();
			});
			this.reader.hear(this.writer);
			assertThat(this.reader.stocks.piecesOf(1).data())
				.isEqualTo(this.writer.jdbc.queryForObject("select pieces from stocks where id = 1", Integer.class));
		}
		readTables();
	}

	/**
	 * Has the writer know the tables again, which it does when it reads.
	 */
	private void readTables() {
		this.writer.warm(() -> this.writer.stocks.piecesOf(1));
		this.writer.warm(this.writer.stocks::labels);
	}

	@Test
	void aRollbackLeavesNothing() {
		pieces();
		long before = rows();
		this.writer.transaction.executeWithoutResult((transaction) -> {
			this.writer.stocks.saveAndFlush(new Stock(1, 99));
			transaction.setRollbackOnly();
		});
		assertThat(rows()).isEqualTo(before);
		this.reader.hear(this.writer);
		assertThat(this.reader.stocks.piecesOf(1).info().cacheStatus()).isEqualTo(CacheStatus.TTL);
	}

	@Test
	void aTagIsSeen() {
		assertSeen(10, 1, () -> this.writer.accelerate.invalidate("stock_1"));
	}

	@Test
	void aTagIsRecordedWithTheWritesOfItsTransaction() {
		long labels = this.reader.warm(this.reader.stocks::labels);
		assertThat(labels).isZero();
		assertSeen(10, 1, () -> this.writer.transaction.executeWithoutResult((transaction) -> {
			this.writer.accelerate.invalidate("stock_1");
			this.writer.entityManager.persist(new Label(1, "new"));
		}));
		assertThat(this.reader.warm(this.reader.stocks::labels)).isOne();
	}

	@Test
	void aTagInAReadOnlyTransactionIsSeen() {
		this.writer.transaction.setReadOnly(true);
		assertSeen(10, 1, () -> this.writer.transaction.executeWithoutResult((transaction) -> {
			this.writer.stocks.findById(1L);
			this.writer.accelerate.invalidate("stock_1");
		}));
	}

	@Test
	void anotherTableStaysAnsweredFromTheCache() {
		pieces();
		this.writer.transaction
			.executeWithoutResult((transaction) -> this.writer.entityManager.persist(new Label(1, "new")));
		this.reader.hear(this.writer);
		assertThat(this.reader.stocks.piecesOf(1).info().cacheStatus()).isEqualTo(CacheStatus.TTL);
	}

	@Test
	void theWriterAnswersItsOwnReadsFromTheCacheAtOnce() {
		this.writer.stocks.save(new Stock(1, 17));
		assertThat(this.writer.stocks.piecesOf(1).info().cacheStatus()).isEqualTo(CacheStatus.MISS);
		assertThat(this.writer.stocks.piecesOf(1)).satisfies((answer) -> {
			assertThat(answer.data()).isEqualTo(17);
			assertThat(answer.info().cacheStatus()).isEqualTo(CacheStatus.TTL);
		});
	}

	@Test
	void aTokenIsEnoughToSeeAWrite() {
		pieces();
		this.writer.stocks.save(new Stock(1, 18));
		String token = this.writer.accelerate.token();
		assertThat(this.reader.accelerate.atLeast(token, () -> this.reader.stocks.piecesOf(1)).data()).isEqualTo(18);
	}

	@Test
	void aTokenKeepsWhatIsNotKnownToHaveEnded() {
		Invalidations invalidations = this.reader.context.getBean(Invalidations.class);
		String token = this.writer.accelerate.token();
		assertThat(invalidations.isOver(token)).isFalse();
		assertThat(invalidations.isOver("1.1")).isTrue();
		assertThat(invalidations.token("1.1-" + token)).doesNotContain("1.1-").isNotEmpty();
		this.reader.hear(this.writer);
		assertThat(invalidations.token("1.1-" + token)).isEqualTo(this.reader.accelerate.token());
	}

	@Test
	void aTokenOfAnotherLogIsAnsweredFromTheDatabase() {
		pieces();
		assertThat(this.reader.accelerate.atLeast("1.1", () -> this.reader.stocks.piecesOf(1)).info().cacheStatus())
			.isEqualTo(CacheStatus.MISS);
		assertThat(this.reader.accelerate.atLeast(this.reader.accelerate.token(), () -> this.reader.stocks.piecesOf(1))
			.info()
			.cacheStatus()).isEqualTo(CacheStatus.TTL);
	}

}
