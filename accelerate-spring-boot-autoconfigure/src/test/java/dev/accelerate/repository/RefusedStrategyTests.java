package dev.accelerate.repository;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.ErrorCode;
import dev.accelerate.test.TestApplication;
import dev.accelerate.test.TestDatabase;
import dev.accelerate.test.TestRepositories;
import dev.accelerate.test.domain.Member;
import dev.accelerate.test.domain.Status;
import jakarta.persistence.LockModeType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.domain.Example;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.FluentQuery.FetchableFluentQuery;
import org.springframework.scheduling.annotation.Async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Strategies that cannot be honoured.
 */
@ExtendWith(OutputCaptureExtension.class)
class RefusedStrategyTests {

	private static final String TAG_RULE = "A tag is 1 to 64 letters, digits and underscores (A-Z, a-z, 0-9, _)";

	private static final String LEAVE = "Remove @CacheStrategy from it";

	private static final String ENCODER = "Declare an ArgumentEncoder bean for the type, or leave the method uncached";

	private static ConfigurableApplicationContext context;

	@BeforeAll
	static void start() {
		context = TestApplication.run(TestDatabase.H2, Plain.class);
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("impossible")
	void refusesAnExplicitStrategyThatIsImpossible(Class<? extends Repository<?, ?>> type, String method, String reason,
			String remedy) {
		assertThatExceptionOfType(RefusedStrategyException.class)
			.isThrownBy(() -> TestRepositories.create(context, type))
			.satisfies((refused) -> {
				assertThat(refused.code()).isEqualTo(ErrorCode.P6005);
				assertThat(refused.where()).isEqualTo(type.getName() + method);
				assertThat(refused.reason()).contains(reason);
				assertThat(refused.remedy()).isEqualTo(remedy);
				assertThat(refused).hasMessage("P6005: The cache strategy of " + refused.where()
						+ " cannot be honoured: " + refused.reason() + ". " + refused.remedy() + ".");
			});
	}

	static Stream<Arguments> impossible() {
		String write = "it is not a read of the repository";
		return Stream.of(
				arguments(NegativeTtl.class, ".findByName(String)", "ttl=-1 and swr=5, and one is negative",
						"Give both in seconds, zero or more"),
				arguments(NegativeSwr.class, ".findByName(String)", "ttl=5 and swr=-1, and one is negative",
						"Give both in seconds, zero or more"),
				arguments(NoWindow.class, ".findByName(String)", "neither ttl nor swr", "Give one of them in seconds"),
				arguments(NoWindowOnInterface.class, "", "neither ttl nor swr", "Give one of them in seconds"),
				arguments(UnqualifiedTag.class, ".findByName(String)", "speaks of something that is no argument",
						"Write # before the name of an argument, as in #{#id}"),
				arguments(SixTags.class, ".findByName(String)", "it has 6 tags",
						"Give it at most 5 (accelerate.limits.tags-per-query)"),
				arguments(MalformedTag.class, ".findByName(String)", "the tag 'members-of' is malformed", TAG_RULE),
				arguments(EmptyTag.class, ".findByName(String)", "the tag '' is malformed", TAG_RULE),
				arguments(MalformedPartOfTag.class, ".findByName(String)", "the tag 'member:#{#name}' is malformed",
						TAG_RULE),
				arguments(MalformedTagOnInterface.class, "", "the tag 'all members' is malformed", TAG_RULE),
				arguments(BrokenTemplate.class, ".findByName(String)", "is not a valid SpEL template",
						"Correct the expression in #{...}"),
				arguments(UnknownVariable.class, ".findByName(String)",
						"speaks of [id], but the variables are [name, a0, p0]",
						"Compile with -parameters, name the parameter with @Param, or write #a0 for the first"),
				arguments(Save.class, ".save(Member)", write, LEAVE),
				arguments(Delete.class, ".delete(Member)", write, LEAVE),
				arguments(Flush.class, ".flush()", write, LEAVE),
				arguments(DeleteAll.class, ".deleteAllInBatch()", write, LEAVE),
				arguments(Reference.class, ".getReferenceById(Long)", write, LEAVE),
				arguments(Fluent.class, ".findBy(Example, Function)", write, LEAVE),
				arguments(DeleteBy.class, ".deleteByName(String)", "it deletes", LEAVE),
				arguments(RemoveBy.class, ".removeMemberByName(String)", "it deletes", LEAVE),
				arguments(Future.class, ".findByName(String)", "java.util.concurrent.CompletableFuture", LEAVE),
				arguments(FutureBesidesAClass.class, ".findByName(String, Class)",
						"java.util.concurrent.CompletableFuture", LEAVE),
				arguments(RawList.class, ".findByName(String)", "does not say what it holds", LEAVE),
				arguments(Open.class, ".findByName(String)", "OpenProjection is open", LEAVE),
				arguments(ByExample.class, ".findAll(Example)", "org.springframework.data.domain.Example", ENCODER),
				arguments(BySpecification.class, ".findAll(Specification)",
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

	@Test
	void leavesMethodsUncachedThatCannotInheritAStrategy(CapturedOutput output) {
		try (var application = TestApplication.run(TestDatabase.H2, Inheriting.class,
				"logging.level.dev.accelerate.repository=DEBUG")) {
			String type = Inherited.class.getName();
			assertThat(output).containsOnlyOnce("Query cache: 5 methods cached, 7 not (DEBUG lists them)");
			assertThat(output.getOut().lines().filter((line) -> line.contains("Not cached: "))).hasSize(7)
				.anyMatch((line) -> line.endsWith(type
						+ ".save(Member), because it is not a read of the repository, or returns no result of its own"))
				.anyMatch((line) -> line.endsWith(type + ".deleteByName(String), because it deletes"))
				.anyMatch((line) -> line.contains(type + ".findByStatus(Status), because it locks what it reads"))
				.anyMatch((line) -> line.contains(type + ".streamByName(String), because results of type"))
				.anyMatch((line) -> line.contains(type + ".findAlice(), because it is a default method or a fragment"))
				.anyMatch((line) -> line.contains(type + ".getByName(String), because the projection "))
				.anyMatch((line) -> line
					.contains(type + ".queryByName(String), because results of type java.util.concurrent"));
			assertStatuses(application);
		}
	}

	private static void assertStatuses(ConfigurableApplicationContext application) {
		Inherited members = application.getBean(Inherited.class);
		AccelerateOperations accelerate = application.getBean(AccelerateOperations.class);
		Long id = members.save(new Member("alice", "alice@example.org", null)).getId();
		List<Supplier<?>> cached = List.of(() -> members.findByName("alice"), () -> members.findWithQuery("alice"),
				members::count, () -> members.findById(id), () -> members.readByName("alice", Member.class));
		List<Supplier<?>> uncached = List.of(members::findAlice, () -> members.findByStatus(Status.ACTIVE),
				() -> members.getByName("alice"));
		for (Supplier<?> call : cached) {
			assertThat(accelerate.withAccelerateInfo(call).info().cacheStatus()).isEqualTo(CacheStatus.MISS);
			accelerate.invalidateAll();
		}
		for (Supplier<?> call : uncached) {
			for (int i = 0; i < 2; i++) {
				assertThat(accelerate.withAccelerateInfo(call).info().cacheStatus()).isEqualTo(CacheStatus.NONE);
			}
		}
	}

	@Test
	void saysOnceHowManyMethodsAreCachedWhenThereAreChildContexts(CapturedOutput output) {
		try (var application = TestApplication.run(TestDatabase.H2, Inheriting.class)) {
			var child = new org.springframework.context.annotation.AnnotationConfigApplicationContext();
			child.setParent(application);
			child.refresh();
			child.close();
			assertThat(output).containsOnlyOnce("methods cached");
		}
	}

	@Test
	void saysNothingWhereNothingIsDeclared(CapturedOutput output) {
		TestApplication.run(TestDatabase.H2, Plain.class).close();
		assertThat(output).doesNotContain("methods cached");
	}

	@Configuration(proxyBeanMethods = false)
	static class Plain {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = DeleteBy.class))
	static class Refused {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Inherited.class))
	static class Inheriting {

	}

	static class Name {

	}

	interface OpenProjection {

		@Value("#{target.name + target.email}")
		String getLabel();

	}

	@CacheStrategy(ttl = 60)
	interface Inherited extends Repository<Member, Long> {

		List<Member> findByName(String name);

		@Query("select m from Member m where m.name = :name")
		Optional<Member> findWithQuery(String name);

		long count();

		Optional<Member> findById(Long id);

		Member save(Member member);

		long deleteByName(String name);

		@Lock(LockModeType.PESSIMISTIC_READ)
		@org.springframework.transaction.annotation.Transactional
		List<Member> findByStatus(Status status);

		Stream<Member> streamByName(String name);

		default List<Member> findAlice() {
			return findByName("alice");
		}

		<T> List<T> readByName(String name, Class<T> type);

		List<OpenProjection> getByName(String name);

		@Async
		CompletableFuture<Member> queryByName(String name);

	}

	interface NegativeTtl extends Repository<Member, Long> {

		@CacheStrategy(ttl = -1, swr = 5)
		List<Member> findByName(String name);

	}

	interface NegativeSwr extends Repository<Member, Long> {

		@CacheStrategy(ttl = 5, swr = -1)
		List<Member> findByName(String name);

	}

	interface NoWindow extends Repository<Member, Long> {

		@CacheStrategy(tags = "members")
		List<Member> findByName(String name);

	}

	@CacheStrategy
	interface NoWindowOnInterface extends Repository<Member, Long> {

		List<Member> findByName(String name);

	}

	interface SixTags extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, tags = { "a", "b", "c", "d", "e", "f" })
		List<Member> findByName(String name);

	}

	interface MalformedTag extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, tags = "members-of")
		List<Member> findByName(String name);

	}

	interface EmptyTag extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, tags = "")
		List<Member> findByName(String name);

	}

	interface MalformedPartOfTag extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, tags = "member:#{#name}")
		List<Member> findByName(String name);

	}

	@CacheStrategy(ttl = 60, tags = "all members")
	interface MalformedTagOnInterface extends Repository<Member, Long> {

		List<Member> findByName(String name);

	}

	interface BrokenTemplate extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, tags = "member_#{#name")
		List<Member> findByName(String name);

	}

	interface UnknownVariable extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, tags = "member_#{#id}")
		List<Member> findByName(String name);

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

	interface Future extends Repository<Member, Long> {

		@Async
		@CacheStrategy(ttl = 60)
		CompletableFuture<List<Member>> findByName(String name);

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

	interface ByExample extends JpaRepository<Member, Long> {

		@Override
		@CacheStrategy(ttl = 60)
		<S extends Member> List<S> findAll(Example<S> example);

	}

	interface BySpecification extends JpaRepository<Member, Long>, JpaSpecificationExecutor<Member> {

		@Override
		@CacheStrategy(ttl = 60)
		List<Member> findAll(Specification<Member> specification);

	}

	interface UnknownArgument extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = :#{#name.value}")
		List<Member> findByName(Name name);

	}

	interface UnqualifiedTag extends Repository<Member, Long> {

		@CacheStrategy(ttl = 5, tags = "member_#{name}")
		List<Member> findByName(String name);

	}

	/**
	 * The name of the variable is part of the name of the result.
	 */
	interface FutureBesidesAClass extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60)
		@Query("select m from Member m where m.name = ?1 or m.email = cast(?2 as string)")
		<M> CompletableFuture<Member> findByName(String name, Class<M> type);

	}

}
