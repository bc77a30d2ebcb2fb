package dev.accelerate.repository;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.core.QueryCacheListener.Outcome;
import dev.accelerate.signature.TenantKey;
import dev.accelerate.testing.MutableTime;
import dev.accelerate.testing.RecordedBypasses;
import dev.accelerate.testing.RecordedRefreshes;
import dev.accelerate.testing.RepositoryFixture;
import dev.accelerate.testing.tenant.CarriedTenants;
import dev.accelerate.testing.tenant.Note;
import dev.accelerate.testing.tenant.Tenants;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.support.JpaEntityInformation;
import org.springframework.data.jpa.repository.support.SimpleJpaRepository;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * {@link TenantKey} of repositories whose persistence unit has a tenant resolver: each
 * tenant is cached by itself, without a bean that says so.
 */
@ExtendWith(OutputCaptureExtension.class)
class TenantKeyTests {

	@AutoClose
	private static final RepositoryFixture application = new RepositoryFixture(Application.class,
			"logging.level.dev.accelerate=debug");

	private final Notes notes = application.create(Notes.class);

	@BeforeEach
	void writeNotes() {
		application.bean(JdbcTemplate.class).update("delete from notes");
		for (String tenant : List.of("a", "b")) {
			Tenants.enter(tenant);
			this.notes.save(new Note("note of " + tenant));
		}
		application.bean(RecordedBypasses.class).reasons();
		application.bean(RecordedRefreshes.class).outcomes().clear();
		application.accelerate.invalidateAll();
	}

	@AfterEach
	void forgetTenant() {
		Tenants.leave();
	}

	@ParameterizedTest
	@ValueSource(classes = { Notes.class, InheritedNotes.class })
	void eachTenantIsCachedByItself(Class<? extends NoteTexts> type) {
		NoteTexts texts = application.create(type);
		for (CacheStatus status : List.of(CacheStatus.MISS, CacheStatus.TTL)) {
			for (String tenant : List.of("a", "b")) {
				Tenants.enter(tenant);
				assertAnswer(texts::texts, status, "note of " + tenant);
			}
		}
	}

	@Test
	void eachTenantIsCachedByItselfBehindABaseClassOfTheApplication() {
		BasedNotes based = application.create(BasedNotes.class,
				(factory) -> factory.setRepositoryBaseClass(NotesBase.class));
		for (CacheStatus status : List.of(CacheStatus.MISS, CacheStatus.TTL)) {
			for (String tenant : List.of("a", "b")) {
				Tenants.enter(tenant);
				assertAnswer(based::baseTexts, status, "note of " + tenant);
			}
		}
	}

	@Test
	void aHitAsksTheResolverOnce() {
		Tenants.enter("a");
		this.notes.texts();
		assertThat(callsOfResolver(() -> assertAnswer(this.notes::texts, CacheStatus.TTL, "note of a"))).isOne();
		inTransaction((entityManager) -> assertThat(
				callsOfResolver(() -> assertAnswer(this.notes::texts, CacheStatus.TTL, "note of a")))
			.isOne());
	}

	@Test
	void aWriteOfOneTenantInvalidatesTheResultsOfAll() {
		Tenants.enter("a");
		this.notes.texts();
		Tenants.enter("b");
		this.notes.save(new Note("more of b"));
		Tenants.enter("a");
		assertAnswer(this.notes::texts, CacheStatus.MISS, "note of a");
	}

	@Test
	void aRootSeesAllRowsUnderAKeyOfItsOwn() {
		for (CacheStatus status : List.of(CacheStatus.MISS, CacheStatus.TTL)) {
			Tenants.enter(Tenants.ROOT);
			assertAnswer(this.notes::texts, status, "note of a", "note of b");
			Tenants.enter("a");
			assertAnswer(this.notes::texts, status, "note of a");
		}
	}

	/**
	 * Whether a tenant is a root may depend on more than its identifier.
	 */
	@Test
	void oneTenantHasAKeyAsARootAndAnotherWhereItIsNone() {
		Tenants.enter("a");
		for (CacheStatus status : List.of(CacheStatus.MISS, CacheStatus.TTL)) {
			Tenants.privilege(true);
			assertAnswer(this.notes::texts, status, "note of a", "note of b");
			Tenants.privilege(false);
			assertAnswer(this.notes::texts, status, "note of a");
		}
	}

	@Test
	void nothingIsStoredWhereTheTenantChangesBetweenKeyAndLoad() {
		Tenants.enter("a");
		for (String[] answers : new String[][] { { "a", "b" }, { "a", "b", "b" } }) {
			Tenants.answerFirst(answers);
			assertAnswer(this.notes::texts, CacheStatus.MISS, "note of b");
			Tenants.answerFirst();
			assertAnswer(this.notes::texts, CacheStatus.MISS, "note of a");
			application.accelerate.invalidateAll();
		}
	}

	@Test
	void aResolverWithoutATenantHasTheQueryFailAsWithoutTheCache() {
		Tenants.enter(null);
		assertFailsAsWithoutTheCache();
		Tenants.enter("a");
		assertAnswer(this.notes::texts, CacheStatus.MISS, "note of a");
	}

	@Test
	void aResolverThatFailsHasTheQueryFailAsWithoutTheCache() {
		Tenants.enter("a");
		this.notes.texts();
		Tenants.fail(true);
		assertFailsAsWithoutTheCache();
		assertThat(application.bean(RecordedBypasses.class).reasons()).contains("tenant");
	}

	@Test
	void aResolverThatFailsDoesNotConcernASessionThatIsOpen() {
		Tenants.enter("a");
		inTransaction((entityManager) -> {
			Tenants.fail(true);
			assertAnswer(this.notes::texts, CacheStatus.NONE, "note of a");
		});
		assertThat(application.bean(RecordedBypasses.class).reasons()).containsOnly("tenant");
	}

	@Test
	void aSessionOfTheTenantAnswersFromTheCacheWithManagedEntities() {
		Tenants.enter("a");
		this.notes.findByText("note of a");
		inTransaction((entityManager) -> {
			var answer = application.accelerate.withAccelerateInfo(() -> this.notes.findByText("note of a"));
			assertThat(answer.info().cacheStatus()).isEqualTo(CacheStatus.TTL);
			assertThat(answer.data()).singleElement().matches(entityManager::contains, "is managed");
		});
		Tenants.enter("b");
		inTransaction((entityManager) -> assertThat(this.notes.findByText("note of a")).isEmpty());
	}

	@Test
	void aSessionOfAnotherTenantGoesPastTheCache() {
		Tenants.enter("b");
		this.notes.texts();
		Tenants.enter("a");
		inTransaction((entityManager) -> {
			Tenants.enter("b");
			assertAnswer(this.notes::texts, CacheStatus.NONE, "note of a");
		});
		assertThat(application.bean(RecordedBypasses.class).reasons()).containsOnly("other-tenant");
		assertAnswer(this.notes::texts, CacheStatus.TTL, "note of b");
	}

	@Test
	void aSessionThatSeesOtherRowsThanItsTenantGoesPastTheCache() {
		Tenants.enter("a");
		this.notes.texts();
		inTransaction((entityManager) -> {
			Session session = entityManager.unwrap(Session.class);
			session.disableFilter("_tenantId");
			assertAnswer(this.notes::texts, CacheStatus.NONE, "note of a", "note of b");
			session.enableFilter("_tenantId").setParameter("tenantId", "b");
			assertAnswer(this.notes::texts, CacheStatus.NONE, "note of b");
			session.enableFilter("_tenantId").setParameter("tenantId", "a");
			assertAnswer(this.notes::texts, CacheStatus.TTL, "note of a");
		});
		assertThat(application.bean(RecordedBypasses.class).reasons()).containsOnly("other-tenant");
	}

	@Test
	void aFilterBesidesTheTenantsGoesPastTheCache() {
		Tenants.enter("a");
		this.notes.texts();
		inTransaction((entityManager) -> {
			entityManager.unwrap(Session.class).enableFilter("changed");
			assertAnswer(this.notes::texts, CacheStatus.NONE);
		});
		assertThat(application.bean(RecordedBypasses.class).reasons()).containsOnly("filter");
		assertAnswer(this.notes::texts, CacheStatus.TTL, "note of a");
	}

	@Test
	void aLoadThatReadsInASessionOfAnotherTenantIsNotStored() {
		Tenants.enter("a");
		assertAnswer(() -> this.notes.textsInSessionOf("a"), CacheStatus.MISS, "note of a");
		assertAnswer(() -> this.notes.textsInSessionOf("a"), CacheStatus.TTL, "note of a");
		assertAnswer(() -> this.notes.textsInSessionOf("b"), CacheStatus.MISS, "note of b");
		assertAnswer(() -> this.notes.textsInSessionOf("b"), CacheStatus.MISS, "note of b");
	}

	/**
	 * What is read inside is stored for the tenant that reads it, and answers there.
	 */
	@Test
	void aLoadThatReadsAsAnotherTenantIsNotStored() {
		Tenants.enter("a");
		for (int i = 0; i < 3; i++) {
			assertAnswer(() -> this.notes.textsReadAs("b"), CacheStatus.MISS, "note of b");
		}
		assertAnswer(() -> this.notes.textsReadAs("a"), CacheStatus.MISS, "note of a");
		assertAnswer(() -> this.notes.textsReadAs("a"), CacheStatus.TTL, "note of a");
		Tenants.enter("b");
		assertAnswer(this.notes::texts, CacheStatus.TTL, "note of b");
	}

	@Test
	void aRefreshOnAThreadOfAnotherTenantIsDiscardedAndCounted() throws Exception {
		Tenants.enter("a");
		this.notes.texts();
		application.bean(JdbcTemplate.class).update("update notes set text = 'changed ' || tenant");
		application.bean(MutableTime.class).advance(Duration.ofSeconds(61));
		assertAnswer(this.notes::texts, CacheStatus.SWR, "note of a");
		assertThat(application.bean(RecordedRefreshes.class).outcomes().poll(10, TimeUnit.SECONDS))
			.isEqualTo(Outcome.OTHER_TENANT);
		assertAnswer(this.notes::texts, CacheStatus.SWR, "note of a");
		assertThat(application.bean(MeterRegistry.class)
			.get("accelerate.refreshes")
			.tag("outcome", "other_tenant")
			.counter()
			.count()).isPositive();
	}

	@Test
	void aRefreshThatIsGivenTheTenantIsStored() throws Exception {
		try (RepositoryFixture carried = new RepositoryFixture(CarryingApplication.class)) {
			Notes notes = carried.create(Notes.class);
			for (String tenant : List.of("a", "b")) {
				Tenants.enter(tenant);
				notes.save(new Note("note of " + tenant));
			}
			for (String tenant : List.of("a", "b")) {
				Tenants.enter(tenant);
				notes.texts();
			}
			carried.bean(JdbcTemplate.class).update("update notes set text = 'changed ' || tenant");
			carried.bean(MutableTime.class).advance(Duration.ofSeconds(61));
			for (String tenant : List.of("a", "b")) {
				Tenants.enter(tenant);
				assertThat(carried.status(notes::texts)).isEqualTo(CacheStatus.SWR);
				assertThat(carried.bean(RecordedRefreshes.class).outcomes().poll(10, TimeUnit.SECONDS))
					.isEqualTo(Outcome.STORED);
				assertThat(notes.texts()).containsExactly("changed " + tenant);
				assertThat(carried.status(notes::texts)).isEqualTo(CacheStatus.TTL);
			}
		}
	}

	@Test
	void optionsOfACallAreForItsTenant() {
		Tenants.enter("a");
		this.notes.texts();
		Tenants.enter("b");
		CacheOptions options = CacheOptions.ofTtl(30);
		assertAnswer(() -> application.accelerate.withCacheStrategy(options, this.notes::texts), CacheStatus.MISS,
				"note of b");
		application.bean(JdbcTemplate.class).update("update notes set text = 'changed ' || tenant");
		assertAnswer(() -> application.accelerate.withCacheStrategy(CacheOptions.refresh(), this.notes::texts),
				CacheStatus.MISS, "changed b");
		assertAnswer(this.notes::texts, CacheStatus.TTL, "changed b");
		Tenants.enter("a");
		assertAnswer(this.notes::texts, CacheStatus.TTL, "note of a");
	}

	@Test
	void noTenantIsEverShown(CapturedOutput output) throws Exception {
		String secret = "tenant4711";
		Tenants.enter(secret);
		this.notes.save(new Note("note"));
		var info = application.accelerate.withAccelerateInfo(this.notes::texts).info();
		assertThat(info.toString()).doesNotContain(secret);
		this.notes.texts();
		inTransaction((entityManager) -> {
			Tenants.enter("a");
			this.notes.texts();
			Tenants.fail(true);
			this.notes.texts();
			Tenants.fail(false);
			Tenants.enter(secret);
		});
		application.bean(MutableTime.class).advance(Duration.ofSeconds(61));
		this.notes.texts();
		application.bean(RecordedRefreshes.class).outcomes().poll(10, TimeUnit.SECONDS);
		assertThat(output).contains("Notes.texts was a miss").doesNotContain(secret);
		assertThat(application.bean(MeterRegistry.class).getMeters()).extracting(Meter::getId)
			.isNotEmpty()
			.allSatisfy((id) -> assertThat(id.toString()).doesNotContain(secret));
	}

	private void assertFailsAsWithoutTheCache() {
		Throwable expected = catchThrowable(
				() -> application.accelerate.withCacheStrategy(CacheOptions.none(), this.notes::texts));
		assertThat(expected).isNotNull();
		assertThat(catchThrowable(this.notes::texts)).hasSameClassAs(expected).hasMessage(expected.getMessage());
	}

	/**
	 * The answer is what the database says, or said when it was cached.
	 */
	private static void assertAnswer(Supplier<List<String>> call, CacheStatus status, String... expected) {
		var answer = application.accelerate.withAccelerateInfo(call);
		assertThat(answer.data()).containsExactly(expected);
		assertThat(answer.info().cacheStatus()).isEqualTo(status);
	}

	private static int callsOfResolver(Runnable call) {
		int before = Tenants.calls();
		call.run();
		return Tenants.calls() - before;
	}

	private static void inTransaction(Consumer<EntityManager> work) {
		TransactionTemplate transaction = new TransactionTemplate(application.bean(PlatformTransactionManager.class));
		transaction.setReadOnly(true);
		transaction.executeWithoutResult((status) -> work.accept(application.bean(EntityManager.class)));
	}

	interface NoteTexts extends JpaRepository<Note, Long> {

		List<String> texts();

	}

	interface Notes extends NoteTexts {

		@Override
		@CacheStrategy(ttl = 60, swr = 600)
		@Query("select n.text from Note n order by n.text")
		List<String> texts();

		@CacheStrategy(ttl = 60)
		List<Note> findByText(String text);

		@CacheStrategy(ttl = 60)
		default List<String> textsInSessionOf(String tenant) {
			try (Session session = application.bean(SessionFactory.class)
				.withOptions()
				.tenantIdentifier((Object) tenant)
				.openSession()) {
				return session.createQuery("select n.text from Note n", String.class).getResultList();
			}
		}

		@CacheStrategy(ttl = 60)
		default List<String> textsReadAs(String tenant) {
			return Tenants.as(tenant, this::texts);
		}

	}

	@CacheStrategy(ttl = 60)
	interface InheritedNotes extends NoteTexts {

		@Override
		@Query("select n.text from Note n order by n.text")
		List<String> texts();

	}

	interface BasedNotes extends JpaRepository<Note, Long> {

		@CacheStrategy(ttl = 60)
		List<String> baseTexts();

	}

	static class NotesBase<T, I> extends SimpleJpaRepository<T, I> {

		private final EntityManager entityManager;

		NotesBase(JpaEntityInformation<T, ?> entity, EntityManager entityManager) {
			super(entity, entityManager);
			this.entityManager = entityManager;
		}

		@SuppressWarnings("unused") // the implementation of BasedNotes
		public List<String> baseTexts() {
			return this.entityManager.createQuery("select n.text from Note n", String.class).getResultList();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Tenants.class)
	static class Application {

		@Bean
		RecordedBypasses recordedBypasses() {
			return new RecordedBypasses();
		}

		@Bean
		RecordedRefreshes recordedRefreshes() {
			return new RecordedRefreshes();
		}

		@Bean
		MeterRegistry meterRegistry() {
			return new SimpleMeterRegistry();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Application.class, CarriedTenants.class })
	static class CarryingApplication {

	}

}
