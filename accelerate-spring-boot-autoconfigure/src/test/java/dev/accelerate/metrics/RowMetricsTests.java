package dev.accelerate.metrics;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import dev.accelerate.invalidation.Dependencies;
import dev.accelerate.invalidation.InvalidationListener.Origin;
import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.RowMark;
import dev.accelerate.invalidation.RowMarks;
import dev.accelerate.invalidation.Stamp;
import dev.accelerate.invalidation.TableRows;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.invalidation.Tags;
import dev.accelerate.sql.TableDirectory;
import dev.accelerate.testing.TestInvalidations;
import dev.accelerate.testing.ToldRows;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link RowMetrics}.
 */
class RowMetricsTests {

	private static final Tables USERS = new TableDirectory().tables(List.of("users"));

	private final Invalidations invalidations = TestInvalidations.create();

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	@Test
	void countsResultsThatEndBecauseOtherRowsWereWritten() {
		this.invalidations.rowDirectory().add(this, Map.of("users", 7L));
		this.invalidations.tell(new ToldRows(Set.of("users"), false));
		this.invalidations.trackRows(1 << 16);
		new RowMetrics(this.invalidations).bindTo(this.registry);
		Stamp stamp = this.invalidations.stamp();
		IntStream.range(0, 100).forEach((i) -> write(1_000L * i, 1_000L * (i + 1)));
		assertThat(isValid(stamp, RowMark.row("users", 99_999))).isFalse();
		assertThat(collisions()).isZero();
		long ended = LongStream.range(0, 1_000).filter((id) -> !isValid(stamp, RowMark.row("teams", id))).count();
		assertThat(ended).isPositive();
		assertThat(collisions()).isEqualTo(ended);
	}

	private void write(long from, long to) {
		long[] marks = LongStream.range(from, to).map((id) -> RowMark.row("users", id)).toArray();
		this.invalidations.append(InvalidationRecord.of(USERS).withRows(Map.of("users", TableRows.of(7, marks))),
				Origin.STATEMENTS);
	}

	private boolean isValid(Stamp stamp, long mark) {
		return this.invalidations.isValid(
				new Dependencies(stamp, Tags.NONE, Tables.NONE, RowMarks.of(new long[] { mark }, USERS)), Tags.NONE, 0);
	}

	private double collisions() {
		return this.registry.get("accelerate.collisions").functionCounter().count();
	}

}
