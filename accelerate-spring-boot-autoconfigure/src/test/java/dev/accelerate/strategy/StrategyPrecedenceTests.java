package dev.accelerate.strategy;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
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

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.AliasFor;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.CrudRepository;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.core.support.RepositoryComposition.RepositoryFragments;

import static dev.accelerate.CacheStatus.MISS;
import static dev.accelerate.CacheStatus.NONE;
import static dev.accelerate.CacheStatus.SWR;
import static dev.accelerate.CacheStatus.TTL;
import org.springframework.orm.jpa.SharedEntityManagerCreator;

import static dev.accelerate.testing.CacheStatuses.statusOf;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link DeclaredStrategy}: where the strategy of a method comes from.
 */
class StrategyPrecedenceTests {

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
	void methodReplacesTheStrategyOfItsInterfaceWholly() {
		MethodAndInterface members = TestRepositories.create(context, MethodAndInterface.class);
		assertStatuses(() -> members.findByName("alice"), MISS, TTL);
		assertStatuses(() -> members.findByEmail("alice@example.org"), MISS, SWR);
		accelerate.invalidate("of_interface");
		assertStatuses(() -> members.findByName("alice"), MISS);
		assertStatuses(() -> members.findByEmail("alice@example.org"), SWR);
	}

	@Test
	void methodSwitchesOffTheStrategyOfItsInterface() {
		SwitchedOffMethod members = TestRepositories.create(context, SwitchedOffMethod.class);
		assertStatuses(() -> members.findByName("alice"), NONE, NONE);
		assertStatuses(() -> members.findByEmail("alice@example.org"), MISS, TTL);
	}

	@Test
	void interfaceSwitchesOffItselfButNotItsMethods() {
		SwitchedOffInterface members = TestRepositories.create(context, SwitchedOffInterface.class);
		assertStatuses(() -> members.findByName("alice"), NONE, NONE);
		assertStatuses(() -> members.findByEmail("alice@example.org"), MISS, TTL);
	}

	@Test
	void strategyThatIsSwitchedOffIsNotChecked() {
		SwitchedOffAndInvalid members = TestRepositories.create(context, SwitchedOffAndInvalid.class);
		assertStatuses(() -> members.findByName("alice"), NONE, NONE);
	}

	@Test
	void annotationOfTheApplicationPassesAttributesOn() {
		Meta members = TestRepositories.create(context, Meta.class);
		assertStatuses(() -> members.findByName("alice"), MISS, TTL);
		accelerate.invalidate("hourly");
		assertStatuses(() -> members.findByName("alice"), MISS);
	}

	@Test
	void annotationOfTheApplicationAppliesToInterfaces() {
		MetaInterface members = TestRepositories.create(context, MetaInterface.class);
		assertStatuses(() -> members.findByName("alice"), MISS, TTL);
		accelerate.invalidate("on_interface");
		assertStatuses(() -> members.findByName("alice"), MISS);
	}

	@Test
	void methodOfASuperInterfaceBringsItsStrategy() {
		Inheriting members = TestRepositories.create(context, Inheriting.class);
		assertStatuses(() -> members.findByName("alice"), MISS, TTL);
	}

	@Test
	void redeclaredMethodKeepsTheStrategyOfItsSuperInterface() {
		Redeclaring members = TestRepositories.create(context, Redeclaring.class);
		assertStatuses(() -> members.findByName("alice"), MISS, TTL);
	}

	@Test
	void superInterfaceBringsItsStrategy() {
		OfCachedInterface members = TestRepositories.create(context, OfCachedInterface.class);
		assertStatuses(() -> members.findByName("alice"), MISS, TTL);
	}

	@Test
	void callsThroughSuperInterfacesHitTheSamePlan() {
		RedeclaredCrud members = TestRepositories.create(context, RedeclaredCrud.class);
		CrudRepository<Member, Long> crud = members;
		assertStatuses(() -> members.findById(alice), MISS, TTL);
		assertStatuses(() -> crud.findById(alice), TTL);
		assertStatuses(crud::findAll, MISS, TTL);
		assertStatuses(members::findAll, TTL);
		assertStatuses(crud::count, MISS, TTL);
		assertStatuses(members::count, TTL);
		assertStatuses(() -> crud.existsById(alice), NONE, NONE);
		assertThat(crud.findById(alice)).map(Member::getName).contains("alice");
	}

	@Test
	void interfacesCrudReadsInheritAlsoWhereNotRedeclared() {
		CachedCrud members = TestRepositories.create(context, CachedCrud.class);
		CrudRepository<Member, Long> crud = members;
		assertStatuses(() -> members.findById(alice), MISS, TTL);
		assertStatuses(() -> crud.findById(alice), TTL);
		assertStatuses(members::findAll, MISS, TTL);
		assertStatuses(crud::findAll, TTL);
		assertStatuses(() -> members.existsById(alice), MISS, TTL);
		assertStatuses(() -> members.findAllById(List.of(alice)), MISS, TTL);
		assertStatuses(members::count, MISS, TTL);
		assertStatuses(() -> members.getReferenceById(alice), NONE, NONE);
	}

	@Test
	void defaultMethodsAndFragmentsAreCachedOnlyWhereExplicit() {
		WithCode members = TestRepositories.create(context, WithCode.class,
				(factoryBean) -> factoryBean
					.setRepositoryFragments(RepositoryFragments.just(new CodeFragment(SharedEntityManagerCreator
						.createSharedEntityManager(context.getBean(EntityManagerFactory.class))))));
		assertStatuses(members::defaultExplicit, MISS, TTL);
		assertStatuses(members::defaultInherited, NONE, NONE);
		assertStatuses(members::fragmentExplicit, MISS, TTL);
		assertStatuses(members::fragmentInherited, NONE, NONE);
	}

	private static void assertStatuses(Supplier<?> call, CacheStatus... expected) {
		for (CacheStatus status : expected) {
			assertThat(statusOf(accelerate, call)).isEqualTo(status);
		}
	}

	@Target({ ElementType.METHOD, ElementType.TYPE })
	@Retention(RetentionPolicy.RUNTIME)
	@CacheStrategy(ttl = 3600)
	@interface Hourly {

		@AliasFor(annotation = CacheStrategy.class, attribute = "tags")
		String[] value() default {};

	}

	@CacheStrategy(ttl = 60, tags = "of_interface")
	interface MethodAndInterface extends Repository<Member, Long> {

		List<Member> findByName(String name);

		@CacheStrategy(swr = 600)
		Optional<Member> findByEmail(String email);

	}

	@CacheStrategy(ttl = 60)
	interface SwitchedOffMethod extends Repository<Member, Long> {

		@CacheStrategy(enabled = false)
		List<Member> findByName(String name);

		Optional<Member> findByEmail(String email);

	}

	@CacheStrategy(ttl = 60, enabled = false)
	interface SwitchedOffInterface extends Repository<Member, Long> {

		List<Member> findByName(String name);

		@CacheStrategy(ttl = 60)
		Optional<Member> findByEmail(String email);

	}

	@CacheStrategy(enabled = false, tags = "not a tag")
	interface SwitchedOffAndInvalid extends Repository<Member, Long> {

		@CacheStrategy(ttl = -1, enabled = false)
		List<Member> findByName(String name);

	}

	interface Meta extends Repository<Member, Long> {

		@Hourly("hourly")
		List<Member> findByName(String name);

	}

	@Hourly("on_interface")
	interface MetaInterface extends Repository<Member, Long> {

		List<Member> findByName(String name);

	}

	@NoRepositoryBean
	interface CachedReads<T, I> extends Repository<T, I> {

		@CacheStrategy(ttl = 60)
		List<T> findByName(String name);

	}

	interface Inheriting extends CachedReads<Member, Long> {

	}

	interface Redeclaring extends CachedReads<Member, Long> {

		@Override
		List<Member> findByName(String name);

	}

	@NoRepositoryBean
	@CacheStrategy(ttl = 60)
	interface Cached<T, I> extends Repository<T, I> {

	}

	interface OfCachedInterface extends Cached<Member, Long> {

		List<Member> findByName(String name);

	}

	interface RedeclaredCrud extends JpaRepository<Member, Long> {

		@Override
		@CacheStrategy(ttl = 60)
		Optional<Member> findById(Long id);

		@Override
		@CacheStrategy(ttl = 60)
		List<Member> findAll();

		@Override
		@CacheStrategy(ttl = 60)
		long count();

	}

	@CacheStrategy(ttl = 60)
	interface CachedCrud extends JpaRepository<Member, Long> {

	}

	interface Code {

		@CacheStrategy(ttl = 60)
		String fragmentExplicit();

		String fragmentInherited();

	}

	static class CodeFragment implements Code {

		private final EntityManager entityManager;

		CodeFragment(EntityManager entityManager) {
			this.entityManager = entityManager;
		}

		@Override
		public String fragmentExplicit() {
			return names();
		}

		@Override
		public String fragmentInherited() {
			return names();
		}

		private String names() {
			return this.entityManager.createQuery("select m.name from Member m", String.class)
				.getResultList()
				.toString();
		}

	}

	@CacheStrategy(ttl = 60)
	interface WithCode extends Repository<Member, Long>, Code {

		@CacheStrategy(ttl = 60)
		default String defaultExplicit() {
			return findNames().toString();
		}

		default String defaultInherited() {
			return findNames().toString();
		}

		@CacheStrategy(enabled = false)
		@Query("select m.name from Member m")
		List<String> findNames();

	}

}
