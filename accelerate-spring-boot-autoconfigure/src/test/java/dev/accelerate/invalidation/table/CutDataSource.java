package dev.accelerate.invalidation.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Data source whose connections can be cut.
 */
class CutDataSource extends DelegatingDataSource {

	private final Set<Connection> open = ConcurrentHashMap.newKeySet();

	private volatile boolean cut;

	CutDataSource(DataSource target) {
		super(target);
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = super.getConnection();
		this.open.add(connection);
		if (this.cut) {
			connection.close();
			throw new SQLException("cut", "08001");
		}
		return connection;
	}

	void cut() throws SQLException {
		this.cut = true;
		drop();
	}

	/**
	 * Closes the connections, which H2 cannot abort. New ones can be opened.
	 */
	void drop() throws SQLException {
		for (Connection connection : this.open) {
			connection.abort(Runnable::run);
			connection.close();
			this.open.remove(connection);
		}
	}

	void mend() {
		this.cut = false;
	}

}
