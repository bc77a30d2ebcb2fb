package dev.accelerate.jdbc;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;

import dev.accelerate.tracking.StatementTracker;
import net.ttddyy.dsproxy.ConnectionInfo;
import net.ttddyy.dsproxy.proxy.ProxyConfig;
import net.ttddyy.dsproxy.proxy.jdk.JdkJdbcProxyFactory;

/**
 * {@link JdkJdbcProxyFactory} that leaves alone the statements of Hibernate's sessions.
 * These are observed there, and would count twice.
 */
final class StatementProxyFactory extends JdkJdbcProxyFactory {

	private final StatementTracker statements;

	StatementProxyFactory(StatementTracker statements) {
		this.statements = statements;
	}

	@Override
	public PreparedStatement createPreparedStatement(PreparedStatement preparedStatement, String query,
			ConnectionInfo connectionInfo, Connection proxyConnection, ProxyConfig proxyConfig, boolean generateKey) {
		return this.statements.isClaimed(query) ? preparedStatement : super.createPreparedStatement(preparedStatement,
				query, connectionInfo, proxyConnection, proxyConfig, generateKey);
	}

	@Override
	public CallableStatement createCallableStatement(CallableStatement callableStatement, String query,
			ConnectionInfo connectionInfo, Connection proxyConnection, ProxyConfig proxyConfig) {
		return this.statements.isClaimed(query) ? callableStatement
				: super.createCallableStatement(callableStatement, query, connectionInfo, proxyConnection, proxyConfig);
	}

}
