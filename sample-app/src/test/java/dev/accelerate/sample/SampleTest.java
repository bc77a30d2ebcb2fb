package dev.accelerate.sample;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.accelerate.freshness.TimeSource;

import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Test of the running application over HTTP, with few users and a time that tests move.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "sample.users=1040")
@AutoConfigureRestTestClient
@Import(SampleTest.Time.class)
public @interface SampleTest {

	@TestConfiguration(proxyBeanMethods = false)
	class Time {

		@Bean
		MutableTime mutableTime() {
			return new MutableTime();
		}

		@Bean
		TimeSource testTimeSource(MutableTime time) {
			return time.source();
		}

	}

}
