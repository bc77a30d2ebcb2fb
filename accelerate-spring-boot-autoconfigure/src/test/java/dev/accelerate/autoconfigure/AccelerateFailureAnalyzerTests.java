package dev.accelerate.autoconfigure;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.ApplicationContextException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link AccelerateFailureAnalyzer}.
 */
class AccelerateFailureAnalyzerTests {

	private final AccelerateFailureAnalyzer analyzer = new AccelerateFailureAnalyzer();

	private final AccelerateException refused = new AccelerateException(ErrorCode.P6001, "No store");

	@Test
	void refusalsWhileBeansAreCreatedAreOfTheCacheItself() {
		Exception failure = new BeanCreationException("accelerateStore", "Broken", this.refused);
		for (Exception startup : new Exception[] { failure, new ApplicationContextException("No server", failure) }) {
			FailureAnalysis analysis = this.analyzer.analyze(startup);
			assertThat(analysis).isNotNull();
			assertThat(analysis.getDescription()).isEqualTo("The query cache cannot be set up: P6001: No store");
		}
	}

	@Test
	void whatTheApplicationDoesAtStartupIsItsOwn() {
		assertThatExceptionOfType(AccelerateException.class)
			.isThrownBy(() -> TestApplication.run(TestDatabase.H2, Runner.class))
			.satisfies((failure) -> assertThat(this.analyzer.analyze(failure)).isNull());
		assertThat(this.analyzer.analyze(new IllegalStateException("Runner", this.refused))).isNull();
	}

	@Configuration(proxyBeanMethods = false)
	static class Runner {

		@Bean
		ApplicationRunner invalidatesWhatIsNoTag() {
			return (arguments) -> {
				throw new AccelerateException(ErrorCode.P6005, "The tag 'a b' is malformed");
			};
		}

	}

}
