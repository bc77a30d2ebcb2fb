package dev.accelerate.repository;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.strategy.RepositoryScope;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.TestRepositories;
import dev.accelerate.testing.TestRepositories.Members;
import dev.accelerate.testing.domain.Member;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.Advisor;
import org.springframework.aop.PointcutAdvisor;
import org.springframework.aop.framework.Advised;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.repository.CrudRepository;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.core.support.RepositoryComposition.RepositoryFragments;
import org.springframework.orm.jpa.SharedEntityManagerCreator;

import static dev.accelerate.CacheStatus.MISS;
import static dev.accelerate.CacheStatus.NONE;
import static dev.accelerate.CacheStatus.TTL;
import static dev.accelerate.testing.CacheStatuses.statusOf;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link CacheAdvisorFactory}: whichever way a method is called, exactly one of them sees
 * the call.
 */
class CacheAdvisorFactoryTests {

	private static ConfigurableApplicationContext context;

	private static AccelerateOperations accelerate;

	private static Long alice;

	@BeforeAll
	static void start() {
		context = TestApplication.run(TestDatabase.H2);
		accelerate = context.getBean(AccelerateOperations.class);
		alice = TestRepositories.create(context, Members.class)
			.save(new Member("alice", "alice@example.org", null))
			.getId();
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@BeforeEach
	void empty() {
		accelerate.invalidateAll();
	}

	@Test
	void aCallByTheErasedSignatureOfAGenericInterfaceIsSeen() {
		Redeclaring members = TestRepositories.create(context, Redeclaring.class);
		Reads<Member, Long> reads = members;
		assertStatuses(() -> members.findById(alice), MISS, TTL);
		assertStatuses(() -> reads.findById(alice), TTL);
		assertThat(reads.findById(alice)).map(Member::getName).contains("alice");
	}

	@Test
	void aCallByAWiderReturnTypeIsSeen() {
		Redeclaring members = TestRepositories.create(context, Redeclaring.class);
		Reads<Member, Long> reads = members;
		assertStatuses(() -> reads.findByName("alice"), MISS, TTL);
		assertStatuses(() -> members.findByName("alice"), TTL);
	}

	@Test
	void aCallByABridgeOfAnInterfaceInBetweenIsSeen() {
		RedeclaringTwice members = TestRepositories.create(context, RedeclaringTwice.class);
		Redeclared redeclared = members;
		Reads<Member, Long> reads = members;
		assertStatuses(() -> members.findById(alice), MISS, TTL);
		assertStatuses(() -> redeclared.findById(alice), TTL);
		assertStatuses(() -> reads.findById(alice), TTL);
		assertStatuses(() -> reads.findByName("alice"), MISS, TTL);
		assertStatuses(() -> redeclared.findByName("alice"), TTL);
		assertStatuses(() -> members.findByName("alice"), TTL);
	}

	@Test
	void aCallByCrudRepositoryIsSeenWhereAnInterfaceInBetweenRedeclares() {
		CrudTwice members = TestRepositories.create(context, CrudTwice.class);
		CrudRepository<Member, Long> crud = members;
		assertStatuses(() -> crud.findById(alice), MISS, TTL);
		assertStatuses(() -> members.findById(alice), TTL);
		assertStatuses(crud::findAll, MISS, TTL);
		assertStatuses(members::findAll, TTL);
	}

	@Test
	void aCallByAFragmentsInterfaceIsSeen() {
		WithFragment members = withFragment();
		Names<Long, List<String>> names = members;
		Supplier<?> call = () -> names.namesOf(alice);
		assertStatuses(call, MISS, TTL);
		assertStatuses(() -> members.namesOf(alice), TTL);
		assertThat(members.namesOf(alice)).containsExactly("alice");
		assertStatuses(() -> names.plain(alice), NONE, NONE);
		assertStatuses(() -> members.defaultNames(alice), MISS, TTL);
		assertStatuses(() -> names.defaultNames(alice), TTL);
	}

	@ParameterizedTest
	@ValueSource(classes = { Members.class, Redeclaring.class, RedeclaringTwice.class, CrudTwice.class,
			WithFragment.class, CachedCrud.class })
	void everyCallableMethodHasExactlyOne(Class<? extends Repository<?, ?>> type) {
		Repository<?, ?> proxy = (type == WithFragment.class) ? withFragment() : TestRepositories.create(context, type);
		List<PointcutAdvisor> ours = Stream.of(((Advised) proxy).getAdvisors())
			.filter((advisor) -> advisor.getAdvice() instanceof CacheInterceptor)
			.map(PointcutAdvisor.class::cast)
			.toList();
		assertThat(ours).hasSameSizeAs(RepositoryScope.candidates(type));
		assertThat(((Advised) proxy).getAdvisors()).startsWith(ours.toArray(Advisor[]::new));
		for (Method method : type.getMethods()) {
			long seeing = ours.stream().filter((advisor) -> matches(advisor, method, proxy)).count();
			// A bridge to a narrower return type has none, and its calls are seen still.
			assertThat(seeing).as(method.toString()).isBetween(method.isBridge() ? 0L : 1L, 1L);
		}
		for (Method method : Object.class.getMethods()) {
			assertThat(ours).as(method.toString()).filteredOn((advisor) -> matches(advisor, method, proxy)).isEmpty();
		}
	}

	@Test
	void writesWorkAndAreNotCached() {
		CachedCrud members = TestRepositories.create(context, CachedCrud.class);
		CrudRepository<Member, Long> crud = members;
		long before = members.count();
		assertStatuses(members::count, TTL);
		Member bob = new Member("bob", "bob@example.org", null);
		assertStatuses(() -> crud.save(bob), NONE);
		assertStatuses(members::count, MISS);
		assertThat(members.count()).isEqualTo(before + 1);
		assertThat(crud.findById(bob.getId())).map(Member::getName).contains("bob");
		assertStatuses(() -> members.saveAndFlush(bob), NONE, NONE);
		assertStatuses(() -> run(() -> crud.deleteById(bob.getId())), NONE);
		assertThat(members.count()).isEqualTo(before);
		assertThat(crud.findById(bob.getId())).isEmpty();
		Member carol = members.save(new Member("carol", "carol@example.org", null));
		assertThat(members.count()).isEqualTo(before + 1);
		assertStatuses(() -> run(() -> members.delete(carol)), NONE);
		assertThat(members.count()).isEqualTo(before);
	}

	private static boolean matches(PointcutAdvisor advisor, Method method, Object proxy) {
		Class<?> target = ((Advised) proxy).getTargetClass();
		return advisor.getPointcut().getClassFilter().matches(target)
				&& advisor.getPointcut().getMethodMatcher().matches(method, target);
	}

	private static WithFragment withFragment() {
		EntityManager entityManager = SharedEntityManagerCreator
			.createSharedEntityManager(context.getBean(EntityManagerFactory.class));
		return TestRepositories.create(context, WithFragment.class, (factoryBean) -> factoryBean
			.setRepositoryFragments(RepositoryFragments.just(new NamesFragment(entityManager))));
	}

	private static Object run(Runnable call) {
		call.run();
		return "done";
	}

	private static void assertStatuses(Supplier<?> call, CacheStatus... expected) {
		for (CacheStatus status : expected) {
			assertThat(statusOf(accelerate, call)).isEqualTo(status);
		}
	}

	@CacheStrategy(ttl = 60)
	interface CachedCrud extends JpaRepository<Member, Long> {

	}

	@NoRepositoryBean
	interface Reads<T, I> extends Repository<T, I> {

		Optional<T> findById(I id);

		Iterable<T> findByName(String name);

	}

	interface Redeclaring extends Reads<Member, Long> {

		@Override
		@CacheStrategy(ttl = 60)
		Optional<Member> findById(Long id);

		@Override
		@CacheStrategy(ttl = 60)
		List<Member> findByName(String name);

	}

	@NoRepositoryBean
	interface Redeclared extends Reads<Member, Long> {

		@Override
		Optional<Member> findById(Long id);

		@Override
		List<Member> findByName(String name);

	}

	interface RedeclaringTwice extends Redeclared {

		@Override
		@CacheStrategy(ttl = 60)
		Optional<Member> findById(Long id);

		@Override
		@CacheStrategy(ttl = 60)
		List<Member> findByName(String name);

	}

	@NoRepositoryBean
	interface CrudInBetween extends CrudRepository<Member, Long> {

		@Override
		Optional<Member> findById(Long id);

		@Override
		List<Member> findAll();

	}

	interface CrudTwice extends CrudInBetween {

		@Override
		@CacheStrategy(ttl = 60)
		Optional<Member> findById(Long id);

		@Override
		@CacheStrategy(ttl = 60)
		List<Member> findAll();

	}

	interface Names<I, R> {

		@CacheStrategy(ttl = 60)
		R namesOf(I id);

		R plain(I id);

		@CacheStrategy(ttl = 60)
		default R defaultNames(I id) {
			return plain(id);
		}

	}

	static class NamesFragment implements Names<Long, List<String>> {

		private final EntityManager entityManager;

		NamesFragment(EntityManager entityManager) {
			this.entityManager = entityManager;
		}

		@Override
		public List<String> namesOf(Long id) {
			return this.entityManager.createQuery("select m.name from Member m where m.id = :id", String.class)
				.setParameter("id", id)
				.getResultList();
		}

		@Override
		public List<String> plain(Long id) {
			return namesOf(id);
		}

	}

	interface WithFragment extends Repository<Member, Long>, Names<Long, List<String>> {

		@Override
		@CacheStrategy(ttl = 60)
		List<String> namesOf(Long id);

	}

}
