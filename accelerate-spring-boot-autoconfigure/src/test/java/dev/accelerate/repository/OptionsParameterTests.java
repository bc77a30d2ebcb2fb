package dev.accelerate.repository;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import dev.accelerate.AccelerateException;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.ErrorCode;
import dev.accelerate.testing.DatabaseTraffic;
import dev.accelerate.testing.MutableTime;
import dev.accelerate.testing.domain.Member;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link CacheOptions} as a parameter.
 */
class OptionsParameterTests extends OptionsTests<OptionsParameterTests.Members> {

	private final MutableTime time = this.application.bean(MutableTime.class);

	OptionsParameterTests() {
		super(Members.class);
	}

	@Test
	void aParameterThatIsNullMeansAsDeclared() {
		assertThat(this.application.status(() -> this.members.findDeclaredByEmail(ALICE, null)))
			.isEqualTo(CacheStatus.MISS);
		assertThat(this.application.status(() -> this.members.findDeclaredByEmail(ALICE, null)))
			.isEqualTo(CacheStatus.TTL);
		assertThat(this.application.status(() -> this.members.findByEmail(null, ALICE))).isEqualTo(CacheStatus.NONE);
	}

	@Test
	void aParameterMayStandAnywhere() {
		CacheOptions options = CacheOptions.ofTtl(60);
		this.application.assertHit(() -> this.members.findByEmail(options, ALICE));
		this.application.assertHit(() -> this.members.findByNameAndEmail("alice", options, ALICE));
		this.application.assertHit(() -> this.members.findPositional("alice", options, ALICE));
		this.application.assertHit(() -> this.members.findDeclaredByEmail(ALICE, options));
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
		assertThat(this.application.status(() -> this.members.findDeclaredByEmail(ALICE, CacheOptions.ofTtl(11))))
			.isEqualTo(CacheStatus.TTL);
		assertThat(this.application.status(() -> this.members.findDeclaredByEmail(ALICE, CacheOptions.ofTtl(5))))
			.isEqualTo(CacheStatus.MISS);
	}

	@Test
	void noneAsksTheDatabaseAndKeepsNothing() {
		Supplier<?> skipped = () -> this.members.findDeclaredByEmail(ALICE, CacheOptions.none());
		DatabaseTraffic traffic = this.application.bean(DatabaseTraffic.class);
		DatabaseTraffic.Counts before = traffic.counts();
		assertThat(this.application.status(skipped)).isEqualTo(CacheStatus.NONE);
		assertThat(traffic.counts()).isNotEqualTo(before);
		assertThat(this.application.status(() -> this.members.findDeclaredByEmail(ALICE, null)))
			.isEqualTo(CacheStatus.MISS);
		assertThat(this.application.status(skipped)).isEqualTo(CacheStatus.NONE);
	}

	@Test
	void refreshLoadsNowAndKeepsTheResultForTheDeclaredWindows() {
		this.members.findDeclaredByEmail(ALICE, null);
		this.time.advance(Duration.ofSeconds(50));
		assertThat(this.application.status(() -> this.members.findDeclaredByEmail(ALICE, CacheOptions.refresh())))
			.isEqualTo(CacheStatus.MISS);
		this.time.advance(Duration.ofSeconds(50));
		assertThat(this.application.status(() -> this.members.findDeclaredByEmail(ALICE, null)))
			.isEqualTo(CacheStatus.TTL);
	}

	@Test
	void theTagsOfACallerAreHonouredOnHits() {
		this.members.findDeclaredByEmail(ALICE, null);
		this.accelerate.invalidate("vip");
		assertThat(this.application.status(() -> this.members.findDeclaredByEmail(ALICE, null)))
			.isEqualTo(CacheStatus.TTL);
		assertThat(this.application.status(() -> this.members.findDeclaredByEmail(ALICE, CacheOptions.ofTags("vip"))))
			.isEqualTo(CacheStatus.MISS);
		this.accelerate.invalidate("vip");
		assertThat(this.application.status(() -> this.members.findDeclaredByEmail(ALICE, null)))
			.isEqualTo(CacheStatus.MISS);
	}

	@Test
	void everyCallHasTheWindowsAndTagsOfItsOwnOptions() {
		for (int round = 0; round < 2; round++) {
			for (int i = 1; i <= 20; i++) {
				forget();
				this.members.findDeclaredByEmail(ALICE, null);
				this.time.advance(Duration.ofSeconds(i));
				String tag = "tag" + i;
				CacheOptions older = CacheOptions.ofTtl(i + 1).withTags(tag);
				CacheOptions younger = CacheOptions.ofTtl(i).withTags(tag);
				assertThat(this.application.status(() -> this.members.findDeclaredByEmail(ALICE, older)))
					.isEqualTo(CacheStatus.TTL);
				assertThat(this.application.status(() -> this.members.findDeclaredByEmail(ALICE, younger)))
					.isEqualTo(CacheStatus.MISS);
				this.accelerate.invalidate(tag);
				CacheOptions others = CacheOptions.ofTtl(60).withTags("others");
				assertThat(this.application.status(() -> this.members.findDeclaredByEmail(ALICE, others)))
					.isEqualTo(CacheStatus.MISS);
				this.accelerate.invalidate(tag);
				assertThat(this.application.status(() -> this.members.findDeclaredByEmail(ALICE, others)))
					.isEqualTo(CacheStatus.TTL);
				assertThat(this.application.status(() -> this.members.findDeclaredByEmail(ALICE, older)))
					.isEqualTo(CacheStatus.MISS);
			}
		}
	}

	@Test
	void optionsWithoutAWindowNeedADeclaredOne() {
		assertThatExceptionOfType(AccelerateException.class)
			.isThrownBy(() -> this.members.findByEmail(CacheOptions.ofTags("a"), ALICE))
			.withMessageContaining("Members.findByEmail(CacheOptions, String)")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.P6005));
	}

	@Test
	void badTagsOfACallAreRefused() {
		assertThatExceptionOfType(AccelerateException.class)
			.isThrownBy(() -> this.members.findDeclaredByEmail(ALICE, CacheOptions.ofTags("not a tag")))
			.withMessageContaining("number 1 of their 1 tags is malformed")
			.withMessageNotContaining("not a tag")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.P6005));
	}

	@Test
	void aWriteOfTheTransactionComesBeforeOptions() {
		this.members.findDeclaredByEmail(ALICE, null);
		TransactionTemplate transaction = new TransactionTemplate(
				this.application.bean(PlatformTransactionManager.class));
		for (CacheOptions options : List.of(CacheOptions.ofTtl(60), CacheOptions.refresh(), CacheOptions.none())) {
			CacheStatus status = transaction.execute((transactionStatus) -> {
				this.members.deleteAllByIdInBatch(List.of(-1L));
				return this.application.status(() -> this.members.findDeclaredByEmail(ALICE, options));
			});
			assertThat(status).isEqualTo(CacheStatus.NONE);
		}
	}

	interface Members extends JpaRepository<Member, Long> {

		@CacheStrategy(ttl = 60)
		List<Member> findDeclaredByEmail(String email, @Nullable CacheOptions options);

		List<Member> findByEmail(@Nullable CacheOptions options, String email);

		List<Member> findByNameAndEmail(String name, CacheOptions options, String email);

		@Query("select m from Member m where m.email = ?2 and m.name = ?1")
		List<Member> findPositional(String name, CacheOptions options, String email);

	}

}
