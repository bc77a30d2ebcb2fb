package dev.accelerate.catalog;

import java.util.List;
import java.util.function.Function;

import dev.accelerate.CacheStatus;
import dev.accelerate.testing.Proves;
import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link ReachTests} on PostgreSQL.
 */
@Tag("postgres")
@ExtendWith(OutputCaptureExtension.class)
class PostgresReachTests extends ReachTests {

	PostgresReachTests() {
		super(TestDatabase.POSTGRES);
	}

	@Test
	@Proves("a view, a synonym or a partition")
	void aWriteToAPartitionIsSeenInTheTableAndItsPartitions() {
		start();
		for (Function<ReachQueries, List<?>> query : List.<Function<ReachQueries, List<?>>>of(
				ReachQueries::measurements, ReachQueries::oddMeasurements, ReachQueries::oddYoungMeasurements)) {
			isSeen(query, natively("update measurements_odd_young set age = age + 1"),
					natively("update measurements_odd_young set age = age + 1"));
		}
	}

	@Test
	@Proves("a view, a synonym or a partition")
	void aWriteToAPartitionedTableIsSeenInItsPartitions() {
		start();
		for (Function<ReachQueries, List<?>> query : List
			.<Function<ReachQueries, List<?>>>of(ReachQueries::oddMeasurements, ReachQueries::oddYoungMeasurements)) {
			isSeen(query, natively("update measurements set age = age + 1"),
					natively("update measurements set age = age + 1"));
		}
	}

	@Test
	@Proves("what a foreign key deletes")
	void rowsThatAForeignKeyToAPartitionDeletesAreGone() {
		start();
		write(natively("alter table measurements_odd_young add primary key (id)"));
		write(natively(
				"alter table strangers add foreign key (id) references measurements_odd_young " + "on delete cascade"));
		// The first write to a table without an entity invalidates everything.
		write(natively("update measurements set age = age + 1 where id = 2"));
		isSeen(ReachQueries::strangers, natively("delete from measurements where id = 1"));
	}

	@Test
	@Proves("what a foreign key deletes")
	void aWriteToATableThatInheritsIsSeenInItsParent() {
		start();
		isSeen(ReachQueries::places, natively("update capitals set age = age + 1"),
				natively("update capitals set age = age + 1"));
	}

	@Test
	@Proves("what a foreign key deletes")
	void aWriteToAParentIsSeenInTheTableThatInherits() {
		start();
		isSeen(ReachQueries::capitals, natively("update places set age = age + 1"),
				natively("update places set age = age + 1"));
	}

	@Test
	void aWriteToATableThatInheritsIsNoneToOthers() {
		start();
		write(natively("update capitals set age = age + 1"));
		assertThat(status(ReachQueries::people)).isEqualTo(CacheStatus.MISS);
		write(natively("update capitals set age = age + 1"));
		assertThat(status(ReachQueries::people)).isEqualTo(CacheStatus.TTL);
	}

	@Test
	@Proves("what a foreign key deletes")
	void whatARuleWritesIsSeen() {
		start();
		isSeen(ReachQueries::orderLog, natively("update orders set age = age + 1"),
				natively("update orders set age = age + 1"));
	}

	@Test
	@Proves("a view, a synonym or a partition")
	void aSaveThroughAnEntityInAViewIsSeenBehindItAndInOthers() {
		updatesOfViewsAreSeen();
	}

	@Test
	void whatAFunctionWritesIsSeen(CapturedOutput output) {
		start();
		isSeen(ReachQueries::people, natively("select age_people()"), natively("select public.age_people()"));
		assertThat(output.getOut()).containsOnlyOnce("accelerate.invalidation.harmless-functions=age_people");
	}

	@Test
	void functionsThatDoNotWriteInvalidateNothing() {
		start("accelerate.invalidation.harmless-functions=Public.Count_Calls");
		assertThat(status(ReachQueries::people)).isEqualTo(CacheStatus.MISS);
		for (String sql : List.of("select nextval('numbers')", "select stay()", "select public.count_calls()",
				"select random(), clock_timestamp(), gen_random_uuid(), count(*) from people")) {
			write(natively(sql));
			assertThat(status(ReachQueries::people)).as(sql).isEqualTo(CacheStatus.TTL);
		}
	}

}
