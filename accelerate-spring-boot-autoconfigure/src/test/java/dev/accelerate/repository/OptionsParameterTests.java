package dev.accelerate.repository;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import dev.accelerate.AccelerateException;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.ErrorCode;
import dev.accelerate.test.DatabaseTraffic;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link CacheOptions} as a parameter.
 */
class OptionsParameterTests extends CallOptionsFixture {

	@Test
	void aParameterThatIsNullMeansAsDeclared() {
		assertThat(status(() -> this.members.findDeclaredByEmail(ALICE, null))).isEqualTo(CacheStatus.MISS);
		assertThat(status(() -> this.members.findDeclaredByEmail(ALICE, null))).isEqualTo(CacheStatus.TTL);
		assertThat(status(() -> this.members.findByEmail(null, ALICE))).isEqualTo(CacheStatus.NONE);
	}

	@Test
	void aParameterMayStandAnywhere() {
		CacheOptions options = CacheOptions.ofTtl(60);
		assertHit(() -> this.members.findByEmail(options, ALICE));
		assertHit(() -> this.members.findByNameAndEmail("alice", options, ALICE));
		assertHit(() -> this.members.findPositional("alice", options, ALICE));
		assertHit(() -> this.members.findDeclaredByEmail(ALICE, options));
	}

	@Test
	void optionsAreNoPartOfTheKey() {
		Accelerated<?> one = this.accelerate
			.withAccelerateInfo(() -> this.members.findByEmail(CacheOptions.ofTtl(60), ALICE));
		Accelerated<?> other = this.accelerate
			.withAccelerateInfo(() -> this.members.findByEmail(CacheOptions.ofTtl(30).withTags("x"), ALICE));
		assertThat(other.info().cacheStatus()).isEqualTo(CacheStatus.TTL);
		assertThat(other.info().signature()).isEqualTo(one.info().signature()).isNotEmpty();
	}

	@Test
	void windowsOfTheCallAreThoseOfTheReader() {
		this.members.findDeclaredByEmail(ALICE, null);
		this.time.advance(Duration.ofSeconds(10));
		assertThat(status(() -> this.members.findDeclaredByEmail(ALICE, CacheOptions.ofTtl(11))))
			.isEqualTo(CacheStatus.TTL);
		assertThat(status(() -> this.members.findDeclaredByEmail(ALICE, CacheOptions.ofTtl(5))))
			.isEqualTo(CacheStatus.MISS);
	}

	@Test
	void noneAsksTheDatabaseAndKeepsNothing() {
		Supplier<?> skipped = () -> this.members.findDeclaredByEmail(ALICE, CacheOptions.none());
		DatabaseTraffic.Counts before = this.traffic.counts();
		assertThat(status(skipped)).isEqualTo(CacheStatus.NONE);
		assertThat(this.traffic.counts()).isNotEqualTo(before);
		assertThat(status(() -> this.members.findDeclaredByEmail(ALICE, null))).isEqualTo(CacheStatus.MISS);
		assertThat(status(skipped)).isEqualTo(CacheStatus.NONE);
	}

	@Test
	void refreshLoadsNowAndKeepsTheResultForTheDeclaredWindows() {
		this.members.findDeclaredByEmail(ALICE, null);
		this.time.advance(Duration.ofSeconds(50));
		assertThat(status(() -> this.members.findDeclaredByEmail(ALICE, CacheOptions.refresh())))
			.isEqualTo(CacheStatus.MISS);
		this.time.advance(Duration.ofSeconds(50));
		assertThat(status(() -> this.members.findDeclaredByEmail(ALICE, null))).isEqualTo(CacheStatus.TTL);
	}

	@Test
	void theTagsOfACallerAreHonouredOnHits() {
		this.members.findDeclaredByEmail(ALICE, null);
		this.accelerate.invalidate("vip");
		assertThat(status(() -> this.members.findDeclaredByEmail(ALICE, null))).isEqualTo(CacheStatus.TTL);
		assertThat(status(() -> this.members.findDeclaredByEmail(ALICE, CacheOptions.ofTags("vip"))))
			.isEqualTo(CacheStatus.MISS);
		this.accelerate.invalidate("vip");
		assertThat(status(() -> this.members.findDeclaredByEmail(ALICE, null))).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void optionsWithoutAWindowNeedADeclaredOne() {
		assertThatExceptionOfType(AccelerateException.class)
			.isThrownBy(() -> this.members.findByEmail(CacheOptions.ofTags("a"), ALICE))
			.withMessageContaining("OptionsRepository.findByEmail(CacheOptions, String)")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.P6005));
	}

	@Test
	void badTagsOfACallAreRefused() {
		assertThatExceptionOfType(AccelerateException.class)
			.isThrownBy(() -> this.members.findDeclaredByEmail(ALICE, CacheOptions.ofTags("not a tag")))
			.withMessageContaining("not a tag")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.P6005));
	}

	@Test
	void aReadWriteTransactionComesBeforeOptions() {
		this.members.findDeclaredByEmail(ALICE, null);
		TransactionTemplate transaction = new TransactionTemplate(
				this.context.getBean(PlatformTransactionManager.class));
		for (CacheOptions options : List.of(CacheOptions.ofTtl(60), CacheOptions.refresh(), CacheOptions.none())) {
			CacheStatus status = transaction
				.execute((transactionStatus) -> status(() -> this.members.findDeclaredByEmail(ALICE, options)));
			assertThat(status).isEqualTo(CacheStatus.NONE);
		}
	}

}
