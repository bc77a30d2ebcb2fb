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

	private final CallOptions options = new CallOptions(new ThreadStateHolder());

	@AfterEach
	void nothingIsLeftOnTheThread() {
		assertThat(this.options.take()).isNull();
	}

	@Test
	void thereAreNoneOutsideACall() {
		assertThat(this.options.take()).isNull();
	}

	@Test
	void aCallHasItsOptionsAndReturnsItsResult() {
		assertThat(this.options.call(OUTER, this.options::take)).isSameAs(OUTER);
		assertThat(this.options.<Object>call(OUTER, () -> null)).isNull();
	}

	@Test
	void whatIsTakenIsGoneUntilItIsRestored() {
		assertThat(this.options.call(OUTER, () -> {
			List<CacheOptions> seen = new ArrayList<>();
			CacheOptions taken = this.options.take();
			seen.add(this.options.take());
			this.options.restore(taken);
			seen.add(this.options.take());
			return seen;
		})).isEqualTo(Arrays.asList(null, OUTER));
	}

	@Test
	void innerOptionsReplaceOuterOnesUntilTheyEnd() {
		assertThat(this.options.call(OUTER, () -> {
			CacheOptions inner = this.options.call(INNER, this.options::take);
			return Arrays.asList(inner, this.options.take());
		})).containsExactly(INNER, OUTER);
	}

	@Test
	void optionsInsideATakenCallEndWithNone() {
		assertThat(this.options.<Object>call(OUTER, () -> {
			this.options.take();
			this.options.call(INNER, () -> "any");
			return this.options.take();
		})).isNull();
	}

	@Test
	void optionsEndWithACallThatFails() {
		assertThat(this.options.call(OUTER, () -> {
			assertThatIllegalStateException().isThrownBy(() -> this.options.call(INNER, () -> {
				throw new IllegalStateException();
			}));
			return this.options.take();
		})).isSameAs(OUTER);
	}

	@Test
	void otherThreadsHaveNone() {
		assertThat(this.options.<Object>call(OUTER, () -> CompletableFuture.supplyAsync(this.options::take).join()))
			.isNull();
	}

}
