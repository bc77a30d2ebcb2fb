package dev.accelerate.nodes;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

import dev.accelerate.Accelerated;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.catalog.DatabaseCatalogs;
import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link DatabaseCatalogs} of nodes while another application alters what is behind known
 * tables, and records that itself as docs/many-instances.md advises.
 */
@Tag("postgres")
class SchemaChangesOfOthersTests {

	private static final String RECORD = "insert into accelerate_invalidation (node, record) values ('trigger', '* ddl')";

	/**
	 * Connections of which no node knows.
	 */
	private JdbcTemplate others;

	private Node writer;

	private Node reader;

	@BeforeEach
	void start() {
		Map<String, Object> database = new HashMap<>(TestDatabase.POSTGRES.properties());
		this.others = new JdbcTemplate(new DriverManagerDataSource((String) database.get("spring.datasource.url"),
				(String) database.get("spring.datasource.username"),
				(String) database.get("spring.datasource.password")));
		new Node(database).close();
		database.put("spring.jpa.hibernate.ddl-auto", "none");
		this.others.execute("create view totals as select count(*) as total from labels;"
				+ "create table sales (region int, amount bigint) partition by list (region);"
				+ "create table sales_north (region int, amount bigint);" + "create table parts (stock bigint)");
		this.writer = new Node(database, "accelerate.invalidation.jdbc=true");
		this.reader = new Node(database);
		this.writer.stocks.save(new Stock(1, 10));
		// The first write to a table that is not mapped invalidates everything.
		this.writer.jdbc.update("insert into sales_north values (1, 50)");
		hear();
	}

	@AfterEach
	void stop() {
		this.reader.close();
		this.writer.close();
	}

	/**
	 * Wait until each node has heard of everything.
	 */
	private void hear() {
		this.writer.accelerate.invalidate("heard");
		this.reader.hear(this.writer);
		this.reader.accelerate.invalidate("heard");
		this.writer.hear(this.reader);
	}

	/**
	 * Alter the schema, and then see that no node answers with what was there before a
	 * write.
	 */
	private void assertSeen(Function<Altered, Accelerated<Long>> read, String alter, Runnable write, long expected) {
		Altered here = this.writer.context.getBean(Altered.class);
		Altered there = this.reader.context.getBean(Altered.class);
		this.writer.warm(() -> read.apply(here));
		this.reader.warm(() -> read.apply(there));
		this.others.execute("begin; " + alter + "; " + RECORD + "; commit");
		hear();
		assertThat(this.writer.warm(() -> read.apply(here))).isNotEqualTo(expected);
		assertThat(this.reader.warm(() -> read.apply(there))).isNotEqualTo(expected);
		write.run();
		assertMiss(read.apply(here), expected);
		this.reader.hear(this.writer);
		assertMiss(read.apply(there), expected);
	}

	private static void assertMiss(Accelerated<Long> answer, long expected) {
		assertThat(answer.data()).isEqualTo(expected);
		assertThat(answer.info().cacheStatus()).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void writesToWhatIsBehindAViewThatWasReplacedAreSeen() {
		assertSeen(Altered::total, "create or replace view totals as select sum(pieces) as total from stocks",
				() -> this.writer.stocks.save(new Stock(1, 11)), 11);
	}

	@Test
	void writesToATableThatWasAttachedAsAPartitionAreSeen() {
		assertSeen(Altered::sales, "alter table sales attach partition sales_north for values in (1)",
				() -> this.writer.jdbc.update("insert into sales_north values (1, 100)"), 2);
	}

	@Test
	void whatANewForeignKeyDeletesIsSeen() {
		this.others.execute("insert into parts values (1), (1)");
		assertSeen(Altered::parts, "alter table parts add foreign key (stock) references stocks (id) on delete cascade",
				() -> this.writer.stocks.deleteById(1L), 0);
	}

	/**
	 * Reads of what is altered. They depend on the table of the labels, too.
	 */
	interface Altered extends Repository<Label, Long> {

		@CacheStrategy(ttl = 600)
		@Query(value = "select total from totals", nativeQuery = true)
		Accelerated<Long> total();

		@CacheStrategy(ttl = 600)
		@Query(value = "select count(*) from sales", nativeQuery = true)
		Accelerated<Long> sales();

		@CacheStrategy(ttl = 600)
		@Query(value = "select count(*) from parts", nativeQuery = true)
		Accelerated<Long> parts();

	}

}
