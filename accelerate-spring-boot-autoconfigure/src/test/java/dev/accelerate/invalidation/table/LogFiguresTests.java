package dev.accelerate.invalidation.table;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import dev.accelerate.invalidation.Tables;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link LogFigures} of channels that come and go.
 */
class LogFiguresTests {

	private final DriverManagerDataSource database = new DriverManagerDataSource(
			"jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");

	private final LogFigures figures = new LogFigures();

	private final AtomicLong ahead = new AtomicLong();

	@Test
	void channelThatIsClosedIsForgotten() {
		TableInvalidationChannel busy = open("log", "busy");
		TableInvalidationChannel idle = open("log", "idle");
		assertThat(this.figures.isPaused()).isFalse();
		this.ahead.addAndGet(Duration.ofMinutes(2).toNanos());
		busy.read(nanos());
		Awaitility.await().until(idle::isPaused);
		busy.read(nanos());
		assertThat(this.figures.isPaused()).isFalse();
		busy.close();
		assertThat(this.figures.isPaused()).as("what is left").isTrue();
		idle.close();
		assertThat(this.figures.isPaused()).as("nothing is left").isFalse();
	}

	@Test
	void theLongestLagCounts() {
		TableInvalidationChannel slow = open("slow", "a");
		TableInvalidationChannel fast = open("fast", "b");
		insert("slow", "dateadd(minute, -10, current_timestamp)");
		Awaitility.await().until(() -> this.figures.rows() == 1);
		assertThat(this.figures.lag()).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
		insert("fast", "current_timestamp");
		Awaitility.await().until(() -> this.figures.rows() == 2);
		assertThat(this.figures.lag()).as("of the log that was read first").isGreaterThan(Duration.ofMinutes(10));
		slow.close();
		assertThat(this.figures.lag()).as("of what is left").isLessThan(Duration.ofMinutes(10));
		fast.close();
		assertThat(this.figures.lag()).as("nothing is left").isZero();
	}

	private void insert(String table, String time) {
		new JdbcTemplate(this.database)
			.execute("insert into " + table + " (created_at, node, record) values (" + time + ", 'other', '-')");
	}

	private long nanos() {
		return System.nanoTime() + this.ahead.get();
	}

	private TableInvalidationChannel open(String table, String node) {
		TableSettings settings = new TableSettings(null, table, Duration.ofMillis(20), Duration.ofSeconds(60),
				Duration.ofHours(1), false, false, node);
		TableSchema.create(this.database, settings);
		TableInvalidationChannel channel = new TableInvalidationChannel(this.database, settings, (names) -> Tables.NONE,
				this::nanos, this.figures);
		channel.start(new RecordingSink());
		return channel;
	}

}
