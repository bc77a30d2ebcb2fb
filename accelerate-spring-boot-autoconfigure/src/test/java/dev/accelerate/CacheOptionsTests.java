package dev.accelerate;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.accelerate.CacheOptions.Mode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * {@link CacheOptions}.
 */
class CacheOptionsTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static final Duration MILLIS = Duration.ofMillis(5);

	@ParameterizedTest(name = "{0}")
	@MethodSource("options")
	void holdWhatTheyWereGivenAndLeaveTheRestAsDeclared(CacheOptions options, Mode mode, Duration ttl, Duration swr,
			List<String> tags) {
		assertThat(options.mode()).isEqualTo(mode);
		assertThat(options.ttl()).isEqualTo(ttl);
		assertThat(options.swr()).isEqualTo(swr);
		assertThat(options.tags()).isEqualTo(tags);
		assertThat(options)
			.hasToString("CacheOptions[mode=" + mode + ", ttl=" + ttl + ", swr=" + swr + ", tags=" + tags + "]");
	}

	static Stream<Arguments> options() {
		List<String> tags = List.of("a", "b");
		return Stream.of(arguments(CacheOptions.ofTtl(1), Mode.CACHE, SECOND, null, null),
				arguments(CacheOptions.ofTtl(MILLIS), Mode.CACHE, MILLIS, null, null),
				arguments(CacheOptions.ofTtl(0), Mode.CACHE, Duration.ZERO, null, null),
				arguments(CacheOptions.ofSwr(1), Mode.CACHE, null, SECOND, null),
				arguments(CacheOptions.ofSwr(MILLIS), Mode.CACHE, null, MILLIS, null),
				arguments(CacheOptions.ofTags("a", "b"), Mode.CACHE, null, null, tags),
				arguments(CacheOptions.ofTags(), Mode.CACHE, null, null, List.of()),
				arguments(CacheOptions.none(), Mode.NONE, null, null, null),
				arguments(CacheOptions.refresh(), Mode.REFRESH, null, null, null),
				arguments(CacheOptions.ofTtl(1).withSwr(MILLIS).withTags("a", "b"), Mode.CACHE, SECOND, MILLIS, tags),
				arguments(CacheOptions.ofTags("a", "b").withSwr(1).withTtl(MILLIS), Mode.CACHE, MILLIS, SECOND, tags),
				arguments(CacheOptions.ofTtl(9).withTtl(1).withTags("x").withTags("a", "b"), Mode.CACHE, SECOND, null,
						tags),
				arguments(CacheOptions.refresh().withTtl(1).withSwr(1).withTags("a", "b"), Mode.REFRESH, SECOND, SECOND,
						tags));
	}

	@ParameterizedTest
	@MethodSource("negative")
	void refuseANegativeWindowAndName(String named, ThrowingCallable call) {
		assertThatExceptionOfType(AccelerateException.class).isThrownBy(call::call)
			.satisfies((refused) -> assertThat(refused.code()).isEqualTo(ErrorCode.P6005))
			.withMessageContaining("CacheOptions got " + named + ": give zero or more");
	}

	static Stream<Arguments> negative() {
		CacheOptions options = CacheOptions.refresh();
		Duration negative = Duration.ofMillis(-1);
		return Stream.of(negative("ttl=PT-1S", () -> CacheOptions.ofTtl(-1)),
				negative("ttl=PT-0.001S", () -> CacheOptions.ofTtl(negative)),
				negative("swr=PT-1S", () -> CacheOptions.ofSwr(-1)),
				negative("swr=PT-0.001S", () -> CacheOptions.ofSwr(negative)),
				negative("ttl=PT-1S", () -> options.withTtl(-1)),
				negative("ttl=PT-0.001S", () -> options.withTtl(negative)),
				negative("swr=PT-1S", () -> options.withSwr(-1)),
				negative("swr=PT-0.001S", () -> options.withSwr(negative)));
	}

	private static Arguments negative(String named, ThrowingCallable call) {
		return arguments(named, call);
	}

	@Test
	void areNotChangedByWhatIsMadeOfThem() {
		CacheOptions options = CacheOptions.ofTtl(1);
		assertThat(options.withTtl(2).withSwr(3).withTags("a")).isNotEqualTo(options);
		assertThat(options).isEqualTo(CacheOptions.ofTtl(1));
	}

	@Test
	void doNotFollowTheArrayOfTagsTheyWereGiven() {
		String[] tags = { "a" };
		CacheOptions options = CacheOptions.ofTags(tags);
		tags[0] = "changed";
		assertThat(options.tags()).containsExactly("a");
	}

	@Test
	void refuseNullAtOnce() {
		assertThatNullPointerException().isThrownBy(() -> CacheOptions.ofTags((String) null));
		assertThatNullPointerException().isThrownBy(() -> CacheOptions.ofTtl((Duration) null));
		assertThatNullPointerException().isThrownBy(() -> CacheOptions.ofSwr((Duration) null));
	}

	@Test
	void areEqualWhereTheyMeanTheSame() {
		assertThat(CacheOptions.ofTtl(1)).isEqualTo(CacheOptions.ofTtl(SECOND))
			.hasSameHashCodeAs(CacheOptions.ofTtl(SECOND));
		List<CacheOptions> different = List.of(CacheOptions.none(), CacheOptions.refresh(), CacheOptions.ofTtl(1),
				CacheOptions.ofTtl(2), CacheOptions.ofSwr(1), CacheOptions.ofTtl(1).withSwr(1),
				CacheOptions.ofTags("a"), CacheOptions.ofTags("b"), CacheOptions.ofTags(),
				CacheOptions.none().withTtl(1));
		assertThat(different).doesNotHaveDuplicates().doesNotContainNull();
		assertThat(CacheOptions.none()).isNotEqualTo("none");
	}

}
