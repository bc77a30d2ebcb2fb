package dev.accelerate.nodes;

import java.util.HashMap;
import java.util.Map;

import dev.accelerate.CacheStatus;
import dev.accelerate.invalidation.RowDirectory;
import dev.accelerate.testing.TestDatabase;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link RowDirectory} between two instances of an application on one database: what one
 * reads of a row survives what the other writes to another row, and nothing else.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RowsOfNodesTests {

	private final TestDatabase database;

	private Node writer;

	private Node reader;

	RowsOfNodesTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeAll
	void start() {
		Map<String, Object> properties = new HashMap<>(this.database.properties());
		properties.put("accelerate.invalidation.precision", "auto");
		this.writer = new Node(properties);
		properties.put("spring.jpa.hibernate.ddl-auto", "none");
		this.reader = new Node(properties);
	}

	@AfterAll
	void stop() {
		this.reader.close();
		this.writer.close();
	}

	@BeforeEach
	void fill() {
		this.writer.stocks.save(new Stock(1, 10));
		this.writer.stocks.save(new Stock(2, 20));
		this.writer.accelerate.invalidateAll();
		this.reader.hear(this.writer);
		this.reader.warm(() -> this.reader.stocks.readById(1));
		this.reader.warm(() -> this.reader.stocks.readById(2));
	}

	private void assertReads(long id, CacheStatus status, int pieces) {
		assertThat(this.reader.stocks.readById(id)).satisfies((answer) -> {
			assertThat(answer.data().getPieces()).isEqualTo(pieces);
			assertThat(answer.info().cacheStatus()).isEqualTo(status);
		});
	}

	private String record() {
		return this.writer.jdbc.queryForObject("select record from accelerate_invalidation where id = "
				+ "(select max(id) from accelerate_invalidation)", String.class);
	}

	@Test
	void aRowThatAnotherInstanceWritesIsAMissAndOthersAreNot() {
		this.writer.stocks.save(new Stock(1, 11));
		assertThat(record()).startsWith("t=stocks m=stocks:");
		this.reader.hear(this.writer);
		assertReads(2, CacheStatus.TTL, 20);
		assertReads(1, CacheStatus.MISS, 11);
	}

	@Test
	void aTokenOfAnotherInstanceIsEnoughToSeeItsRow() {
		this.writer.stocks.save(new Stock(1, 12));
		String token = this.writer.accelerate.token();
		assertThat(this.reader.accelerate.atLeast(token, () -> this.reader.stocks.readById(1)).data().getPieces())
			.isEqualTo(12);
		assertReads(2, CacheStatus.TTL, 20);
	}

	@Test
	void aWriteThatDoesNotTellItsRowsIsAMissForAll() {
		this.writer.stocks.change(1, 3);
		assertThat(record()).isEqualTo("t=stocks");
		this.reader.hear(this.writer);
		assertReads(2, CacheStatus.MISS, 20);
		assertReads(1, CacheStatus.MISS, 13);
	}

	@Test
	void aWriteOutsideOfATransactionIsAMissForAll() {
		try (StatelessSession session = this.writer.sessionFactory().openStatelessSession()) {
			session.update(new Stock(1, 14));
		}
		this.reader.hear(this.writer);
		assertReads(2, CacheStatus.MISS, 20);
		assertReads(1, CacheStatus.MISS, 14);
	}

	/**
	 * As an instance of an earlier version writes them, one of which the mapping is
	 * another, and one of a later version.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "t=stocks", "t=stocks m=stocks:AAAAAAAAAAA:", "t=stocks n=stocks" })
	void recordsThatDoNotTellRowsOfThisMappingAreAMissForAll(String record) {
		this.writer.jdbc.update("update stocks set pieces = 15 where id = 1");
		this.writer.jdbc.update("insert into accelerate_invalidation (node, record) values ('other', ?)", record);
		this.writer.accelerate.invalidate("unused");
		this.reader.hear(this.writer);
		assertReads(2, CacheStatus.MISS, 20);
		assertReads(1, CacheStatus.MISS, 15);
	}

	/**
	 * As another application would have written it.
	 */
	@Test
	void anEntityThatTheOtherInstanceIsToldOfIsAMissAndOthersAreNot() {
		this.writer.jdbc.update("update stocks set pieces = 16 where id = 1");
		this.writer.accelerate.invalidateEntity(Stock.class, 1L);
		this.reader.hear(this.writer);
		assertReads(2, CacheStatus.TTL, 20);
		assertReads(1, CacheStatus.MISS, 16);
	}

	@Test
	void aMethodThatTheOtherInstanceIsToldOfIsAMissAndOthersAreNot() {
		this.reader.warm(() -> this.reader.stocks.piecesOf(1));
		this.writer.accelerate.invalidateMethod(StockRepository.class, "readById");
		this.reader.hear(this.writer);
		assertReads(1, CacheStatus.MISS, 10);
		assertReads(2, CacheStatus.MISS, 20);
		assertThat(this.reader.stocks.piecesOf(1).info().cacheStatus()).isEqualTo(CacheStatus.TTL);
	}

	@Test
	void whatInvalidatesEverythingIsAMissForEachRow() {
		this.writer.accelerate.invalidateAll();
		this.reader.hear(this.writer);
		assertReads(2, CacheStatus.MISS, 20);
	}

	@Test
	void aRollbackIsAMissForNone() {
		this.writer.transaction.executeWithoutResult((transaction) -> {
			this.writer.stocks.saveAndFlush(new Stock(1, 99));
			transaction.setRollbackOnly();
		});
		this.reader.hear(this.writer);
		assertReads(1, CacheStatus.TTL, 10);
	}

}
