package dev.accelerate.jpa.rows;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import dev.accelerate.invalidation.InvalidationRecord;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.WrittenMarks;
import dev.accelerate.jpa.rows.domain.DomainApplication;
import dev.accelerate.jpa.rows.domain.People.Company;
import dev.accelerate.testing.RecordingLog;
import dev.accelerate.testing.TestDatabase;
import org.hibernate.Session;
import org.hibernate.engine.jdbc.mutation.MutationExecutor;
import org.hibernate.engine.jdbc.mutation.internal.StandardMutationExecutorService;
import org.hibernate.engine.jdbc.mutation.spi.BatchKeyAccess;
import org.hibernate.engine.jdbc.mutation.spi.MutationExecutorService;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.hibernate.sql.model.MutationOperationGroup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link RowTracker} beside other code that may write in the same transaction, or in the
 * middle of a write, while plain JDBC is not followed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedTransactionTests {

	private static final String UPDATE = "update company set name=? where id=?";

	private ConfigurableApplicationContext context;

	private WriteTarget app;

	private RecordingLog log;

	private Long first;

	private Long second;

	private Long third;

	@BeforeAll
	void start() {
		Map<String, Object> properties = new HashMap<>(TestDatabase.H2.properties());
		properties.put("spring.jpa.properties.hibernate.session_factory.statement_inspector",
				Rewriting.class.getName());
		properties.put("spring.jpa.open-in-view", false);
		this.context = new SpringApplicationBuilder(DomainApplication.class, RecordingLog.class).properties(properties)
			.run();
		assertThat(this.context.getBean(Invalidations.class).trackRows(1 << 16)).isTrue();
		this.app = new WriteTarget(this.context);
		this.log = this.context.getBean(RecordingLog.class);
	}

	@AfterAll
	void close() {
		this.context.close();
	}

	@BeforeEach
	void insert() {
		this.first = this.app.save(new Company("first")).id;
		this.second = this.app.save(new Company("second")).id;
		this.third = this.app.save(new Company("third")).id;
		this.log.appended.clear();
	}

	@AfterEach
	void restore() {
		Rewriting.rewrite = UnaryOperator.identity();
	}

	@Test
	void aWriteAloneIsKnown() {
		this.app.run(() -> this.app.find(Company.class, this.first).name = "x");
		assertThat(marks(last())).hasSize(1);
	}

	@Test
	void aCommentOfTheApplicationsInspectorChangesNothing() {
		Rewriting.rewrite = (sql) -> "/* traced */ " + sql;
		this.app.run(() -> this.app.find(Company.class, this.first).name = "x");
		assertThat(marks(last())).hasSize(1);
	}

	@Test
	void aStatementThatTheApplicationsInspectorChangesIsUnknown() {
		Rewriting.rewrite = (sql) -> sql.equals(UPDATE) ? "update company set name=? where id=? and 1=1" : sql;
		this.app.run(() -> this.app.find(Company.class, this.first).name = "x");
		assertThat(marks(last())).isNull();
	}

	@Test
	void rowsAreUnknownOncePlainJdbcCodeHasTheConnection() {
		this.app.run(() -> {
			this.app.find(Company.class, this.first).name = "x";
			this.app.em.flush();
			this.app.jdbc.update(UPDATE, "jdbc", this.second);
		});
		assertThat(marks(last())).isNull();
		this.app.run(() -> {
			this.app.jdbc.update(UPDATE, "jdbc", this.second);
			this.app.find(Company.class, this.first).name = "y";
		});
		assertThat(marks(last())).isNull();
	}

	@Test
	void plainJdbcCodeOfAnotherTransactionChangesNothing() {
		this.app.run(() -> this.app.jdbc.update(UPDATE, "jdbc", this.second));
		this.app.jdbc.update(UPDATE, "jdbc", this.third);
		this.app.run(() -> this.app.find(Company.class, this.first).name = "x");
		assertThat(marks(last())).hasSize(1);
	}

	@Test
	void plainJdbcCodeBetweenTwoTransactionsOfASessionChangesNothing() {
		try (Session session = this.app.sessionFactory.openSession()) {
			session.beginTransaction();
			Company company = session.find(Company.class, this.first);
			session.getTransaction().commit();
			this.app.run(() -> this.app.jdbc.update(UPDATE, "jdbc", this.second));
			session.beginTransaction();
			company.name = "x";
			session.getTransaction().commit();
		}
		assertThat(marks(last())).hasSize(1);
	}

	/**
	 * A session writes in the middle of a write of another session, with the very same
	 * statement.
	 */
	@Test
	void aStatementOfAnotherSessionIsNotThatOfTheWriteInProgress() {
		Rewriting.rewrite = (sql) -> {
			if (sql.equals(UPDATE)) {
				Rewriting.rewrite = UnaryOperator.identity();
				try (Session other = this.app.sessionFactory.openSession()) {
					other.beginTransaction();
					other.createNativeMutationQuery(UPDATE)
						.setParameter(1, "native")
						.setParameter(2, this.second)
						.executeUpdate();
					other.find(Company.class, this.third).name = "by entity";
					other.getTransaction().commit();
				}
			}
			return sql;
		};
		this.app.run(() -> this.app.find(Company.class, this.first).name = "x");
		assertThat(this.log.appended).hasSize(2);
		assertThat(marks(this.log.appended.get(0))).isNull();
		assertThat(marks(last())).hasSize(1);
	}

	@Test
	void whatAnExecutorOfTheApplicationWritesIsUnknown() {
		Map<String, Object> properties = new HashMap<>(TestDatabase.H2.properties());
		properties.put("spring.jpa.properties.hibernate.jdbc.mutation.executor", OwnService.class.getName());
		try (ConfigurableApplicationContext own = new SpringApplicationBuilder(DomainApplication.class,
				RecordingLog.class)
			.properties(properties)
			.run()) {
			own.getBean(Invalidations.class).trackRows(1 << 16);
			WriteTarget target = new WriteTarget(own);
			Long id = target.save(new Company("own")).id;
			assertThat(target.jdbc.queryForObject("select name from company where id = ?", String.class, id))
				.isEqualTo("own");
			List<InvalidationRecord> appended = own.getBean(RecordingLog.class).appended;
			assertThat(marks(appended.get(appended.size() - 1))).isNull();
			assertThat(OwnService.executors).isPositive();
		}
	}

	private InvalidationRecord last() {
		return this.log.appended.get(this.log.appended.size() - 1);
	}

	private static java.util.Set<Long> marks(InvalidationRecord record) {
		assertThat(record.tables().names()).contains("company");
		return WrittenMarks.of(record, "company");
	}

	/**
	 * Inspector of the application.
	 */
	public static class Rewriting implements StatementInspector {

		static UnaryOperator<String> rewrite = UnaryOperator.identity();

		@Override
		public String inspect(String sql) {
			return rewrite.apply(sql);
		}

	}

	/**
	 * Service of the application, whose executors may do anything.
	 */
	public static class OwnService implements MutationExecutorService {

		static int executors;

		private final MutationExecutorService standard = new StandardMutationExecutorService(Map.of());

		@Override
		public MutationExecutor createExecutor(BatchKeyAccess key, MutationOperationGroup group,
				SharedSessionContractImplementor session) {
			executors++;
			MutationExecutor executor = this.standard.createExecutor(key, group, session);
			return (MutationExecutor) Proxy.newProxyInstance(getClass().getClassLoader(),
					new Class<?>[] { MutationExecutor.class }, (proxy, method, arguments) -> {
						try {
							return method.invoke(executor, arguments);
						}
						catch (InvocationTargetException ex) {
							throw ex.getTargetException();
						}
					});
		}

	}

}
