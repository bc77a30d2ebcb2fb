package dev.accelerate.autoconfigure;

import java.util.Objects;
import java.util.function.Predicate;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.assertj.ApplicationContextAssertProvider;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Report of an application that did not start.
 */
final class StartupFailure {

	private StartupFailure() {
	}

	/**
	 * Return what Spring Boot would print.
	 */
	static FailureAnalysis firstAnalysis(ApplicationContextAssertProvider<?> context) {
		return analysis(context, (analyzer) -> true);
	}

	/**
	 * Return what our own analyzer says.
	 */
	static FailureAnalysis analysis(ApplicationContextAssertProvider<?> context) {
		return analysis(context, (analyzer) -> analyzer.getClass().getName().startsWith("dev.accelerate."));
	}

	private static FailureAnalysis analysis(ApplicationContextAssertProvider<?> context,
			Predicate<FailureAnalyzer> asked) {
		Throwable failure = context.getStartupFailure();
		assertThat(failure).isNotNull();
		return SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, (type, name, unusable) -> {
			})
			.stream()
			.filter(asked)
			.map((analyzer) -> analyzer.analyze(failure))
			.filter(Objects::nonNull)
			.findFirst()
			.orElseThrow(() -> new AssertionError("Not analyzed", failure));
	}

}
