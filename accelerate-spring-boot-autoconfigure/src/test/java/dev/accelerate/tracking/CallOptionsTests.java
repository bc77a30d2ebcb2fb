package dev.accelerate.tracking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.accelerate.CacheOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * {@link CallOptions}. What they mean for repositories is tested with these.
 */
class CallOptionsTests {

	private static final CacheOptions OUTER = CacheOptions.ofTtl(1);

	private static final CacheOptions INNER = CacheOptions.ofTtl(2);

	private final ThreadStateHolder threads = new ThreadStateHolder();

	private final CallOptions options = new CallOptions(this.threads);

	@AfterEach
	void nothingIsLeftOnTheThread() {
		assertThat(take()).isNull();
	}

	@Test
	void thereAreNoneOutsideACall() {
		assertThat(take()).isNull();
	}

	@Test
	void aCallHasItsOptionsAndReturnsItsResult() {
		assertThat(this.options.call(OUTER, this::take)).isSameAs(OUTER);
		assertThat(this.options.<Object>call(OUTER, () -> null)).isNull();
	}

	@Test
	void whatIsTakenIsGoneUntilItIsRestored() {
		assertThat(this.options.call(OUTER, () -> {
			List<CacheOptions> seen = new ArrayList<>();
			CacheOptions taken = take();
			seen.add(take());
			this.threads.current().restoreOptions(taken);
			seen.add(take());
			return seen;
		})).isEqualTo(Arrays.asList(null, OUTER));
	}

	@Test
	void innerOptionsReplaceOuterOnesUntilTheyEnd() {
		assertThat(this.options.call(OUTER, () -> {
			CacheOptions inner = this.options.call(INNER, this::take);
			return Arrays.asList(inner, take());
		})).containsExactly(INNER, OUTER);
	}

	@Test
	void optionsInsideATakenCallEndWithNone() {
		assertThat(this.options.<Object>call(OUTER, () -> {
			take();
			this.options.call(INNER, () -> "any");
			return take();
		})).isNull();
	}

	@Test
	void optionsEndWithACallThatFails() {
		assertThat(this.options.call(OUTER, () -> {
			assertThatIllegalStateException().isThrownBy(() -> this.options.call(INNER, () -> {
				throw new IllegalStateException();
			}));
			return take();
		})).isSameAs(OUTER);
	}

	@Test
	void otherThreadsHaveNone() {
		assertThat(this.options.<Object>call(OUTER, () -> CompletableFuture.supplyAsync(this::take).join())).isNull();
	}

	private CacheOptions take() {
		return this.threads.current().takeOptions();
	}

}
