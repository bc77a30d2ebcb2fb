package dev.accelerate.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.accelerate.Precision;
import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The lines of the log in docs/invalidation.md that say what {@link Precision} comes to.
 */
@ExtendWith(OutputCaptureExtension.class)
class InvalidationPlanExamplesTests {

	@Test
	void theLogSaysWhatEachMethodDependsOn(CapturedOutput output) throws IOException {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.properties(TestDatabase.H2.properties())
			.properties("accelerate.default-strategy.ttl=1m", "logging.level.dev.accelerate.strategy=debug")
			.run()) {
			assertThat(context.isActive()).isTrue();
		}
		List<String> lines = lines();
		assertThat(lines).hasSizeGreaterThan(4);
		assertThat(output.getOut().lines().map(InvalidationPlanExamplesTests::message)).containsAll(lines);
	}

	private static List<String> lines() throws IOException {
		Matcher block = Pattern.compile("^```text\\n(Cached: .*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
			.matcher(Files.readString(Path.of("../docs/invalidation.md")));
		assertThat(block.find()).isTrue();
		return block.group(1).lines().toList();
	}

	private static String message(String line) {
		return line.replaceFirst(".*(?=Cached: )", "")
			.replace(UserRepository.class.getName(), "com.example.UserRepository");
	}

	interface UserRepository extends JpaRepository<User, Long> {

		Optional<User> findByEmail(String email);

		long countByName(String name);

		@Query("select u from User u where length(u.name) > ?1")
		List<User> withLongNames(int length);

		@NativeQuery("select * from users where name = ?1")
		List<User> named(String name);

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = User.class)
	@EnableJpaRepositories(basePackageClasses = User.class, considerNestedRepositories = true,
			excludeFilters = @Filter(type = FilterType.REGEX, pattern = ".*examples\\.(?!InvalidationPlan).*"))
	static class Application {

	}

}
