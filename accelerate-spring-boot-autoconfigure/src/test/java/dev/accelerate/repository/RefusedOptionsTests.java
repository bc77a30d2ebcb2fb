package dev.accelerate.repository;

import java.util.List;
import java.util.stream.Stream;

import dev.accelerate.AccelerateException;
import dev.accelerate.CacheOptions;
import dev.accelerate.ErrorCode;
import dev.accelerate.strategy.RefusedStrategyException;
import dev.accelerate.testing.RepositoryFixture;
import dev.accelerate.testing.domain.Member;
import jakarta.persistence.LockModeType;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.data.jpa.domain.Specification;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Parameters of type {@link CacheOptions} that are refused at startup.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedOptionsTests {

	@AutoClose
	private final RepositoryFixture application = new RepositoryFixture();

	@ParameterizedTest
	@CsvSource({ "ModifyingOptions, .update(CacheOptions), it writes (@Modifying)",
			"DeletingOptions, '.deleteByName(String, CacheOptions)', it deletes",
			"LockingOptions, '.findByName(String, CacheOptions)', it locks what it reads",
			"VoidOptions, .touch(CacheOptions), it returns nothing",
			"StreamOptions, '.findByName(String, CacheOptions)', results of type java.util.stream.Stream" })
	void aParameterOfWhatCanNeverBeCachedIsRefusedAtStartup(String type, String method, String reason)
			throws Exception {
		@SuppressWarnings("unchecked")
		Class<? extends Repository<?, ?>> repository = (Class<? extends Repository<?, ?>>) Class
			.forName(getClass().getName() + "$" + type);
		RefusedStrategyException refused = this.application.refusal(repository);
		assertThat(refused.where()).isEqualTo(repository.getName() + method);
		assertThat(refused.reason()).startsWith("it takes CacheOptions, but " + reason);
		assertThat(refused.remedy()).isEqualTo("Remove the parameter of type CacheOptions");
	}

	@Test
	void theRefusalOfAParameterNamesTheRemedyThatKeepsIt() {
		RefusedStrategyException refused = this.application.refusal(UnsignableOptions.class);
		assertThat(refused.reason())
			.startsWith("it takes CacheOptions, but no canonical form is known for its parameter");
		assertThat(refused.remedy()).startsWith("Declare an ArgumentEncoder bean");
	}

	@Test
	void twoParametersAreRefusedAtStartup() {
		assertThatExceptionOfType(AccelerateException.class).isThrownBy(() -> this.application.create(TwoOptions.class))
			.withMessageContaining("TwoOptions.findByName")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.P6005));
	}

	interface ModifyingOptions extends Repository<Member, Long> {

		@Modifying
		@Query("update Member m set m.name = 'x'")
		int update(CacheOptions options);

	}

	interface DeletingOptions extends Repository<Member, Long> {

		long deleteByName(String name, CacheOptions options);

	}

	interface LockingOptions extends Repository<Member, Long> {

		@Lock(LockModeType.PESSIMISTIC_WRITE)
		List<Member> findByName(String name, CacheOptions options);

	}

	interface VoidOptions extends Repository<Member, Long> {

		default void touch(CacheOptions options) {
		}

	}

	interface StreamOptions extends Repository<Member, Long> {

		Stream<Member> findByName(String name, CacheOptions options);

	}

	interface UnsignableOptions extends Repository<Member, Long> {

		List<Member> findAll(Specification<Member> specification, CacheOptions options);

	}

	interface TwoOptions extends Repository<Member, Long> {

		List<Member> findByName(String name, CacheOptions one, CacheOptions other);

	}

}
