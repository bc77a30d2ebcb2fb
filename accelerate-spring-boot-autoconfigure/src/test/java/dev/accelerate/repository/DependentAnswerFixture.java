package dev.accelerate.repository;

import java.util.List;
import java.util.function.Supplier;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.test.TestApplication;
import dev.accelerate.test.TestDatabase;
import dev.accelerate.test.TestRepositories;
import org.junit.jupiter.api.AfterEach;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.repository.Repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Application whose answers depend on something around the call, such as a tenant or a
 * route.
 */
abstract class DependentAnswerFixture {

	/**
	 * Tenant or route of the thread.
	 */
	static final ThreadLocal<String> CURRENT = ThreadLocal.withInitial(() -> "nobody");

	private static final String REMEDY = "Declare a SignatureContributor bean that contributes the current tenant or routing key";

	ConfigurableApplicationContext context;

	@AfterEach
	void stop() {
		CURRENT.remove();
		if (this.context != null) {
			this.context.close();
		}
	}

	final void start(Class<?> configuration, String... properties) {
		this.context = TestApplication.run(TestDatabase.H2, configuration, properties);
	}

	final void assertRefused(Class<? extends Repository<?, ?>> type, String dependency) {
		assertThatExceptionOfType(RefusedStrategyException.class)
			.isThrownBy(() -> TestRepositories.create(this.context, type))
			.satisfies((refused) -> {
				assertThat(refused.where()).isEqualTo(type.getName() + ".findAll()");
				assertThat(refused.reason())
					.isEqualTo("its answer depends on " + dependency + ", which is not part of the key");
				assertThat(refused.remedy()).isEqualTo(REMEDY);
			});
	}

	final void assertAnswer(Supplier<List<String>> call, String expected, CacheStatus status) {
		var answer = this.context.getBean(AccelerateOperations.class).withAccelerateInfo(call);
		assertThat(answer.data()).containsExactly(expected);
		assertThat(answer.info().cacheStatus()).isEqualTo(status);
	}

}
