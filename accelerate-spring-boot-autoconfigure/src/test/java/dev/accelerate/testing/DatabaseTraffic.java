package dev.accelerate.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.hibernate.resource.jdbc.spi.StatementInspector;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Counts of what reaches the database of a {@link TestApplication}.
 */
public class DatabaseTraffic implements BeanPostProcessor, StatementInspector, TransactionExecutionListener {

	private final AtomicInteger connections = new AtomicInteger();

	private final AtomicInteger transactions = new AtomicInteger();

	private final AtomicInteger statements = new AtomicInteger();

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof ConfigurableTransactionManager manager
				&& !manager.getTransactionExecutionListeners().contains(this)) {
			manager.addListener(this);
		}
		return (bean instanceof DataSource dataSource) ? new CountingDataSource(dataSource) : bean;
	}

	@Override
	public String inspect(String sql) {
		this.statements.incrementAndGet();
		return sql;
	}

	@Override
	public void beforeBegin(TransactionExecution transaction) {
		this.transactions.incrementAndGet();
	}

	public Counts counts() {
		return new Counts(this.connections.get(), this.transactions.get(), this.statements.get());
	}

	/**
	 * Counts at one moment.
	 */
	public record Counts(int connections, int transactions, int statements) {
	}

	private final class CountingDataSource extends DelegatingDataSource {

		private CountingDataSource(DataSource target) {
			super(target);
		}

		@Override
		public Connection getConnection() throws SQLException {
			DatabaseTraffic.this.connections.incrementAndGet();
			return super.getConnection();
		}

	}

}
