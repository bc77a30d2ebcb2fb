package dev.accelerate.nodes;

import java.util.HashMap;
import java.util.Map;

import dev.accelerate.testing.TestDatabase;
import dev.accelerate.tracking.CommitNotice;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link CommitNotice} to connections of a driver that cannot be asked. The cache calls
 * no method of a connection that it does not need.
 */
class CommitNoticeTests {

	@BeforeEach
	void forgetCalls() {
		CallingDataSource.CALLS.clear();
	}

	@ParameterizedTest
	@ValueSource(strings = { "accelerate.invalidation.log=local", "accelerate.invalidation.jdbc=false",
			"accelerate.invalidation.jdbc=true" })
	void nothingIsAskedAboutWritesOfHibernate(String property) {
		try (Node node = node(property)) {
			node.stocks.save(new Stock(1, 10));
			node.transaction.executeWithoutResult((status) -> node.stocks.findAll());
			assertThat(CallingDataSource.CALLS).contains("commit").doesNotContain("isWrapperFor");
		}
	}

	@Test
	void plainJdbcCodeIsRecordedAtItsCommit() {
		try (Node node = node("accelerate.invalidation.jdbc=true")) {
			node.stocks.save(new Stock(1, 10));
			long before = rows(node);
			node.transaction.executeWithoutResult((status) -> node.jdbc.update("update stocks set pieces = 11"));
			assertThat(CallingDataSource.CALLS).contains("isWrapperFor");
			assertThat(node.jdbc.queryForObject("select pieces from stocks", Integer.class)).isEqualTo(11);
			assertThat(rows(node)).isEqualTo(before + 1);
		}
	}

	@Test
	void cursorsAreHeldOnlyForTheSakeOfARow() {
		for (String log : new String[] { "local", "table" }) {
			try (Node node = node("accelerate.invalidation.log=" + log);
					StatelessSession session = node.sessionFactory().openStatelessSession()) {
				CallingDataSource.CALLS.clear();
				session.insert(new Stock(1, 10));
				assertThat(CallingDataSource.CALLS.contains("setHoldability")).as(log).isEqualTo(log.equals("table"));
			}
		}
	}

	private static Node node(String property) {
		Map<String, Object> database = new HashMap<>(TestDatabase.H2.properties());
		// There is no pool that keeps the database open.
		database.merge("spring.datasource.url", ";DB_CLOSE_DELAY=-1", (url, setting) -> url + "" + setting);
		return new Node(database, "spring.datasource.type=" + CallingDataSource.class.getName(),
				"accelerate.tenancy=single", property);
	}

	private static long rows(Node node) {
		return node.jdbc.queryForObject("select count(*) from accelerate_invalidation where id > 0", Long.class);
	}

}
