package dev.accelerate.core;

import dev.accelerate.tracking.Recording;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.accelerate.Accelerated;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.invalidation.Tags;
import dev.accelerate.tracking.CallOptions;
import dev.accelerate.tracking.LoadScope;
import dev.accelerate.tracking.ThreadSlot;
import dev.accelerate.tracking.ThreadState;
import dev.accelerate.tracking.ThreadStateHolder;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link ThreadStateHolder}: what one thread is doing does not affect another.
 */
class ThreadStateHolderTests {

	private static final CacheOptions OPTIONS = CacheOptions.ofTtl(1);

	private final QueryCacheFixture fixture = new QueryCacheFixture();

	private final ThreadStateHolder threads = this.fixture.threads;

	@Test
	void aThreadKeepsItsStateAndSharesItWithNoOther() {
		ThreadState state = this.threads.current();
		assertThat(this.threads.current()).isSameAs(state);
		assertThat(elsewhere(this.threads::current)).isNotSameAs(state);
		assertThat(new ThreadStateHolder().current()).isNotSameAs(state);
	}

	@Test
	void aThreadOnWhichNothingGoesOnIsPlain() {
		assertThat(this.threads.current().isPlain()).isTrue();
		assertThat(this.threads.current().isLoading()).isFalse();
		assertThat(this.fixture.transactions.current()).isEmpty();
		assertThat(this.fixture.transactions.writes()).isZero();
	}

	@Test
	void optionsAreOfTheThreadThatSetsThem() {
		CallOptions options = new CallOptions(this.threads);
		options.call(OPTIONS, () -> {
			assertThat(this.threads.current().isPlain()).isFalse();
			assertThat(elsewhere(() -> this.threads.current().isPlain())).isTrue();
			assertThat(elsewhere(() -> this.threads.current().takeOptions())).isNull();
			assertThat(this.threads.current().takeOptions()).isSameAs(OPTIONS);
			return "any";
		});
		assertThat(this.threads.current().isPlain()).isTrue();
	}

	@Test
	void recordingsAreOfTheThreadThatAsks() {
		InfoRecorder recorder = new InfoRecorder("region", this.fixture.time.source(), this.threads);
		Accelerated<String> recorded = recorder.record(() -> {
			assertThat(this.threads.current().isPlain()).isFalse();
			assertThat(elsewhere(() -> this.threads.current().isPlain())).isTrue();
			assertThat(elsewhere(recorder::current)).isNull();
			Accelerated<String> other = elsewhere(() -> recorder.record(() -> answered(recorder, CacheStatus.TTL)));
			assertThat(other.info().cacheStatus()).isEqualTo(CacheStatus.TTL);
			return answered(recorder, CacheStatus.MISS);
		});
		assertThat(recorded.info().cacheStatus()).isEqualTo(CacheStatus.MISS);
		assertThat(this.threads.current().isPlain()).isTrue();
	}

	private static String answered(InfoRecorder recorder, CacheStatus status) {
		Recording recording = recorder.current();
		recording.enter();
		recording.exit(() -> recorder.info(status, null));
		return "any";
	}

	@Test
	void loadsAreOfTheThreadThatLoads() {
		LoadScope scope = this.fixture.loads.begin(Tags.NONE, null);
		assertThat(this.threads.current().isLoading()).isTrue();
		assertThat(elsewhere(this.fixture.loads::isLoading)).isFalse();
		LoadScope other = elsewhere(() -> {
			LoadScope began = this.fixture.loads.begin(Tags.NONE, null);
			this.fixture.loads.end(began);
			return began;
		});
		assertThat(other.outer()).isNull();
		assertThat(this.threads.current().load()).isSameAs(scope);
		this.fixture.loads.end(scope);
		assertThat(this.threads.current().isLoading()).isFalse();
	}

	@Test
	void transactionsAndWritesAreOfTheThreadTheyAreOn() {
		this.fixture.readWriteTransaction().executeWithoutResult((status) -> {
			assertThat(this.fixture.transactions.current()).hasSize(1);
			assertThat(elsewhere(this.fixture.transactions::current)).isEmpty();
			TransactionTemplate others = new TransactionTemplate(new TestTransactionManager(this.fixture.transactions));
			elsewhere(() -> others.execute((other) -> {
				assertThat(this.fixture.transactions.current()).hasSize(1);
				return "any";
			}));
			this.fixture.transactions.wrote();
			assertThat(this.fixture.transactions.writes()).isEqualTo(1);
			assertThat(elsewhere(this.fixture.transactions::writes)).isZero();
			assertThat(this.fixture.transactions.current()).hasSize(1);
		});
		assertThat(this.fixture.transactions.current()).isEmpty();
	}

	@Test
	void aSlotHoldsAValueOfEachThread() {
		ThreadSlot<String> slot = new ThreadSlot<>(this.threads);
		ThreadSlot<String> another = new ThreadSlot<>(this.threads);
		slot.set("this");
		assertThat(elsewhere(slot::get)).isNull();
		elsewhere(() -> {
			slot.set("that");
			return "any";
		});
		assertThat(slot.get()).isEqualTo("this");
		assertThat(another.get()).isNull();
	}

	@Test
	void aSlotKeepsNothingThatIsTakenOut() {
		ThreadSlot<String> slot = new ThreadSlot<>(this.threads);
		slot.set("first");
		slot.set("second");
		assertThat(slot.get()).isEqualTo("second");
		slot.set(null);
		assertThat(slot.get()).isNull();
		assertThat(this.threads.current()).extracting("slots", InstanceOfAssertFactories.MAP).isEmpty();
	}

	@Test
	void twoThreadsInTheMiddleOfCallsDoNotMeet() throws Throwable {
		CallOptions options = new CallOptions(this.threads);
		CyclicBarrier both = new CyclicBarrier(2);
		CacheOptions others = CacheOptions.ofTtl(2);
		Caller<CacheOptions> one = Caller.start(() -> takeTogether(options, OPTIONS, both));
		Caller<CacheOptions> two = Caller.start(() -> takeTogether(options, others, both));
		assertThat(one.outcome()).isSameAs(OPTIONS);
		assertThat(two.outcome()).isSameAs(others);
	}

	private CacheOptions takeTogether(CallOptions options, CacheOptions own, CyclicBarrier both) {
		return options.call(own, () -> {
			Caller.<Object>quietly(() -> both.await(20, TimeUnit.SECONDS));
			CacheOptions taken = this.threads.current().takeOptions();
			Caller.<Object>quietly(() -> both.await(20, TimeUnit.SECONDS));
			return taken;
		});
	}

	private static <T> T elsewhere(Supplier<T> call) {
		return Caller.quietly(() -> Caller.start(call::get).outcome());
	}

}
