package dev.accelerate.invalidation.table;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import dev.accelerate.invalidation.Tables;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

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
		TableInvalidationChannel busy = open("busy");
		TableInvalidationChannel idle = open("idle");
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

	private long nanos() {
		return System.nanoTime() + this.ahead.get();
	}

	private TableInvalidationChannel open(String node) {
		TableSettings settings = new TableSettings(null, "log", Duration.ofMillis(20), Duration.ofSeconds(60),
				Duration.ofHours(1), false, false, node);
		TableSchema.create(this.database, settings);
		TableInvalidationChannel channel = new TableInvalidationChannel(this.database, settings, (names) -> Tables.NONE,
				this::nanos, this.figures);
		channel.start(new RecordingSink());
		return channel;
	}

}
