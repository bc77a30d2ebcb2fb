package dev.accelerate.nodes;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Data source of a driver whose cursors are closed by a commit. It notes what it is
 * called for.
 */
public class CallingDataSource extends DriverManagerDataSource {

	static final List<String> CALLS = new CopyOnWriteArrayList<>();

	@Override
	protected Connection getConnectionFromDriver(Properties properties) throws SQLException {
		Connection connection = super.getConnectionFromDriver(properties);
		return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
				(proxy, method, arguments) -> {
					CALLS.add(method.getName());
					if (method.getName().equals("getHoldability")) {
						return ResultSet.CLOSE_CURSORS_AT_COMMIT;
					}
					try {
						return method.invoke(connection, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getTargetException();
					}
				});
	}

}
