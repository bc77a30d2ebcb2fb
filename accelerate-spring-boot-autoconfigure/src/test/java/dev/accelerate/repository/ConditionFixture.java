package dev.accelerate.repository;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.test.TestApplication;
import dev.accelerate.test.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Application with beans that conditions may refer to.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ConditionFixture {

	ConfigurableApplicationContext context;

	@BeforeAll
	void start() {
		this.context = TestApplication.run(TestDatabase.H2, Configured.class);
	}

	@AfterAll
	void stop() {
		this.context.close();
	}

	final CacheStatus status(Supplier<?> read) {
		AccelerateOperations accelerate = this.context.getBean(AccelerateOperations.class);
		return accelerate.withAccelerateInfo(read::get).info().cacheStatus();
	}

	final void checkCached(Supplier<?> read) {
		assertThat(status(read)).isEqualTo(CacheStatus.MISS);
		assertThat(status(read)).isEqualTo(CacheStatus.TTL);
	}

	final void checkNeverKept(Supplier<?> read) {
		assertThat(status(read)).isEqualTo(CacheStatus.MISS);
		assertThat(status(read)).isEqualTo(CacheStatus.MISS);
	}

	@Configuration(proxyBeanMethods = false)
	static class Configured {

		@Bean({ "names", "names.long" })
		NamePolicy names() {
			return new NamePolicy();
		}

		@Bean
		@Lazy
		LongNames longNames() {
			return new LongNames();
		}

		@Bean
		FailingPolicy failing() {
			return new FailingPolicy();
		}

	}

	public static class NamePolicy {

		public boolean admits(String name) {
			return name.length() > 3;
		}

	}

	public static class LongNames {

		static final AtomicInteger created = new AtomicInteger();

		LongNames() {
			created.incrementAndGet();
		}

		public boolean admits(String name) {
			return name.length() > 3;
		}

	}

	public static class FailingPolicy {

		public boolean admits(String name) {
			throw new IllegalStateException("not today");
		}

		public boolean admitsChecked(String name) throws IOException {
			throw new IOException("not today");
		}

		public boolean admitsNever(String name) {
			throw new AssertionError("never");
		}

	}

}
