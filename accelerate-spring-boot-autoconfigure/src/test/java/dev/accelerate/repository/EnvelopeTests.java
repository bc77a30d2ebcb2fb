package dev.accelerate.repository;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.accelerate.AccelerateInfo;
import dev.accelerate.AccelerateOperations;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.testing.MutableTime;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.domain.Member;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * {@link Accelerated} and {@code withAccelerateInfo}: the information on how a call was
 * answered.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnvelopeTests {

	private static final String ALICE = "alice@example.org";

	private ConfigurableApplicationContext context;

	private EnvelopeRepository members;

	private AccelerateOperations accelerate;

	private MutableTime time;

	@BeforeAll
	void start() {
		this.context = TestApplication.run(TestDatabase.H2, Configured.class, "accelerate.region=berlin");
		this.members = this.context.getBean(EnvelopeRepository.class);
		this.accelerate = this.context.getBean(AccelerateOperations.class);
		this.time = this.context.getBean(MutableTime.class);
		this.members.save(new Member("alice", ALICE, null));
	}

	@BeforeEach
	void forget() {
		this.accelerate.invalidateAll();
	}

	@AfterAll
	void stop() {
		this.context.close();
	}

	@Test
	void tellsHowEachCallWasAnswered() {
		Instant loaded = this.time.instant();
		Accelerated<Member> miss = this.accelerate.withAccelerateInfo(() -> this.members.getByEmail(ALICE));
		assertThat(miss.data().getName()).isEqualTo("alice");
		assertThat(miss.info().cacheStatus()).isEqualTo(CacheStatus.MISS);
		assertThat(miss.info().lastModified()).isEqualTo(loaded);
		assertThat(miss.info().region()).isEqualTo("berlin");
		assertThat(miss.info().signature()).hasSizeGreaterThanOrEqualTo(32);
		this.time.advance(Duration.ofSeconds(10));
		AccelerateInfo hit = info(() -> this.members.getByEmail(ALICE));
		assertThat(hit.cacheStatus()).isEqualTo(CacheStatus.TTL);
		assertThat(hit.lastModified()).isEqualTo(loaded);
		assertThat(hit.signature()).isEqualTo(miss.info().signature());
		assertThat(hit.requestId()).isNotEqualTo(miss.info().requestId()).isNotEmpty();
	}

	@Test
	void tellsOfUncachedCallsThatTheyHaveNoKey() {
		AccelerateInfo info = info(() -> this.members.findByName("alice"));
		assertThat(info.cacheStatus()).isEqualTo(CacheStatus.NONE);
		assertThat(info.signature()).isEmpty();
		assertThat(info.lastModified()).isEqualTo(this.time.instant());
	}

	@Test
	void tellsOfNoneWhereTheSupplierCallsNoRepository() {
		Accelerated<String> none = this.accelerate.withAccelerateInfo(() -> "constant");
		assertThat(none.data()).isEqualTo("constant");
		assertThat(none.info().cacheStatus()).isEqualTo(CacheStatus.NONE);
		assertThat(none.info().signature()).isEmpty();
		assertThat(none.info().region()).isEqualTo("berlin");
		assertThat(none.info().requestId()).isNotEmpty();
		assertThat(none.info().lastModified()).isEqualTo(this.time.instant());
	}

	@Test
	void throwsWhatTheSupplierThrowsAndForgetsIt() {
		assertThatExceptionOfType(EmptyResultDataAccessException.class)
			.isThrownBy(() -> this.accelerate.withAccelerateInfo(() -> this.members.getByEmail("nobody")));
		assertThatIllegalStateException().isThrownBy(() -> this.accelerate.withAccelerateInfo(() -> {
			this.members.getByEmail(ALICE);
			throw new IllegalStateException();
		}));
		assertThat(info(() -> "constant").cacheStatus()).isEqualTo(CacheStatus.NONE);
	}

	@Test
	void tellsOfAFailedCallThatTheSupplierCaught() {
		AccelerateInfo info = info(() -> {
			this.members.findByName("alice");
			try {
				return this.members.getByEmail("nobody");
			}
			catch (EmptyResultDataAccessException ex) {
				return "nobody";
			}
		});
		assertThat(info.cacheStatus()).isEqualTo(CacheStatus.MISS);
		assertThat(info.signature()).isNotEmpty();
	}

	@Test
	void tellsOfTheLastOfSeveralCalls() {
		info(() -> this.members.getByEmail(ALICE));
		AccelerateInfo info = info(() -> {
			this.members.getByEmail(ALICE);
			return this.members.findByName("alice");
		});
		assertThat(info.cacheStatus()).isEqualTo(CacheStatus.NONE);
		AccelerateInfo other = info(() -> {
			this.members.findByName("alice");
			return this.members.getByEmail(ALICE);
		});
		assertThat(other.cacheStatus()).isEqualTo(CacheStatus.TTL);
	}

	@Test
	void tellsOfTheOutermostOfNestedCalls() {
		String inner = info(() -> this.members.getByEmail(ALICE)).signature();
		AccelerateInfo outer = info(() -> this.members.nameOf(ALICE));
		assertThat(outer.cacheStatus()).isEqualTo(CacheStatus.MISS);
		assertThat(outer.signature()).isNotEmpty().isNotEqualTo(inner);
		assertThat(info(() -> this.members.nameOf(ALICE)).cacheStatus()).isEqualTo(CacheStatus.TTL);
		AccelerateInfo uncached = info(() -> this.members.uncachedNameOf(ALICE));
		assertThat(uncached.cacheStatus()).isEqualTo(CacheStatus.NONE);
		assertThat(uncached.signature()).isEmpty();
	}

	@Test
	void tellsOuterAndInnerOfWhoeverAsksInside() {
		Accelerated<Accelerated<Member>> both = this.accelerate
			.withAccelerateInfo(() -> this.accelerate.withAccelerateInfo(() -> this.members.getByEmail(ALICE)));
		assertThat(both.info()).isEqualTo(both.data().info());
		assertThat(both.info().cacheStatus()).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void tellsOfTheCallsOfThisThreadOnly() throws Exception {
		AccelerateInfo info = info(() -> {
			Thread other = new Thread(() -> this.members.getByEmail(ALICE));
			other.start();
			try {
				other.join();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			return "nothing";
		});
		assertThat(info.cacheStatus()).isEqualTo(CacheStatus.NONE);
	}

	@Test
	void fillsEnvelopesOfUncachedQueries() {
		Accelerated<List<Member>> found = this.members.findEnvelopedByName("alice");
		assertThat(found.data()).extracting(Member::getName).containsExactly("alice");
		assertThat(found.info().cacheStatus()).isEqualTo(CacheStatus.NONE);
		assertThat(found.info().signature()).isEmpty();
		assertThat(found.info().region()).isEqualTo("berlin");
		assertThat(found.info().requestId()).isNotEmpty();
		assertThat(found.info().lastModified()).isEqualTo(this.time.instant());
	}

	@Test
	void leavesTheEnvelopesOfUncachedDefaultMethodsAlone() {
		assertThat(this.members.own().info().region()).isEqualTo("mine");
		assertThat(this.members.delegating(ALICE).info().cacheStatus()).isEqualTo(CacheStatus.MISS);
		assertThat(this.members.delegating(ALICE).info().cacheStatus()).isEqualTo(CacheStatus.TTL);
	}

	@Test
	void replacesTheEnvelopesOfCachedDefaultMethods() {
		Accelerated<String> miss = this.members.cachedOwn();
		assertThat(miss.data()).isEqualTo("own");
		assertThat(miss.info().region()).isEqualTo("berlin");
		assertThat(miss.info().cacheStatus()).isEqualTo(CacheStatus.MISS);
		assertThat(this.members.cachedOwn().info().cacheStatus()).isEqualTo(CacheStatus.TTL);
	}

	@Test
	void tellsOfNoneWhereTheCacheIsSwitchedOff() {
		try (ConfigurableApplicationContext off = TestApplication.run(TestDatabase.H2, Configured.class,
				"accelerate.enabled=false")) {
			EnvelopeRepository uncached = off.getBean(EnvelopeRepository.class);
			for (int i = 0; i < 2; i++) {
				Accelerated<Optional<Member>> found = uncached.findWithInfoByEmail(ALICE);
				assertThat(found.data()).isEmpty();
				assertThat(found.info().cacheStatus()).isEqualTo(CacheStatus.NONE);
			}
			Accelerated<Long> none = off.getBean(AccelerateOperations.class).withAccelerateInfo(uncached::count);
			assertThat(none.info().cacheStatus()).isEqualTo(CacheStatus.NONE);
		}
	}

	@Test
	void isWrittenAlikeByEveryJackson() throws Exception {
		AccelerateInfo info = new AccelerateInfo(CacheStatus.SWR, Instant.parse("2026-01-01T12:00:00.5Z"), "local",
				"id", "abc");
		Accelerated<List<String>> envelope = new Accelerated<>(List.of("x"), info);
		String expected = "{\"data\":[\"x\"],\"info\":{\"cacheStatus\":\"swr\",\"lastModified\":\"2026-01-01T12:00:00.500Z\","
				+ "\"region\":\"local\",\"requestId\":\"id\",\"signature\":\"abc\"}}";
		ObjectMapper jackson2 = new ObjectMapper().registerModule(new JavaTimeModule());
		assertThat(jackson2.readTree(jackson2.writeValueAsString(envelope))).isEqualTo(jackson2.readTree(expected));
		JsonMapper jackson3 = new JsonMapper();
		assertThat(jackson3.readTree(jackson3.writeValueAsString(envelope))).isEqualTo(jackson3.readTree(expected));
		JsonMapper boot = this.context.getBean(JsonMapper.class);
		assertThat(boot.readTree(boot.writeValueAsString(envelope))).isEqualTo(jackson3.readTree(expected));
		for (CacheStatus status : CacheStatus.values()) {
			String text = "\"" + Map
				.of(CacheStatus.TTL, "ttl", CacheStatus.SWR, "swr", CacheStatus.MISS, "miss", CacheStatus.NONE, "none")
				.get(status) + "\"";
			assertThat(jackson2.writeValueAsString(status)).isEqualTo(text);
			assertThat(jackson3.writeValueAsString(status)).isEqualTo(text);
		}
	}

	private AccelerateInfo info(Supplier<?> call) {
		return this.accelerate.withAccelerateInfo(call::get).info();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = EnvelopeTests.class,
			includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE,
					classes = EnvelopeRepository.class))
	static class Configured {

	}

	interface EnvelopeRepository extends JpaRepository<Member, Long> {

		@CacheStrategy(ttl = 60)
		Member getByEmail(String email);

		@CacheStrategy(ttl = 60)
		Accelerated<Optional<Member>> findWithInfoByEmail(String email);

		List<Member> findByName(String name);

		Accelerated<List<Member>> findEnvelopedByName(String name);

		@CacheStrategy(ttl = 60)
		default String nameOf(String email) {
			return getByEmail(email).getName();
		}

		default String uncachedNameOf(String email) {
			return getByEmail(email).getName();
		}

		default Accelerated<String> own() {
			return Envelopes.of("own");
		}

		@CacheStrategy(ttl = 60)
		default Accelerated<String> cachedOwn() {
			getByEmail(ALICE);
			return Envelopes.of("own");
		}

		default Accelerated<Optional<Member>> delegating(String email) {
			return findWithInfoByEmail(email);
		}

	}

}
