package dev.accelerate.autoconfigure;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

import javax.sql.DataSource;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.autoconfigure.AnnotatedRepositoryApplication.Members;
import dev.accelerate.autoconfigure.PersistenceUnitTests.OtherMembers;
import dev.accelerate.invalidation.DatabaseLogs;
import dev.accelerate.testing.domain.Member;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;

import static dev.accelerate.testing.CacheStatuses.statusOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link DatabaseLogs} of applications with several contexts or databases, and of those
 * that are switched off.
 */
@ExtendWith(OutputCaptureExtension.class)
class TableLogContextsTests {

	private static final String[] LOG = { "accelerate.invalidation.log=table",
			"accelerate.invalidation.table.poll-interval=10ms" };

	private final ApplicationContextRunner application = AnnotatedRepositoryApplication.application()
		.withPropertyValues(LOG);

	@Test
	void aWriteIsRecordedAndReadsAreCached() {
		this.application.run((context) -> {
			assertCached(context);
			save(context);
			assertThat(records(context)).containsExactly("t=members");
			assertCached(context);
		});
	}

	@Test
	void aChildUsesTheLogOfTheParentsDatabase() {
		ApplicationContextRunner parents = ApplicationWithoutRepository.runner()
			.withPropertyValues(LOG)
			.withPropertyValues("spring.data.jpa.repositories.enabled=false");
		ApplicationContextRunner children = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AccelerateAutoConfiguration.class))
			.withPropertyValues(LOG)
			.withUserConfiguration(AnnotatedRepositoryApplication.Repositories.class);
		parents.run((parent) -> {
			children.withParent(parent).run((child) -> {
				assertCached(child);
				save(child);
				assertThat(records(parent)).containsExactly("t=members");
				assertCached(child);
			});
			children.withParent(parent).run((again) -> {
				assertCached(again);
				parent.getBean(AccelerateOperations.class).invalidate("members");
				assertThat(records(parent)).containsExactly("t=members", "g=members");
				assertCached(again);
			});
		});
	}

	@Test
	void childrenWithDatabasesOfTheirOwnHaveLogsOfTheirOwn() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(TransactionAutoConfiguration.class, AccelerateAutoConfiguration.class))
			.withPropertyValues(LOG)
			.run((parent) -> this.application.withParent(parent).run((first) -> {
				this.application.withParent(parent).run((second) -> {
					assertCached(first);
					assertCached(second);
					save(first);
					assertThat(records(first)).containsExactly("t=members");
					assertThat(records(second)).isEmpty();
					second.getBean(AccelerateOperations.class).invalidate("members");
					assertThat(records(first)).containsExactly("t=members", "g=members");
					assertThat(records(second)).containsExactly("g=members");
					assertCached(first);
					assertCached(second);
				});
				// The log of the second one is closed.
				assertCached(first);
				save(first);
				assertThat(records(first)).containsExactly("t=members", "g=members", "t=members");
				assertCached(first);
			}));
	}

	@Test
	void twoDatabasesHaveTwoLogs() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(TransactionAutoConfiguration.class, AccelerateAutoConfiguration.class))
			.withPropertyValues(LOG)
			.withUserConfiguration(PersistenceUnitTests.TwoUnits.class)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				Supplier<CacheStatus> first = () -> status(context);
				Supplier<CacheStatus> second = () -> status(context,
						context.getBean(OtherMembers.class)::findByNameContaining);
				awaitHit(first);
				awaitHit(second);
				context.getBean(OtherMembers.class).save(new Member("second", "second@example.org", null));
				assertThat(recordsOf(context, "firstUnit")).isEmpty();
				assertThat(recordsOf(context, "secondUnit")).containsExactly("t=members");
				awaitHit(second);
				context.getBean(AccelerateOperations.class).invalidateAll();
				assertThat(recordsOf(context, "firstUnit")).containsExactly("*");
				assertThat(recordsOf(context, "secondUnit")).containsExactly("t=members", "*");
				awaitHit(first);
				awaitHit(second);
			});
	}

	@Test
	void anApplicationThatIsSwitchedOffHasNoLogAndSaysSo(CapturedOutput output) {
		this.application.withPropertyValues("accelerate.enabled=false").run((context) -> {
			assertThat(context).hasNotFailed();
			save(context);
			assertThatExceptionOfType(BadSqlGrammarException.class).isThrownBy(() -> records(context));
			assertThat(status(context)).isEqualTo(CacheStatus.NONE);
			assertThat(output).containsOnlyOnce("This instance does not record its writes in the invalidation log");
		});
	}

	private static void save(ApplicationContext context) {
		context.getBean(Members.class).save(new Member("alice", UUID.randomUUID() + "@acme.example", null));
	}

	private static void assertCached(ApplicationContext context) {
		awaitHit(() -> status(context));
	}

	private static void awaitHit(Supplier<CacheStatus> read) {
		Awaitility.await().until(() -> read.get() == CacheStatus.TTL);
	}

	private static CacheStatus status(ApplicationContext context) {
		return status(context, context.getBean(Members.class)::findByName);
	}

	private static CacheStatus status(ApplicationContext context, Function<String, List<Member>> read) {
		return statusOf(context.getBean(AccelerateOperations.class), () -> read.apply("alice"));
	}

	private static List<String> records(ApplicationContext context) {
		return records(context.getBean(DataSource.class));
	}

	private static List<String> recordsOf(ApplicationContext context, String unit) {
		return records(context.getBean("&" + unit, LocalContainerEntityManagerFactoryBean.class).getDataSource());
	}

	private static List<String> records(DataSource database) {
		return new JdbcTemplate(database)
			.queryForList("select record from accelerate_invalidation where id > 0 order by id", String.class);
	}

}
