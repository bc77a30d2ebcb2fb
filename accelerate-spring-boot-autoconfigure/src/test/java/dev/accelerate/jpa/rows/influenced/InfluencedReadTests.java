package dev.accelerate.jpa.rows.influenced;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.accelerate.catalog.DatabaseCatalogs;
import dev.accelerate.core.InvalidationEvent;
import dev.accelerate.core.QueryCacheListener;
import dev.accelerate.signature.SignatureContributor;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.TestRepositories;
import dev.accelerate.tracking.LoadScope;
import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link LoadScope Loads} that something in the session or in the database gives other
 * conditions than their query has. A {@link SignatureContributor} makes that a part of
 * the key. A write may change it nevertheless, in columns that the query does not look
 * at.
 */
class InfluencedReadTests {

	@ParameterizedTest
	@ValueSource(classes = { Filtering.class, Rewriting.class })
	void aRowThatBecomesVisibleOrHiddenEndsWhatIsRead(Class<?> influence) {
		try (ConfigurableApplicationContext context = TestApplication.run(TestDatabase.H2, influence)) {
			Notices notices = TestRepositories.create(context, Notices.class);
			notices.saveAll(List.of(new Notice(1, false, 7), new Notice(2, true, 7)));
			assertVisible(notices, 1);
			notices.save(new Notice(2, false, 7));
			assertVisible(notices, 1, 2);
			notices.save(new Notice(1, true, 7));
			assertVisible(notices, 2);
		}
	}

	/**
	 * A policy may look at any column of the row. Here it shows everything to
	 * serializable transactions, so that they can write it.
	 */
	@Test
	@Tag("postgres")
	void aRowThatAPolicyShowsOrHidesEndsWhatIsRead() {
		try (ConfigurableApplicationContext context = startSecured(
				"not hidden or current_setting('transaction_isolation') = 'serializable'")) {
			Notices notices = TestRepositories.create(context, Notices.class);
			TransactionTemplate writing = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
			writing.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
			writing.executeWithoutResult(
					(transaction) -> notices.saveAll(List.of(new Notice(1, false, 7), new Notice(2, true, 7))));
			assertVisible(notices, 1);
			writing.executeWithoutResult((transaction) -> notices.save(new Notice(2, false, 7)));
			assertVisible(notices, 1, 2);
			writing.executeWithoutResult((transaction) -> notices.save(new Notice(1, true, 7)));
			assertVisible(notices, 2);
		}
	}

	/**
	 * A policy may look at other tables.
	 */
	@Test
	@Tag("postgres")
	void aTableThatAPolicyLooksAtEndsWhatIsRead() {
		try (ConfigurableApplicationContext context = startSecured("team in (select team from membership)")) {
			Notices notices = TestRepositories.create(context, Notices.class);
			notices.saveAll(List.of(new Notice(1, false, 7), new Notice(2, true, 7)));
			assertVisible(notices);
			change(context, "insert into membership values (7)");
			assertVisible(notices, 1, 2);
			change(context, "delete from membership");
			assertVisible(notices);
		}
	}

	/**
	 * A policy looks at a table, and writes nothing to it.
	 */
	@Test
	@Tag("postgres")
	void aWriteToATableWithAPolicyIsNoneToTheTablesThatThePolicyLooksAt() {
		try (ConfigurableApplicationContext context = startSecured("team in (select team from membership)")) {
			Notices notices = TestRepositories.create(context, Notices.class);
			List<Set<String>> written = context.getBean(Keyed.class).written;
			written.clear();
			notices.save(new Notice(1, false, 7));
			assertThat(written).containsExactly(Set.of("notice"));
		}
	}

	private static void change(ConfigurableApplicationContext context, String sql) {
		new TransactionTemplate(context.getBean(PlatformTransactionManager.class)).executeWithoutResult(
				(transaction) -> context.getBean(EntityManager.class).createNativeQuery(sql).executeUpdate());
	}

	/**
	 * Policies do not hold for superusers.
	 */
	private static ConfigurableApplicationContext startSecured(String policy) {
		ConfigurableApplicationContext context = TestApplication.run(TestDatabase.POSTGRES, Keyed.class,
				"spring.datasource.hikari.connection-init-sql=do $$ begin create role ordinary; "
						+ "exception when duplicate_object then null; end $$; "
						+ "grant all on schema public to ordinary; set role ordinary");
		JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
		jdbc.execute("create table membership (team bigint primary key)");
		jdbc.execute("create policy shown on notice for select using (" + policy + ")");
		jdbc.execute("create policy inserted on notice for insert with check (true)");
		jdbc.execute("create policy updated on notice for update using (true)");
		jdbc.execute("alter table notice enable row level security, force row level security");
		context.getBean(DatabaseCatalogs.class).started();
		return context;
	}

	private static void assertVisible(Notices notices, long... ids) {
		for (int i = 0; i < 2; i++) {
			assertThat(notices.countBy()).isEqualTo(ids.length);
			assertThat(notices.findAllByOrderById().stream().mapToLong(Notice::getId)).containsExactly(boxed(ids));
			assertThat(notices.findByTeamOrderById(7).stream().mapToLong(Notice::getId)).containsExactly(boxed(ids));
		}
	}

	private static Long[] boxed(long... ids) {
		return Arrays.stream(ids).boxed().toArray(Long[]::new);
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Notice.class)
	static class Keyed {

		private final List<Set<String>> written = new CopyOnWriteArrayList<>();

		@Bean
		QueryCacheListener listener() {
			return new QueryCacheListener() {

				@Override
				public void onInvalidation(InvalidationEvent event) {
					Keyed.this.written.add(event.tables());
				}

			};
		}

		@Bean
		SignatureContributor contributor() {
			return () -> "a user";
		}

	}

	static class Filtering extends Keyed {

		@Bean
		static BeanPostProcessor filter() {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessBeforeInitialization(Object bean, String name) {
					if (bean instanceof AbstractEntityManagerFactoryBean factory) {
						factory.setEntityManagerInitializer(
								(entities) -> entities.unwrap(Session.class).enableFilter("shown"));
					}
					return bean;
				}

			};
		}

	}

	static class Rewriting extends Keyed {

		@Bean
		HibernatePropertiesCustomizer rewrite() {
			StatementInspector inspector = (sql) -> sql.contains("n1_0.id=?") ? sql
					: sql.replace("from notice n1_0", "from (select * from notice where not hidden) n1_0");
			return (properties) -> properties.put(JdbcSettings.STATEMENT_INSPECTOR, inspector);
		}

	}

}
