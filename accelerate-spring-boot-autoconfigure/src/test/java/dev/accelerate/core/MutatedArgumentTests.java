package dev.accelerate.core;

import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import dev.accelerate.CacheStatus;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link QueryCache} with callers that go on using what they passed and what they were
 * given: no result is ever found under a key whose query it does not answer.
 */
class MutatedArgumentTests {

	private final QueryCacheFixture fixture = new QueryCacheFixture();

	private final AtomicReference<String> tenant = new AtomicReference<>("a");

	private final TestQuery query = this.fixture.query("findByIdIn");

	private final TestQuery tenantQuery = this.query.contributor(this.tenant::get);

	private final List<Integer> ids = new ArrayList<>(List.of(1));

	@Test
	void argumentMutatedBeforeTheQueryReadsItIsNotTheKey() throws Throwable {
		Answer answer = this.query.get(() -> {
			this.ids.add(2);
			return find();
		}, this.ids);
		assertThat(answer.data()).isEqualTo("members [1, 2]");
		assertThat(this.fixture.listener.events()).containsExactly("load DISCARDED", "request miss");
		checkMiss(List.of(1));
		checkMiss(List.of(1, 2));
	}

	@Test
	void argumentMutatedAfterTheQueryReadItIsNotTheKey() throws Throwable {
		this.query.get(() -> {
			Object result = find();
			this.ids.add(2);
			return result;
		}, this.ids);
		checkMiss(List.of(1));
		checkMiss(List.of(1, 2));
	}

	@Test
	void argumentMutatedAfterTheCallChangesNoKey() throws Throwable {
		this.query.get(this::find, this.ids);
		this.ids.add(2);
		assertThat(this.query.hit(List.of(1)).data()).isEqualTo("members [1]");
		checkMiss(this.ids);
	}

	@Test
	void argumentReplacedInItsArrayIsNotTheKey() throws Throwable {
		// Both have one hash.
		Object[] arguments = { "Aa" };
		this.query.get(() -> {
			arguments[0] = "BB";
			return "members Aa";
		}, arguments);
		assertThat(this.query.get(() -> "members BB", "BB").data()).isEqualTo("members BB");
		assertThat(this.query.get(() -> "members Aa", "Aa").status()).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void argumentReplacedInItsArrayIsNotTheKeyOfARequestedLoad() throws Throwable {
		Object[] arguments = { "Aa" };
		this.query.refresh(() -> {
			arguments[0] = "BB";
			return "members Aa";
		}, arguments);
		assertThat(this.query.get(() -> "members BB", "BB").data()).isEqualTo("members BB");
	}

	@Test
	void argumentReplacedInItsArrayAfterTheCallDoesNotSpoilItsRefresh() throws Throwable {
		Object[] arguments = { "Aa" };
		this.query.get(() -> "members 1", arguments.clone());
		this.fixture.advance(60);
		this.query.get(() -> "members 2", arguments);
		arguments[0] = "BB";
		this.fixture.refreshes.runNext();
		assertThat(this.query.hit("Aa").data()).isEqualTo("members 2");
	}

	@Test
	void resultOfAMutatedArgumentIsNotShared() throws Throwable {
		BlockedLoad load = new BlockedLoad(() -> {
			this.ids.add(2);
			return find();
		});
		Caller<Answer> leader = Caller.start(() -> this.query.get(load, this.ids));
		load.awaitEntered();
		Caller<Answer> follower = Caller.start(() -> this.query.get(() -> "members [1]", List.of(1))).awaitWaiting();
		load.release();
		assertThat(leader.outcome().data()).isEqualTo("members [1, 2]");
		assertThat(follower.outcome().data()).isEqualTo("members [1]");
	}

	@Test
	void argumentThatCannotBeSignedAfterTheLoadCostsTheStoring() throws Throwable {
		AtomicInteger signed = new AtomicInteger();
		TestQuery unstable = this.query.contributor(() -> {
			if (signed.incrementAndGet() > 1) {
				throw new ConcurrentModificationException();
			}
			return null;
		});
		assertThat(unstable.get(this::find, this.ids).data()).isEqualTo("members [1]");
		assertThat(this.fixture.store.size()).isZero();
	}

	@Test
	void callThatCannotBeSignedGoesPastTheCache() throws Throwable {
		TestQuery unstable = this.query.contributor(() -> {
			throw new IllegalStateException("No tenant");
		});
		Answer answer = unstable.get(this::find, this.ids);
		assertThat(answer.data()).isEqualTo("members [1]");
		assertThat(answer.status()).isEqualTo(CacheStatus.NONE);
	}

	@Test
	@SuppressWarnings("unchecked")
	void returnedValuesMutatedByCallersAreTheirOwn() throws Throwable {
		List<Object> fromDatabase = new ArrayList<>(List.of("alice", new int[] { 1 }));
		Answer miss = this.query.get(() -> fromDatabase);
		Answer hit = this.query.hit();
		fromDatabase.add("by the repository");
		assertThat((List<Object>) miss.data()).isNotSameAs(fromDatabase).hasSize(2);
		for (Answer answer : List.of(miss, hit)) {
			((int[]) ((List<Object>) answer.data()).get(1))[0] = 99;
			((List<Object>) answer.data()).clear();
		}
		assertThat(this.query.hit().data()).usingRecursiveComparison().isEqualTo(List.of("alice", new int[] { 1 }));
	}

	@Test
	void refreshIsDiscardedIfTheArgumentWasMutatedBeforeIt() throws Throwable {
		this.query.get(this::find, this.ids);
		this.fixture.advance(60);
		AtomicInteger refreshes = new AtomicInteger();
		this.query.get(() -> {
			refreshes.incrementAndGet();
			return find();
		}, this.ids);
		this.ids.add(2);
		this.fixture.listener.events();
		this.fixture.refreshes.runNext();
		assertThat(refreshes).hasValue(0);
		assertThat(this.fixture.listener.events()).containsExactly("refresh DISCARDED");
		checkStale(this.query.hit(List.of(1)), "members [1]");
		checkMiss(List.of(1, 2));
	}

	@Test
	void refreshIsDiscardedIfTheArgumentWasMutatedDuringIt() throws Throwable {
		this.query.get(this::find, this.ids);
		this.fixture.advance(60);
		this.query.get(() -> {
			this.ids.add(2);
			return find();
		}, this.ids);
		this.fixture.listener.events();
		this.fixture.refreshes.runNext();
		assertThat(this.fixture.listener.events()).containsExactly("refresh DISCARDED");
		checkStale(this.query.hit(List.of(1)), "members [1]");
		checkMiss(List.of(1, 2));
	}

	@Test
	void refreshIsDiscardedOnTheThreadOfAnotherTenant() throws Throwable {
		this.tenantQuery.get(this::findOfTenant);
		this.fixture.advance(60);
		AtomicInteger refreshes = new AtomicInteger();
		this.tenantQuery.get(() -> {
			refreshes.incrementAndGet();
			return findOfTenant();
		});
		this.tenant.set("b");
		this.fixture.listener.events();
		this.fixture.refreshes.runNext();
		assertThat(refreshes).hasValue(0);
		assertThat(this.fixture.listener.events()).containsExactly("refresh DISCARDED");
		checkTenants();
	}

	@Test
	void refreshIsDiscardedIfTheTenantChangesDuringIt() throws Throwable {
		this.tenantQuery.get(this::findOfTenant);
		this.fixture.advance(60);
		this.tenantQuery.get(() -> {
			this.tenant.set("b");
			return findOfTenant();
		});
		this.fixture.refreshes.runNext();
		checkTenants();
	}

	@Test
	void loadIsDiscardedIfTheTenantChangesDuringIt() throws Throwable {
		this.tenantQuery.get(() -> {
			this.tenant.set("b");
			return findOfTenant();
		});
		assertThat(this.fixture.store.size()).isZero();
	}

	private Object find() {
		return "members " + this.ids;
	}

	private Object findOfTenant() {
		return "members of " + this.tenant.get();
	}

	private void checkTenants() throws Throwable {
		this.tenant.set("a");
		checkStale(this.tenantQuery.hit(), "members of a");
		this.tenant.set("b");
		assertThat(this.tenantQuery.get(this::findOfTenant).status()).isEqualTo(CacheStatus.MISS);
	}

	private void checkMiss(List<Integer> ids) throws Throwable {
		Answer answer = this.query.get(() -> "members " + ids, ids);
		assertThat(answer.data()).isEqualTo("members " + ids);
		assertThat(answer.status()).isEqualTo(CacheStatus.MISS);
	}

	private static void checkStale(Answer answer, Object data) {
		assertThat(answer.data()).isEqualTo(data);
		assertThat(answer.status()).isEqualTo(CacheStatus.SWR);
	}

}
