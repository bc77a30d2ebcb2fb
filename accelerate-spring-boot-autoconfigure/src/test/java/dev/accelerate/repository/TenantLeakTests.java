package dev.accelerate.repository;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.ErrorCode;
import dev.accelerate.catalog.DatabaseCatalogs;
import dev.accelerate.signature.SignatureContributor;
import dev.accelerate.strategy.RefusedStrategyException;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.TestRepositories;
import dev.accelerate.testing.leak.Memo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tenants that no key names, {@link TenantSeparation each separated by different means}:
 * none ever gets a row of another, and the application is told why its method is not
 * cached.
 */
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TenantLeakTests {

	private final TestDatabase database;

	TenantLeakTests(TestDatabase database) {
		this.database = database;
	}

	/**
	 * Returns each separation, on H2 also without the proxy of the data source, which is
	 * the same on all databases.
	 */
	Stream<Arguments> variants() {
		return Stream.of(TenantSeparation.values())
			.flatMap((separation) -> Stream.of(true, false)
				.filter((jdbc) -> jdbc
						|| this.database == TestDatabase.H2 && separation != TenantSeparation.JDBC_SETTING)
				.map((jdbc) -> Arguments.of(separation, jdbc)));
	}

	static Stream<TenantSeparation> seenSeparations() {
		return Stream.of(TenantSeparation.values())
			.filter((separation) -> separation.bypass != null && separation != TenantSeparation.JDBC_SETTING);
	}

	/**
	 * First one reads who sees all rows, whose result looks like any other.
	 */
	@ParameterizedTest(name = "{0}, jdbc={1}")
	@MethodSource("variants")
	void noTenantGetsARowOfAnother(TenantSeparation separation, boolean jdbc, CapturedOutput output) {
		try (ConfigurableApplicationContext context = start(separation, false,
				"accelerate.invalidation.jdbc=" + jdbc)) {
			if (separation.visible != null) {
				assertRefused(context, separation);
			}
			for (boolean explicit : (separation.visible != null) ? new boolean[] { false }
					: new boolean[] { true, false }) {
				Memos memos = create(context, explicit);
				assertThat(memos.findAll()).hasSize(2);
				for (String tenant : List.of("a", "b", "a", "b")) {
					assertThat(read(context, separation, memos, tenant)).isEqualTo(CacheStatus.NONE);
				}
			}
			assertThat(output)
				.contains((separation.visible != null) ? separation.visible : "(" + separation.bypass + ")")
				.contains("SignatureContributor");
		}
	}

	@ParameterizedTest(name = "{0}, jdbc={1}")
	@MethodSource("variants")
	void eachTenantIsCachedWhereAContributorTellsIt(TenantSeparation separation, boolean jdbc) {
		try (ConfigurableApplicationContext context = start(separation, true, "accelerate.invalidation.jdbc=" + jdbc)) {
			for (boolean explicit : new boolean[] { true, false }) {
				Memos memos = create(context, explicit);
				for (CacheStatus status : List.of(CacheStatus.MISS, CacheStatus.TTL)) {
					for (String tenant : List.of("a", "b")) {
						assertThat(read(context, separation, memos, tenant)).as(tenant).isEqualTo(status);
					}
				}
			}
		}
	}

	/**
	 * Its own word is believed only as long as nothing shows that it is wrong.
	 */
	@ParameterizedTest
	@MethodSource("seenSeparations")
	void anApplicationThatClaimsASingleTenantIsBypassedOnceATenantIsSeen(TenantSeparation separation,
			CapturedOutput output) {
		try (ConfigurableApplicationContext context = start(separation, false, "accelerate.tenancy=single")) {
			Memos memos = create(context, true);
			read(context, separation, memos, "a");
			for (String tenant : List.of("b", "a", "b")) {
				assertThat(read(context, separation, memos, tenant)).isEqualTo(CacheStatus.NONE);
			}
			assertThat(output).contains("(" + separation.bypass + ")").contains("SignatureContributor");
		}
	}

	private static void assertRefused(ConfigurableApplicationContext context, TenantSeparation separation) {
		RefusedStrategyException refused = catchThrowableOfType(RefusedStrategyException.class,
				() -> create(context, true));
		assertThat(refused).as("refusal").isNotNull();
		assertThat(refused.code()).isEqualTo(ErrorCode.P6005);
		assertThat(refused.reason()).contains(separation.visible);
		assertThat(refused.remedy()).contains("SignatureContributor").contains("accelerate.tenancy=single");
	}

	private static Memos create(ConfigurableApplicationContext context, boolean explicit) {
		return explicit ? TestRepositories.create(context, ExplicitMemos.class)
				: TestRepositories.create(context, InheritedMemos.class);
	}

	private static CacheStatus read(ConfigurableApplicationContext context, TenantSeparation separation, Memos memos,
			String tenant) {
		var answer = separation.readAs(tenant, context,
				() -> context.getBean(AccelerateOperations.class).withAccelerateInfo(memos::findAll));
		assertThat(answer.data()).as("rows of " + tenant).containsExactly(tenant);
		return answer.info().cacheStatus();
	}

	private ConfigurableApplicationContext start(TenantSeparation separation, boolean contributed,
			String... properties) {
		Map<String, Object> all = new HashMap<>(this.database.properties());
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class,
				separation.configuration, contributed ? Contributed.class : TenantSeparation.Nothing.class)
			.web(WebApplicationType.NONE)
			.properties(all)
			.properties(properties)
			.properties("spring.data.jpa.repositories.enabled=false", "spring.main.banner-mode=off")
			.run();
		JdbcTemplate jdbc = new JdbcTemplate(context.getBean(DataSource.class));
		for (String tenant : List.of("a", "b")) {
			jdbc.update("insert into memos (id, tenant) values (?, ?)", tenant.hashCode(), tenant);
			jdbc.execute("create schema tenant_" + tenant);
			jdbc.execute(
					"create table tenant_" + tenant + ".memos as select * from memos where tenant = '" + tenant + "'");
		}
		// Until the new tables are known, no result is stored.
		context.getBean(DatabaseCatalogs.class).started();
		return context;
	}

	interface Memos extends Repository<Memo, Long> {

		List<String> findAll();

	}

	interface ExplicitMemos extends Memos {

		@Override
		@CacheStrategy(ttl = 60)
		@Query("select m.tenant from Memo m order by m.id")
		List<String> findAll();

	}

	@CacheStrategy(ttl = 60)
	interface InheritedMemos extends Memos {

		@Override
		@Query("select m.tenant from Memo m order by m.id")
		List<String> findAll();

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Memo.class)
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class Contributed {

		@Bean
		SignatureContributor tenant() {
			return TenantSeparation::tenant;
		}

	}

}
