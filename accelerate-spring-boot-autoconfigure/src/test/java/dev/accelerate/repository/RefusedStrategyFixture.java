package dev.accelerate.repository;

import dev.accelerate.ErrorCode;
import dev.accelerate.test.TestApplication;
import dev.accelerate.test.TestDatabase;
import dev.accelerate.test.TestRepositories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.repository.Repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Application in which repositories are created whose strategies cannot be honoured.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RefusedStrategyFixture {

	private ConfigurableApplicationContext context;

	@BeforeAll
	void start() {
		this.context = TestApplication.run(TestDatabase.H2, Plain.class);
	}

	@AfterAll
	void stop() {
		this.context.close();
	}

	final void assertRefused(Class<? extends Repository<?, ?>> type, String method, String reason, String remedy) {
		assertThatExceptionOfType(RefusedStrategyException.class)
			.isThrownBy(() -> TestRepositories.create(this.context, type))
			.satisfies((refused) -> {
				assertThat(refused.code()).isEqualTo(ErrorCode.P6005);
				assertThat(refused.where()).isEqualTo(type.getName() + method);
				assertThat(refused.reason()).contains(reason);
				assertThat(refused.remedy()).isEqualTo(remedy);
				assertThat(refused).hasMessage("P6005: The cache strategy of " + refused.where()
						+ " cannot be honoured: " + refused.reason() + ". " + refused.remedy() + ".");
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class Plain {

	}

	interface OpenProjection {

		@Value("#{target.name + target.email}")
		String getLabel();

	}

}
