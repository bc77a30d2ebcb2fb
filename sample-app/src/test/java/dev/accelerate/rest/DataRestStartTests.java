package dev.accelerate.rest;

import dev.accelerate.autoconfigure.AccelerateAutoConfiguration;
import dev.accelerate.repository.DataRestBypassPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link SampleApplication} with Spring Data REST: Spring does not warn of a bean of the
 * cache that is created before its post-processors are there.
 */
@ExtendWith(OutputCaptureExtension.class)
class DataRestStartTests {

	@Test
	void nothingIsCreatedTooEarly(CapturedOutput output) {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(AccelerateAutoConfiguration.class))
			.withPropertyValues("accelerate.entities.in-open-session=detached")
			.run((context) -> {
				assertThat(context).hasSingleBean(DataRestBypassPolicy.class);
				assertThat(output).doesNotContain("is not eligible");
			});
	}

}
