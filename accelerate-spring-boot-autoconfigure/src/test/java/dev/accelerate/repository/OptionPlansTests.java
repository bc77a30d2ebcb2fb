package dev.accelerate.repository;

import java.util.List;
import java.util.stream.IntStream;

import dev.accelerate.CacheOptions;
import dev.accelerate.core.CacheCondition;
import dev.accelerate.core.Narrowing;
import dev.accelerate.core.PersistenceState;
import dev.accelerate.core.PlannedTables;
import dev.accelerate.core.QueryCacheListener.Requests;
import dev.accelerate.core.QueryId;
import dev.accelerate.core.Narrowing;
import dev.accelerate.core.QueryPlan;
import dev.accelerate.freshness.Windows;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.invalidation.Tags;
import dev.accelerate.signature.QuerySigner;
import dev.accelerate.snapshot.Snapshotter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * {@link OptionPlans}.
 */
class OptionPlansTests {

	private static final int MANY = 1000;

	private final OptionPlans plans = new OptionPlans();

	private final QueryPlan base = plan();

	@Test
	void knowNothingAtFirst() {
		assertThat(this.plans.find(CacheOptions.ofTtl(1), this.base)).isNull();
	}

	@Test
	void areThoseOfEqualOptions() {
		QueryPlan plan = plan();
		this.plans.remember(CacheOptions.ofTtl(1).withTags("a"), this.base, plan);
		assertThat(this.plans.find(CacheOptions.ofTtl(1).withTags("a"), this.base)).isSameAs(plan);
		for (CacheOptions others : List.of(CacheOptions.ofTtl(1), CacheOptions.ofTtl(1).withTags("b"),
				CacheOptions.ofTtl(2).withTags("a"), CacheOptions.ofSwr(1).withTags("a"), CacheOptions.refresh())) {
			assertThat(this.plans.find(others, this.base)).as(others.toString()).isNull();
		}
	}

	@Test
	void areThoseOfTheMethodsPresentPlan() {
		this.plans.remember(CacheOptions.ofTtl(1), this.base, plan());
		assertThat(this.plans.find(CacheOptions.ofTtl(1), plan())).isNull();
	}

	@Test
	void areFewHoweverManyOptionsThereAre() {
		IntStream.range(0, MANY)
			.forEach((i) -> this.plans.remember(CacheOptions.ofTtl(i).withTags("tag" + i), this.base, plan()));
		assertThat(IntStream.range(0, MANY)
			.filter((i) -> this.plans.find(CacheOptions.ofTtl(i).withTags("tag" + i), this.base) != null))
			.hasSizeBetween(1, 8);
	}

	private static QueryPlan plan() {
		return new QueryPlan(new QueryId("Members", "findByName"), Requests.IGNORED, true, Windows.NONE,
				(arguments) -> Tags.NONE, new PlannedTables(() -> Tables.NONE, true, false, true),
				mock(QuerySigner.class), mock(Snapshotter.class), mock(PersistenceState.class),
				mock(CacheCondition.class), Narrowing.none("it is a test"));
	}

}
