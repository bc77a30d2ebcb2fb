package dev.accelerate.jpa;

import java.sql.PreparedStatement;
import java.util.function.BiConsumer;
import java.util.function.Function;

import dev.accelerate.jpa.snapshot.StaleWriteGuard;
import org.hibernate.engine.jdbc.internal.JdbcServicesImpl;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.sql.exec.internal.JdbcOperationQueryMutationNative;
import org.hibernate.sql.exec.internal.JdbcSelectExecutorStandardImpl;
import org.hibernate.sql.exec.internal.StandardJdbcMutationExecutor;
import org.hibernate.sql.exec.spi.ExecutionContext;
import org.hibernate.sql.exec.spi.JdbcMutationExecutor;
import org.hibernate.sql.exec.spi.JdbcOperationQueryMutation;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;
import org.hibernate.sql.exec.spi.JdbcSelect;
import org.hibernate.sql.exec.spi.JdbcSelectExecutor;
import org.hibernate.sql.results.jdbc.internal.JdbcValuesMappingProducerStandard;
import org.hibernate.sql.results.spi.ResultsConsumer;
import org.hibernate.sql.results.spi.RowTransformer;

/**
 * Services of Hibernate that execute queries. They show the query spaces of native
 * queries to the {@link SessionTracker}: the tables that a query concerns, whatever its
 * text says. Every native query passes only through here, wherever its spaces come from,
 * in stateful and stateless sessions.
 */
final class TrackingJdbcServices extends JdbcServicesImpl {

	private final transient JdbcSelectExecutor selects;

	private final transient JdbcMutationExecutor mutations;

	TrackingJdbcServices(SessionTracker tracker) {
		this.selects = new Selects(tracker);
		this.mutations = new Mutations(tracker);
	}

	@Override
	public JdbcSelectExecutor getJdbcSelectExecutor() {
		return this.selects;
	}

	@Override
	public JdbcMutationExecutor getJdbcMutationExecutor() {
		return this.mutations;
	}

	private static final class Selects extends JdbcSelectExecutorStandardImpl {

		private final SessionTracker tracker;

		Selects(SessionTracker tracker) {
			this.tracker = tracker;
		}

		@Override
		public <T, R> T executeQuery(JdbcSelect select, JdbcParameterBindings bindings, ExecutionContext context,
				RowTransformer<R> transformer, Class<R> resultType, StatementCreator creator,
				ResultsConsumer<T, R> consumer) {
			read(select);
			return super.executeQuery(select, bindings, context, transformer, resultType, creator, consumer);
		}

		@Override
		public <T, R> T executeQuery(JdbcSelect select, JdbcParameterBindings bindings, ExecutionContext context,
				RowTransformer<R> transformer, Class<R> resultType, int estimate, StatementCreator creator,
				ResultsConsumer<T, R> consumer) {
			read(select);
			return super.executeQuery(select, bindings, context, transformer, resultType, estimate, creator, consumer);
		}

		/**
		 * Shows the query spaces, unless Hibernate has translated the query itself: then
		 * its text names all its tables.
		 */
		private void read(JdbcSelect select) {
			if (!(select.getJdbcValuesMappingProducer() instanceof JdbcValuesMappingProducerStandard)) {
				this.tracker.statements().reading(select.getAffectedTableNames());
			}
		}

	}

	private static final class Mutations extends StandardJdbcMutationExecutor {

		private final SessionTracker tracker;

		Mutations(SessionTracker tracker) {
			this.tracker = tracker;
		}

		@Override
		public int execute(JdbcOperationQueryMutation mutation, JdbcParameterBindings bindings,
				Function<String, PreparedStatement> creator, BiConsumer<Integer, PreparedStatement> expectation,
				ExecutionContext context) {
			if (context.getSession() instanceof SessionImplementor session) {
				StaleWriteGuard.beforeOwnWrite(session, mutation.getAffectedTableNames());
			}
			if (!(mutation instanceof JdbcOperationQueryMutationNative) || mutation.getAffectedTableNames().isEmpty()) {
				return super.execute(mutation, bindings, creator, expectation, context);
			}
			this.tracker.statements().writing(mutation.getAffectedTableNames());
			try {
				return super.execute(mutation, bindings, creator, expectation, context);
			}
			finally {
				this.tracker.statements().writing(null);
			}
		}

	}

}
