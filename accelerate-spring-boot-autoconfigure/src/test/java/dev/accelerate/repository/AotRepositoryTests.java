package dev.accelerate.repository;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.domain.Member;
import org.junit.jupiter.api.Test;

import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.Compiled;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.aot.AotRepositoryFragmentSupport;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.javapoet.ClassName;
import org.springframework.transaction.annotation.Transactional;

import static dev.accelerate.testing.CacheStatuses.statusOf;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link EnvelopeAotProcessor} in an application that was processed ahead of time, and
 * starts with the code that was generated for it.
 */
class AotRepositoryTests {

	private static final Map<String, Object> PROPERTIES = properties();

	@Test
	@CompileWithForkedClassLoader
	void generatedApplicationCachesAsItWouldWithoutGeneration() {
		TestGenerationContext generation = new TestGenerationContext(TestApplication.class);
		AnnotationConfigApplicationContext source = new AnnotationConfigApplicationContext();
		source.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", PROPERTIES));
		source.register(TestApplication.class, Repositories.class);
		ClassName initializer = new ApplicationContextAotGenerator().processAheadOfTime(source, generation);
		generation.writeGeneratedContent();
		TestCompiler.forSystem().with(generation).compile((compiled) -> {
			assertThat(generatedMethods(compiled)).containsExactlyInAnyOrder("findByName", "findByNameStartingWith",
					"named", "rename", "deleteByName");
			try (GenericApplicationContext context = start(compiled, initializer.canonicalName())) {
				new Checks(context.getBean(AotMembers.class), context.getBean(AccelerateOperations.class)).run();
			}
		});
	}

	private static List<String> generatedMethods(Compiled compiled) {
		return compiled.getAllCompiledClasses()
			.stream()
			.filter(AotRepositoryFragmentSupport.class::isAssignableFrom)
			.flatMap((fragment) -> Arrays.stream(fragment.getDeclaredMethods()))
			.map(Method::getName)
			.toList();
	}

	@SuppressWarnings("unchecked")
	private static GenericApplicationContext start(Compiled compiled, String initializer) {
		GenericApplicationContext context = new GenericApplicationContext();
		context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", PROPERTIES));
		compiled.getInstance(ApplicationContextInitializer.class, initializer).initialize(context);
		context.refresh();
		return context;
	}

	/**
	 * Checks of the running application. They are one test, because each would generate
	 * the application again.
	 */
	private record Checks(AotMembers members, AccelerateOperations accelerate) {

		void run() {
			this.members.save(new Member("anna", "anna@example.org", null));
			generatedQueriesAreCachedAndInheritStrategies();
			envelopesAndOptionsWorkWithoutGeneratedCode();
			generatedWritesInvalidate();
			generatedWritesAreNeverCached();
		}

		private void generatedQueriesAreCachedAndInheritStrategies() {
			assertCached(() -> this.members.findByName("anna"));
			assertCached(() -> this.members.findByNameStartingWith("an"));
			assertCached(() -> this.members.named("anna"));
			assertCached(this.members::count);
			assertUncached(() -> this.members.own("anna"));
		}

		private void envelopesAndOptionsWorkWithoutGeneratedCode() {
			assertCached(() -> this.members.findByNameContaining("nn", CacheOptions.ofTtl(60)));
			for (CacheStatus status : List.of(CacheStatus.MISS, CacheStatus.TTL)) {
				Accelerated<Optional<Member>> answer = this.members.findByEmail("anna@example.org");
				assertThat(answer.data()).map(Member::getName).hasValue("anna");
				assertThat(answer.info().cacheStatus()).isEqualTo(status);
			}
		}

		private void generatedWritesInvalidate() {
			assertThat(this.members.findByName("anna")).hasSize(1);
			assertThat(this.members.rename("anna", "berta")).isEqualTo(1);
			assertThat(this.members.findByName("anna")).isEmpty();
			assertThat(this.members.findByName("berta")).hasSize(1);
			assertThat(this.members.deleteByName("berta")).isEqualTo(1);
			assertThat(this.members.findByName("berta")).isEmpty();
		}

		private void generatedWritesAreNeverCached() {
			assertUncached(() -> this.members.rename("anna", "berta"));
			assertUncached(() -> this.members.deleteByName("berta"));
			CacheOptions options = CacheOptions.ofTtl(60);
			assertThat(this.accelerate.withCacheStrategy(options, () -> this.members.deleteByName("anna"))).isZero();
			this.members.save(new Member("anna", "other@example.org", null));
			assertThat(this.accelerate.withCacheStrategy(options, () -> this.members.deleteByName("anna"))).isOne();
		}

		private void assertCached(Supplier<?> read) {
			assertThat(statusOf(this.accelerate, read)).isEqualTo(CacheStatus.MISS);
			assertThat(statusOf(this.accelerate, read)).isEqualTo(CacheStatus.TTL);
		}

		private void assertUncached(Supplier<?> call) {
			assertThat(statusOf(this.accelerate, call)).isEqualTo(CacheStatus.NONE);
			assertThat(statusOf(this.accelerate, call)).isEqualTo(CacheStatus.NONE);
		}

	}

	private static Map<String, Object> properties() {
		Map<String, Object> properties = new HashMap<>(TestDatabase.H2.properties());
		properties.put("accelerate.tenancy", "single");
		properties.put("accelerate.default-strategy.ttl", "60");
		return properties;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = AotMembers.class))
	static class Repositories {

	}

	/**
	 * Repository that generated code of another class loader implements, which is why it
	 * is public.
	 */
	public interface AotMembers extends JpaRepository<Member, Long> {

		@CacheStrategy(ttl = 60)
		List<Member> findByName(String name);

		List<Member> findByNameStartingWith(String start);

		@Query("select m from Member m where m.name = :name")
		List<Member> named(String name);

		@CacheStrategy(ttl = 60)
		Accelerated<Optional<Member>> findByEmail(String email);

		List<Member> findByNameContaining(String part, CacheOptions options);

		@Modifying
		@Transactional
		@Query("update Member m set m.name = :to where m.name = :from")
		int rename(String from, String to);

		@Transactional
		long deleteByName(String name);

		default List<Member> own(String name) {
			return List.of();
		}

	}

}
