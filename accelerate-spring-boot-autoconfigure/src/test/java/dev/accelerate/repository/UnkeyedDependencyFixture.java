package dev.accelerate.repository;

import java.util.List;
import java.util.function.Supplier;

import dev.accelerate.CacheStatus;
import dev.accelerate.strategy.RefusedStrategyException;
import dev.accelerate.testing.RepositoryFixture;

import org.springframework.data.repository.Repository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Application whose results depend on something around the call, such as a tenant or a
 * route.
 */
final class UnkeyedDependencyFixture implements AutoCloseable {

	private static final String REMEDY = "Declare a SignatureContributor bean that contributes the current tenant or routing key";

	private final RepositoryFixture application;

	UnkeyedDependencyFixture(Class<?> configuration, String... properties) {
		this.application = new RepositoryFixture(configuration, properties);
	}

	<T> T bean(Class<T> type) {
		return this.application.bean(type);
	}

	<R extends Repository<?, ?>> R create(Class<R> type) {
		return this.application.create(type);
	}

	void assertRefused(Class<? extends Repository<?, ?>> type, String method, String dependency) {
		RefusedStrategyException refused = this.application.refusal(type);
		assertThat(refused.where()).isEqualTo(type.getName() + method);
		assertThat(refused.reason())
			.isEqualTo("its answer depends on " + dependency + ", which is not part of the key");
		assertThat(refused.remedy()).isEqualTo(REMEDY);
	}

	void assertAnswer(Supplier<List<String>> call, String expected, CacheStatus status) {
		var answer = this.application.accelerate.withAccelerateInfo(call);
		assertThat(answer.data()).containsExactly(expected);
		assertThat(answer.info().cacheStatus()).isEqualTo(status);
	}

	@Override
	public void close() {
		this.application.close();
	}

}
