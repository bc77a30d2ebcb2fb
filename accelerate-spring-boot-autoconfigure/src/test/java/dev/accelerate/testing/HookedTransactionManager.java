package dev.accelerate.testing;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Transaction manager of JDBC, with what a test does just before the database begins,
 * commits or rolls back a transaction. What a test throws there is as if the database
 * had.
 */
@SuppressWarnings("serial")
public final class HookedTransactionManager extends DataSourceTransactionManager {

	private Runnable onBegin = () -> {
	};

	private Runnable onCommit = () -> {
	};

	private Runnable onRollback = () -> {
	};

	public HookedTransactionManager(DataSource dataSource) {
		super(dataSource);
	}

	public void onBegin(Runnable action) {
		this.onBegin = action;
	}

	public void onCommit(Runnable action) {
		this.onCommit = action;
	}

	public void onRollback(Runnable action) {
		this.onRollback = action;
	}

	@Override
	protected void doBegin(Object transaction, TransactionDefinition definition) {
		this.onBegin.run();
		super.doBegin(transaction, definition);
	}

	@Override
	protected void doCommit(DefaultTransactionStatus status) {
		this.onCommit.run();
		super.doCommit(status);
	}

	@Override
	protected void doRollback(DefaultTransactionStatus status) {
		this.onRollback.run();
		super.doRollback(status);
	}

}
