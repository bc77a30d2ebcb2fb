package dev.accelerate.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.accelerate.AccelerateException;
import dev.accelerate.CacheStatus;
import dev.accelerate.ErrorCode;
import dev.accelerate.Invalidation;
import dev.accelerate.core.InvalidationEvent.Cause;
import dev.accelerate.freshness.TimeSource;
import dev.accelerate.invalidation.InvalidationLog;
import dev.accelerate.invalidation.Stamp;
import dev.accelerate.invalidation.Tags;
import dev.accelerate.invalidation.TransactionalInvalidations;
import dev.accelerate.testing.TestInvalidations;
import dev.accelerate.tracking.CallOptions;
import dev.accelerate.tracking.ThreadStateHolder;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

/**
 * Tests of {@link AccelerateTemplate}.
 */
class AccelerateTemplateTests {

	private final InvalidationLog log = TestInvalidations.log();

	private final List<Cause> causes = new ArrayList<>();

	private final AccelerateTemplate accelerate = new AccelerateTemplate(
			new InfoRecorder("local", TimeSource.system(), new ThreadStateHolder()),
			new CallOptions(new ThreadStateHolder()), TransactionalInvalidations.to(TestInvalidations.of(this.log)),
			mock(ExternalWrites.class), mock(CachedMethods.class), new InvalidationLimits(5, () -> true),
			new QueryCacheListener() {

				@Override
				public void onInvalidation(InvalidationEvent event) {
					AccelerateTemplateTests.this.causes.add(event.cause());
				}

			});

	@Test
	void refusesToInvalidateNoTags() {
		assertRefused(this.accelerate::invalidate,
				"invalidate takes 1 to 5 tags (accelerate.limits.tags-per-call), but got 0");
		assertRefused(() -> this.accelerate.invalidate(List.of()),
				"invalidate takes 1 to 5 tags (accelerate.limits.tags-per-call), but got 0");
	}

	@Test
	void refusesToInvalidateMoreThanFiveTags() {
		assertRefused(() -> this.accelerate.invalidate("a", "b", "c", "d", "e", "f"),
				"invalidate takes 1 to 5 tags (accelerate.limits.tags-per-call), but got 6");
		assertThat(this.accelerate.invalidate("a", "b", "c", "d", "e")).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a b", "a-b", "a:b", "ä", "a\n",
			"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" })
	void refusesAMalformedTagAndNamesIt(String tag) {
		assertRefused(() -> this.accelerate.invalidate("fine", tag), "the tag 2 of 2 given to invalidate is malformed");
	}

	@Test
	void refusesATagThatIsNull() {
		assertRefused(() -> this.accelerate.invalidate("fine", null), "the tag 2 of 2 given to invalidate is null");
		assertRefused(() -> this.accelerate.invalidate(Arrays.asList("fine", null)),
				"the tag 2 of 2 given to invalidate is null");
	}

	@Test
	void invalidatesItsTagsAndNoOthers() {
		Stamp before = this.log.stamp();
		Invalidation first = this.accelerate.invalidate("one", "two");
		assertThat(this.log.isValid(before, Tags.of(List.of("one")))).isFalse();
		assertThat(this.log.isValid(before, Tags.of(List.of("two")))).isFalse();
		assertThat(this.log.isValid(before, Tags.of(List.of("three")))).isTrue();
		Invalidation second = this.accelerate.invalidate(List.of("three"));
		assertThat(this.log.isValid(before, Tags.of(List.of("three")))).isFalse();
		assertThat(first.requestId()).isNotEmpty().isNotEqualTo(second.requestId());
		assertThat(this.causes).containsExactly(Cause.TAGS, Cause.TAGS);
	}

	@Test
	void invalidatesEverything() {
		Stamp before = this.log.stamp();
		assertThat(this.accelerate.invalidateAll().requestId()).isNotEmpty();
		assertThat(this.log.isValid(before, Tags.NONE)).isFalse();
		assertThat(this.causes).containsExactly(Cause.ALL);
	}

	@Test
	void tellsOfACallThatReachedNoRepository() {
		var answer = this.accelerate.withAccelerateInfo(() -> "data");
		assertThat(answer.data()).isEqualTo("data");
		assertThat(answer.info().cacheStatus()).isEqualTo(CacheStatus.NONE);
		assertThat(answer.info().signature()).isEmpty();
		assertThat(answer.info().region()).isEqualTo("local");
	}

	@Test
	void throwsWhatTheCallThrows() {
		IllegalStateException failure = new IllegalStateException("unchanged");
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> this.accelerate.withAccelerateInfo(() -> {
				throw failure;
			}))
			.isSameAs(failure);
	}

	private void assertRefused(ThrowingCallable call, String message) {
		Stamp before = this.log.stamp();
		assertThatExceptionOfType(AccelerateException.class).isThrownBy(call)
			.satisfies((refused) -> assertThat(refused.code()).isEqualTo(ErrorCode.P6005))
			.withMessageContaining(message);
		assertThat(this.log.isValid(before, Tags.of(List.of("fine")))).isTrue();
		assertThat(this.causes).isEmpty();
	}

}
