package dev.accelerate.strategy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.accelerate.CacheStrategy;
import dev.accelerate.testing.RepositoryFixture;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.domain.Member;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.domain.Example;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.FluentQuery.FetchableFluentQuery;
import org.springframework.scheduling.annotation.Async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * {@link RefusedStrategyException} for strategies of methods that can never be cached.
 */
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedStrategyTests {

	private static final String LEAVE = "Remove @CacheStrategy from it";

	private static final String ENCODER = "Declare an ArgumentEncoder bean for the type, or leave the method uncached";

	@AutoClose
	private final RepositoryFixture application = new RepositoryFixture();

	@ParameterizedTest(name = "{0}")
	@MethodSource("neverCached")
	void refusesMethodsThatCanNeverBeCached(Class<? extends Repository<?, ?>> type, String method, String reason,
			String remedy) {
		this.application.assertRefused(type, method, reason, remedy);
	}

	static Stream<Arguments> neverCached() {
		String write = "it is not a read of the repository";
		return Stream.of(arguments(Save.class, ".save(Member)", write, LEAVE),
				arguments(Delete.class, ".delete(Member)", write, LEAVE),
				arguments(Flush.class, ".flush()", write, LEAVE),
				arguments(DeleteAll.class, ".deleteAllInBatch()", write, LEAVE),
				arguments(Reference.class, ".getReferenceById(Long)", write, LEAVE),
				arguments(Fluent.class, ".findBy(Example, Function)", write, LEAVE),
				arguments(DeleteBy.class, ".deleteByName(String)", "it deletes", LEAVE),
				arguments(RemoveBy.class, ".removeMemberByName(String)", "it deletes", LEAVE),
				arguments(Lazy.class, ".findByName(String)", "java.util.stream.Stream", LEAVE),
				arguments(LazyFuture.class, ".findByName(String)", "java.util.stream.Stream", LEAVE),
				arguments(LazyBesidesAClass.class, ".findByName(String, Class)", "java.util.stream.Stream", LEAVE),
				arguments(RawList.class, ".findByName(String)", "does not say what it holds", LEAVE),
				arguments(Open.class, ".findByName(String)", "OpenProjection is open", LEAVE),
				arguments(BySpecification.class, ".findFirst(Specification)",
						"org.springframework.data.jpa.domain.Specification", ENCODER),
				arguments(UnknownArgument.class, ".findByName(Name)", "parameter of type " + Name.class.getName(),
						ENCODER));
	}

	@Test
	void failsTheStartupAndSaysWhereWhyAndWhatToDo(CapturedOutput output) {
		assertThatException().isThrownBy(() -> TestApplication.run(TestDatabase.H2, Refused.class))
			.havingRootCause()
			.isInstanceOf(RefusedStrategyException.class);
		String nl = System.lineSeparator();
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Description:" + nl + nl + "A cache strategy cannot be honoured (P6005)." + nl + nl
					+ "    Where: " + DeleteBy.class.getName() + ".deleteByName(String)" + nl + "    Why: it deletes"
					+ nl + nl + "Action:" + nl + nl + "Remove @CacheStrategy from it." + nl);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = DeleteBy.class))
	static class Refused {

	}

	static class Name {

	}

	interface Save extends JpaRepository<Member, Long> {

		@Override
		@CacheStrategy(ttl = 60)
		<S extends Member> S save(S member);

	}

	interface Delete extends JpaRepository<Member, Long> {

		@Override
		@CacheStrategy(ttl = 60)
		void delete(Member member);

	}

	interface Flush extends JpaRepository<Member, Long> {

		@Override
		@CacheStrategy(ttl = 60)
		void flush();

	}

	interface DeleteAll extends JpaRepository<Member, Long> {

		@Override
		@CacheStrategy(ttl = 60)
		void deleteAllInBatch();

	}

	interface Reference extends JpaRepository<Member, Long> {

		@Override
		@CacheStrategy(ttl = 60)
		Member getReferenceById(Long id);

	}

	interface Fluent extends JpaRepository<Member, Long> {

		@Override
		@CacheStrategy(ttl = 60)
		<S extends Member, R> R findBy(Example<S> example, Function<FetchableFluentQuery<S>, R> query);

	}

	interface DeleteBy extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		long deleteByName(String name);

	}

	interface RemoveBy extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		List<Member> removeMemberByName(String name);

	}

	interface Lazy extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		Stream<Member> findByName(String name);

	}

	interface LazyFuture extends Repository<Member, Long> {

		@Async
		@CacheStrategy(ttl = 60)
		CompletableFuture<Stream<Member>> findByName(String name);

	}

	@SuppressWarnings("rawtypes")
	interface RawList extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		List findByName(String name);

	}

	interface Open extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		List<OpenProjection> findByName(String name);

	}

	interface BySpecification extends JpaRepository<Member, Long>, JpaSpecificationExecutor<Member> {

		@CacheStrategy(ttl = 60)
		default Optional<Member> findFirst(Specification<Member> specification) {
			return findAll(specification).stream().findFirst();
		}

	}

	interface UnknownArgument extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = :#{#name.value}")
		List<Member> findByName(Name name);

	}

	/**
	 * The name of the variable is part of the name of the result.
	 */
	interface LazyBesidesAClass extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = ?1 or m.email = cast(?2 as string)")
		<M> Stream<Member> findByName(String name, Class<M> type);

	}

}
