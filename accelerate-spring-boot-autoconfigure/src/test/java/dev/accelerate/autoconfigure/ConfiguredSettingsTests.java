package dev.accelerate.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import dev.accelerate.AccelerateException;
import dev.accelerate.AccelerateInfo;
import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.ErrorCode;
import dev.accelerate.autoconfigure.AnnotatedRepositoryApplication.Members;
import dev.accelerate.autoconfigure.PlainRepositoryApplication.PlainMembers;
import dev.accelerate.store.LocalEntryCache;
import dev.accelerate.testing.MutableTime;
import io.github.bucket4j.Bucket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static dev.accelerate.autoconfigure.AnnotatedRepositoryApplication.statuses;
import static dev.accelerate.autoconfigure.PlainRepositoryApplication.assertTtl;
import static dev.accelerate.autoconfigure.StartupFailure.analysis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link AccelerateProperties} beside strategies: limits of invalidations and of tags,
 * jitter, the region, and the size of the store.
 */
class ConfiguredSettingsTests {

	private final ApplicationContextRunner plain = PlainRepositoryApplication.application();

	private final ApplicationContextRunner annotated = AnnotatedRepositoryApplication.application();

	@Test
	void rateOfInvalidationsIsLimited() {
		this.plain
			.withPropertyValues("accelerate.invalidation.rate-limit.capacity=2",
					"accelerate.invalidation.rate-limit.period=1h")
			.run((context) -> {
				AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);
				accelerate.invalidate("a");
				accelerate.invalidateAll();
				for (Runnable call : List.<Runnable>of(() -> accelerate.invalidate("a"), accelerate::invalidateAll)) {
					assertThatExceptionOfType(AccelerateException.class).isThrownBy(call::run)
						.satisfies((refused) -> assertThat(refused.code()).isEqualTo(ErrorCode.P6003));
				}
			});
	}

	@Test
	void rateOfInvalidationsIsNotLimitedByDefaultAndNeedsNoLibrary() {
		this.plain.withClassLoader(new FilteredClassLoader(Bucket.class)).run((context) -> {
			AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);
			assertThat(IntStream.range(0, 1000).mapToObj((i) -> accelerate.invalidate("a"))).doesNotContainNull();
		});
	}

	@Test
	void rateLimitWithoutItsLibraryIsRefusedUnlessDisabled() {
		ApplicationContextRunner limited = this.plain.withClassLoader(new FilteredClassLoader(Bucket.class))
			.withPropertyValues("accelerate.invalidation.rate-limit.capacity=2");
		limited.run((context) -> {
			assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(AccelerateException.class,
						(refused) -> assertThat(refused.code()).isEqualTo(ErrorCode.P6001));
			assertThat(analysis(context).getDescription()).contains("bucket4j");
		});
		limited.withPropertyValues("accelerate.enabled=false").run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void jitterLetsResultsExpireEarlyEachByAnother() {
		this.plain.withPropertyValues("accelerate.jitter=0.5", "accelerate.strategies.PlainMembers.findByName.ttl=60")
			.run((context) -> {
				MutableTime time = context.getBean(MutableTime.class);
				assertThat(infos(context)).allSatisfy((info) -> {
					assertThat(info.cacheStatus()).isEqualTo(CacheStatus.MISS);
					assertThat(info.lastModified()).isEqualTo(time.instant());
				});
				Instant loaded = time.instant();
				time.advance(Duration.ofSeconds(30).minusNanos(1));
				assertThat(infos(context)).allSatisfy((info) -> {
					assertThat(info.cacheStatus()).isEqualTo(CacheStatus.TTL);
					assertThat(info.lastModified()).isEqualTo(loaded);
				});
				time.advance(Duration.ofSeconds(15));
				assertThat(infos(context).stream().map(AccelerateInfo::cacheStatus).distinct())
					.containsExactlyInAnyOrder(CacheStatus.TTL, CacheStatus.MISS);
			});
	}

	private static List<AccelerateInfo> infos(AssertableApplicationContext context) {
		PlainMembers members = context.getBean(PlainMembers.class);
		return IntStream.range(0, 50)
			.mapToObj((i) -> context.getBean(AccelerateOperations.class)
				.withAccelerateInfo(() -> members.findByName("name" + i))
				.info())
			.toList();
	}

	@Test
	void tagsPerCallIsAProperty() {
		this.plain.withPropertyValues("accelerate.limits.tags-per-call=1").run((context) -> {
			AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);
			accelerate.invalidate("a");
			assertThatExceptionOfType(AccelerateException.class).isThrownBy(() -> accelerate.invalidate("a", "b"))
				.withMessageContaining("1 to 1 tags (accelerate.limits.tags-per-call), but got 2");
		});
	}

	@Test
	void tagsPerQueryIsAPropertyThatHoldsForStrategiesAndOptions() {
		ApplicationContextRunner tagged = this.plain.withPropertyValues(
				"accelerate.strategies.PlainMembers.findByName.ttl=5",
				"accelerate.strategies.PlainMembers.findByName.tags=a,b,c,d,e,f");
		tagged.run((context) -> assertThat(analysis(context).getDescription()).contains("it has 6 tags"));
		tagged.withPropertyValues("accelerate.limits.tags-per-query=6").run((context) -> {
			assertTtl(context, 5);
			PlainMembers members = context.getBean(PlainMembers.class);
			assertThatExceptionOfType(AccelerateException.class)
				.isThrownBy(() -> context.getBean(AccelerateOperations.class)
					.withCacheStrategy(CacheOptions.ofTags("a", "b", "c", "d", "e", "f", "g"),
							() -> members.findByName("alice")))
				.withMessageContaining("it has 7 tags");
		});
	}

	@Test
	void regionIsReported() {
		this.annotated.withPropertyValues("accelerate.region=eu-1")
			.run((context) -> assertThat(context.getBean(Members.class).findByEmail("nobody").info().region())
				.isEqualTo("eu-1"));
	}

	@Test
	void maximumSizeOfTheStoreIsHonoured() {
		this.annotated.withPropertyValues("accelerate.store.maximum-size=1B").run((context) -> {
			statuses(context, 1);
			LocalEntryCache cache = context.getBean(LocalEntryCache.class);
			Awaitility.await().untilAsserted(() -> assertThat(cache.evictions()).isPositive());
			assertThat(cache.entries()).isZero();
		});
	}

}
