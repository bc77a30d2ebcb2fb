package dev.accelerate.core;

import java.util.ArrayList;
import java.util.List;

import dev.accelerate.CacheStatus;
import dev.accelerate.core.QueryCacheListener.Requests;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link CompositeListener#onPlan}.
 */
class CompositeListenerTests {

	private static final QueryId ID = new QueryId("Members", "findByName");

	private final List<String> seen = new ArrayList<>();

	@Test
	void nobodyLooksWhereNobodyWantsTo() {
		assertThat(onPlan()).isSameAs(Requests.IGNORED);
		assertThat(onPlan(new Ignorant(), new Ignorant())).isSameAs(Requests.IGNORED);
	}

	@Test
	void theOnlyObserverIsAskedDirectly() {
		Requests only = (status) -> this.seen.add("only " + status);
		QueryCacheListener observing = observer(only);
		assertThat(onPlan(observing)).isSameAs(only);
		assertThat(onPlan(new Ignorant(), observing)).isSameAs(only);
		assertThat(onPlan(observing, new Ignorant())).isSameAs(only);
	}

	@Test
	void everyObserverSeesEveryRequestOnceInTheirOrder() {
		Requests all = onPlan(new Ignorant(), observer((status) -> this.seen.add("one " + status)), new Ignorant(),
				observer((status) -> this.seen.add("two " + status)),
				observer((status) -> this.seen.add("three " + status)), new Ignorant());
		all.onRequest(CacheStatus.TTL);
		all.onRequest(CacheStatus.MISS);
		assertThat(this.seen).containsExactly("one TTL", "two TTL", "three TTL", "one MISS", "two MISS", "three MISS");
	}

	@Test
	void everyListenerIsToldOfEveryPlan() {
		List<QueryId> told = new ArrayList<>();
		QueryCacheListener listener = new QueryCacheListener() {

			@Override
			public Requests onPlan(QueryId id) {
				told.add(id);
				return Requests.IGNORED;
			}

		};
		onPlan(listener, listener);
		assertThat(told).containsExactly(ID, ID);
	}

	private static Requests onPlan(QueryCacheListener... listeners) {
		return new CompositeListener(List.of(listeners)).onPlan(ID);
	}

	private static QueryCacheListener observer(Requests requests) {
		return new QueryCacheListener() {

			@Override
			public Requests onPlan(QueryId id) {
				return requests;
			}

		};
	}

	private static final class Ignorant implements QueryCacheListener {

	}

}
