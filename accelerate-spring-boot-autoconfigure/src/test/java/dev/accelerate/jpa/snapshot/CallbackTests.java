package dev.accelerate.jpa.snapshot;

import java.util.List;
import java.util.function.Supplier;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.jpa.callback.Callbacks;
import dev.accelerate.jpa.callback.Callbacks.Calm;
import dev.accelerate.jpa.callback.Callbacks.CalmPart;
import dev.accelerate.jpa.callback.Callbacks.Change;
import dev.accelerate.jpa.callback.Callbacks.Deriving;
import dev.accelerate.jpa.callback.Callbacks.Far;
import dev.accelerate.jpa.callback.Callbacks.FarChange;
import dev.accelerate.jpa.callback.Callbacks.Masked;
import dev.accelerate.jpa.callback.Callbacks.MaskedByListener;
import dev.accelerate.jpa.callback.Callbacks.MaskedInPlace;
import dev.accelerate.jpa.callback.Callbacks.MaskingFar;
import dev.accelerate.jpa.callback.Callbacks.MaskingOthers;
import dev.accelerate.jpa.callback.Callbacks.Middle;
import dev.accelerate.jpa.callback.Callbacks.OfMasked;
import dev.accelerate.jpa.callback.Callbacks.Plain;
import dev.accelerate.jpa.callback.Callbacks.Referring;
import dev.accelerate.testing.RecordedFailures;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import static dev.accelerate.testing.CacheStatuses.statusOf;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Callbacks that change entities for the caller that loads them, watched by the
 * {@link CallbackWatch}: each caller gets what its own callbacks make of the row.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallbackTests {

	private ConfigurableApplicationContext context;

	private CallbackRepository callbacks;

	private AccelerateOperations accelerate;

	private RecordedFailures failures;

	@BeforeAll
	void start() {
		this.context = TestApplication.run(TestDatabase.H2, Configured.class);
		this.callbacks = this.context.getBean(CallbackRepository.class);
		this.accelerate = this.context.getBean(AccelerateOperations.class);
		this.failures = this.context.getBean(RecordedFailures.class);
		EntityManager entityManager = this.context.getBean(EntityManager.class);
		new TransactionTemplate(this.context.getBean(PlatformTransactionManager.class))
			.executeWithoutResult((status) -> {
				Masked masked = new Masked();
				OfMasked ofMasked = new OfMasked();
				ofMasked.masked = masked;
				Deriving deriving = new Deriving();
				deriving.other = new Plain();
				Referring referring = new Referring();
				referring.other = deriving.other;
				MaskingOthers maskingOthers = new MaskingOthers();
				maskingOthers.other = deriving.other;
				maskingOthers.others.add(deriving.other);
				List.of(masked, ofMasked, new MaskedByListener(), new MaskedInPlace(), deriving.other, deriving,
						referring, maskingOthers)
					.forEach(entityManager::persist);
				MaskingFar maskingFar = new MaskingFar();
				maskingFar.middle = new Middle();
				maskingFar.middle.far = new Far();
				maskingFar.middle.far.others.add(deriving.other);
				Calm calm = new Calm();
				CalmPart batched = new CalmPart();
				CalmPart selected = new CalmPart();
				selected.id = 2L;
				batched.calm = calm;
				selected.calm = calm;
				calm.batched = batched;
				calm.selected = selected;
				List.of(maskingFar.middle.far, maskingFar.middle, maskingFar, batched, selected, calm)
					.forEach(entityManager::persist);
			});
	}

	@BeforeEach
	void forget() {
		this.accelerate.invalidateAll();
		this.failures.clear();
	}

	@AfterEach
	void distrust() {
		Callbacks.TRUSTED.remove();
	}

	@AfterAll
	void stop() {
		this.context.close();
	}

	@Test
	void valueMaskedForOneCallerIsNotServedToAnother() {
		assertThat(this.callbacks.masked().get(0).secret).isEqualTo("***");
		assertThat(this.callbacks.maskedByListener().get(0).secret).isEqualTo("***");
		Callbacks.TRUSTED.set(true);
		assertThat(this.callbacks.masked().get(0).secret).isEqualTo("secret");
		assertThat(this.callbacks.maskedByListener().get(0).secret).isEqualTo("secret");
	}

	@Test
	void valueOfATrustedCallerIsMaskedForOthers() {
		Callbacks.TRUSTED.set(true);
		assertThat(this.callbacks.masked().get(0).secret).isEqualTo("secret");
		assertThat(statusOf(this.accelerate, this.callbacks::masked)).isEqualTo(CacheStatus.TTL);
		Callbacks.TRUSTED.set(false);
		assertThat(this.callbacks.masked().get(0).secret).isEqualTo("***");
		assertThat(statusOf(this.accelerate, this.callbacks::masked)).isEqualTo(CacheStatus.TTL);
		Callbacks.TRUSTED.set(true);
		assertThat(this.callbacks.masked().get(0).secret).isEqualTo("secret");
	}

	@ParameterizedTest
	@EnumSource
	void changeInPlaceIsSeen(Change change) {
		change.choose();
		assertNotKept(this.callbacks::maskedInPlace, "MaskedInPlace");
		Callbacks.TRUSTED.set(true);
		MaskedInPlace entity = this.callbacks.maskedInPlace().get(0);
		assertThat(entity.part.text).isEqualTo("secret");
		assertThat(entity.bytes).containsExactly(7);
		assertThat(entity.parts).singleElement().extracting((part) -> part.text).isEqualTo("secret");
	}

	@Test
	void changeOfAnotherEntityIsSeen() {
		for (Supplier<List<MaskingOthers>> read : List.<Supplier<List<MaskingOthers>>>of(
				this.callbacks::maskingFetchedOthers, this.callbacks::maskingLazyOthers,
				this.callbacks::maskingFetchedCollection)) {
			Callbacks.TRUSTED.set(false);
			assertNotKept(read, "MaskingOthers");
			assertThat(read.get().get(0).other.reveal()).isEqualTo("***");
			Callbacks.TRUSTED.set(true);
			assertThat(statusOf(this.accelerate, read)).isEqualTo(CacheStatus.MISS);
			assertThat(statusOf(this.accelerate, read)).isEqualTo(CacheStatus.TTL);
		}
	}

	@ParameterizedTest
	@EnumSource
	void changeOfAnEntityFurtherAwayIsSeen(FarChange change) {
		change.choose();
		for (Supplier<?> read : List.<Supplier<?>>of(this.callbacks::maskingFar, this.callbacks::far,
				this.callbacks::farAndMasking, this.callbacks::inOneTransaction)) {
			Callbacks.TRUSTED.set(false);
			assertNotKept(read, (change != FarChange.BEYOND) ? "$Far" : "$Plain");
			Callbacks.TRUSTED.set(true);
			this.failures.clear();
			assertThat(statusOf(this.accelerate, read)).isEqualTo(CacheStatus.MISS);
			assertThat(this.failures.messages()).isEmpty();
			assertThat(statusOf(this.accelerate, read)).isEqualTo(CacheStatus.TTL);
		}
	}

	@Test
	void changeAcrossNestedReadsIsSeen() {
		for (Supplier<List<String>> read : List.<Supplier<List<String>>>of(this.callbacks::plainThenMaskingLoad,
				this.callbacks::plainLoadThenMasking, this.callbacks::derivingThenMasking,
				this.callbacks::referringThenMasking, this.callbacks::referringThenMaskingFirst)) {
			Callbacks.TRUSTED.set(false);
			assertNotKept(read, "$Plain");
			assertThat(read.get()).containsExactly("***");
			Callbacks.TRUSTED.set(true);
			assertThat(read.get()).containsExactly("secret");
			assertThat(statusOf(this.accelerate, read)).isEqualTo(CacheStatus.TTL);
			this.accelerate.invalidateAll();
		}
	}

	@Test
	void hitInsideALoadThatMasksFarAwayIsSeen() {
		FarChange.ATTRIBUTE.choose();
		Callbacks.TRUSTED.set(true);
		this.callbacks.maskingFar();
		Callbacks.TRUSTED.set(false);
		assertThat(this.callbacks.farSecretsOfHit()).containsExactly("***");
		Callbacks.TRUSTED.set(true);
		assertThat(this.callbacks.farSecretsOfHit()).containsExactly("secret");
	}

	@Test
	void whatIsLoadedPieceByPieceIsNoChange() {
		for (Supplier<?> read : List.<Supplier<?>>of(this.callbacks::calm, this.callbacks::calmParts)) {
			assertThat(statusOf(this.accelerate, read)).isEqualTo(CacheStatus.MISS);
			assertThat(this.failures.messages()).isEmpty();
			assertThat(statusOf(this.accelerate, read)).isEqualTo(CacheStatus.TTL);
		}
	}

	@Test
	void changeByTheMethodItselfCountsLikeThatOfACallback() {
		assertNotKept(this.callbacks::changed, "$Calm");
	}

	@Test
	void whatIsMadeOfAMaskedEntityIsNotKept() {
		assertNotKept(this.callbacks::ofMasked, "Masked");
		assertNotKept(this.callbacks::projected, "Masked");
		assertNotKept(this.callbacks::secrets, "Masked");
	}

	@Test
	void hitInsideALoadMasksTheWholeLoad() {
		Callbacks.TRUSTED.set(true);
		this.callbacks.masked();
		Callbacks.TRUSTED.set(false);
		assertThat(this.callbacks.secretsOfHit()).containsExactly("***");
		Callbacks.TRUSTED.set(true);
		assertThat(this.callbacks.secretsOfHit()).containsExactly("secret");
	}

	@Test
	void callbackThatFillsWhatIsNotMappedRunsForEveryCaller() {
		assertThat(this.callbacks.deriving().get(0).derived).isEqualTo("secret for false");
		Callbacks.TRUSTED.set(true);
		assertThat(this.callbacks.deriving().get(0).derived).isEqualTo("secret for true");
		assertThat(statusOf(this.accelerate, this.callbacks::deriving)).isEqualTo(CacheStatus.TTL);
		assertThat(this.failures.messages()).isEmpty();
	}

	private void assertNotKept(Supplier<?> read, String entity) {
		this.failures.clear();
		for (int i = 1; i <= 2; i++) {
			assertThat(statusOf(this.accelerate, read)).isEqualTo(CacheStatus.MISS);
			assertThat(this.failures.messages()).hasSizeGreaterThanOrEqualTo(i)
				.last()
				.asString()
				.contains(entity)
				.doesNotContain("secret");
		}
	}

	@CacheStrategy(ttl = 60)
	interface CallbackRepository extends JpaRepository<Masked, Long> {

		@Query("select m from Masked m")
		List<Masked> masked();

		@Query("select m from MaskedByListener m")
		List<MaskedByListener> maskedByListener();

		@Query("select m from MaskedInPlace m")
		List<MaskedInPlace> maskedInPlace();

		@Query("select o from OfMasked o")
		List<OfMasked> ofMasked();

		@Query("select d from Deriving d")
		List<Deriving> deriving();

		@Query("select m from MaskingOthers m join fetch m.other")
		List<MaskingOthers> maskingFetchedOthers();

		@Query("select m from MaskingOthers m join fetch m.others")
		List<MaskingOthers> maskingFetchedCollection();

		@Query("select m from MaskingOthers m")
		List<MaskingOthers> maskingLazyOthers();

		@Query("select m from MaskingFar m join fetch m.middle b join fetch b.far")
		List<MaskingFar> maskingFar();

		@Query("select f, m from MaskingFar m join m.middle b join b.far f left join fetch f.words left join fetch f.others")
		List<Object[]> far();

		@Query("select f, b, m from Far f, Middle b, MaskingFar m")
		List<Object[]> farAndMasking();

		@Query("select f from Far f left join fetch f.words")
		List<Far> farAlone();

		@Query("select m from MaskingFar m")
		List<MaskingFar> maskingFarAlone();

		@CacheStrategy(ttl = 60)
		@Transactional(readOnly = true)
		default List<String> inOneTransaction() {
			List<Far> far = farAlone();
			maskingFarAlone();
			return far.stream().map(Far::reveal).toList();
		}

		@Query("select p from Plain p")
		List<Plain> plain();

		@CacheStrategy(enabled = false)
		@Query("select p from Plain p")
		List<Plain> plainUncached();

		@CacheStrategy(enabled = false)
		@Query("select m from MaskingOthers m join fetch m.other")
		List<MaskingOthers> maskingUncached();

		@CacheStrategy(enabled = false)
		@Query("select d from Deriving d")
		List<Deriving> derivingUncached();

		@CacheStrategy(ttl = 60)
		@Transactional(readOnly = true)
		default List<String> plainThenMaskingLoad() {
			List<Plain> plain = plainUncached();
			maskingLazyOthers();
			return plain.stream().map(Plain::reveal).toList();
		}

		@CacheStrategy(ttl = 60)
		@Transactional(readOnly = true)
		default List<String> plainLoadThenMasking() {
			plain();
			return maskingUncached().stream().map((masking) -> masking.other.reveal()).toList();
		}

		@CacheStrategy(ttl = 60)
		@Transactional(readOnly = true)
		default List<String> derivingThenMasking() {
			derivingUncached();
			return maskingUncached().stream().map((masking) -> masking.other.reveal()).toList();
		}

		@CacheStrategy(enabled = false)
		@Query("select r from Referring r")
		List<Referring> referringUncached();

		@CacheStrategy(enabled = false)
		@Query("select m, o from MaskingOthers m join m.other o")
		List<Object[]> maskingFirstUncached();

		@CacheStrategy(ttl = 60)
		@Transactional(readOnly = true)
		default List<String> referringThenMasking() {
			Plain proxy = referringUncached().get(0).other;
			maskingUncached();
			return List.of(proxy.reveal());
		}

		@CacheStrategy(ttl = 60)
		@Transactional(readOnly = true)
		default List<String> referringThenMaskingFirst() {
			Plain proxy = referringUncached().get(0).other;
			maskingFirstUncached();
			return List.of(proxy.reveal());
		}

		@CacheStrategy(ttl = 60)
		default List<String> farSecretsOfHit() {
			return maskingFar().stream().map((masking) -> masking.middle.far.secret).toList();
		}

		@CacheStrategy(ttl = 60)
		default List<Calm> changed() {
			List<Calm> calm = calm();
			calm.forEach((entity) -> entity.secret = "changed");
			return calm;
		}

		@Query("select c from Calm c")
		List<Calm> calm();

		@Query("select p from CalmPart p")
		List<CalmPart> calmParts();

		@Query("select m from Masked m")
		List<Projected> projected();

		@CacheStrategy(ttl = 60)
		default List<String> secrets() {
			return findAll().stream().map((masked) -> masked.secret).toList();
		}

		@CacheStrategy(ttl = 60)
		default List<String> secretsOfHit() {
			return masked().stream().map((masked) -> masked.secret).toList();
		}

	}

	interface Projected {

		String getSecret();

	}

	@Configuration(proxyBeanMethods = false)
	@Import(RecordedFailures.class)
	@EntityScan(basePackageClasses = Callbacks.class)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE,
					classes = CallbackRepository.class))
	static class Configured {

	}

}
