package dev.accelerate.jpa.unkeyed;

import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link RewrittenStatement}: what an inspector may do to a statement without changing
 * its result.
 */
class RewrittenStatementTests {

	private static final String SQL = "select m.name from members m where m.note='--' and m.id=?";

	@ParameterizedTest
	@ValueSource(strings = { SQL, SQL + " /* trace */", "/* trace='a' */ " + SQL, SQL + "\n-- trace",
			"select /*+ index(m) */ m.name from  members m where m.note='--' and m.id=?" })
	void commentsAndHintsChangeNoAnswer(String sent) {
		assertThat(RewrittenStatement.mayChangeResult(SQL, sent)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { SQL + " and tenant=1", "select m.name from a.members m where m.note='--' and m.id=?",
			"select m.name from members m where m.note='/**/--' and m.id=?", SQL + " /*! and tenant=1 */",
			SQL + " /*M! and tenant=1 */", "select /*+ set_var(sql_mode='') */ 1", SQL + " --1",
			"select m.name from members m where m.note='--' and m.id=? \\" })
	void anythingElseMay(String sent) {
		assertThat(RewrittenStatement.mayChangeResult(SQL, sent)).isTrue();
	}

	@Test
	void anInspectorThatReturnsWhatItIsGivenIsProvedHarmless() {
		assertThat(InspectorBytecode.keepsStatements(new Counting())).isTrue();
		assertThat(InspectorBytecode.keepsStatements(new Silent())).isTrue();
		assertThat(InspectorBytecode.keepsStatements(new Heir())).isTrue();
	}

	@Test
	void noOtherIs() {
		assertThat(InspectorBytecode.keepsStatements(new Sometimes())).isFalse();
		assertThat(InspectorBytecode.keepsStatements(new Reassigning())).isFalse();
		assertThat(InspectorBytecode.keepsStatements(new Choosing())).isFalse();
		assertThat(InspectorBytecode.keepsStatements((sql) -> sql)).isFalse();
	}

	static class Counting implements StatementInspector {

		private int count;

		@Override
		public String inspect(String sql) {
			this.count += sql.isEmpty() ? 0 : 1;
			if (this.count < 0) {
				return null;
			}
			return sql;
		}

	}

	static class Silent implements StatementInspector {

		@Override
		public String inspect(String sql) {
			return null;
		}

	}

	static class Heir extends Silent {

	}

	static class Sometimes implements StatementInspector {

		@Override
		public String inspect(String sql) {
			if (sql.isEmpty()) {
				return sql;
			}
			return sql.trim();
		}

	}

	static class Reassigning implements StatementInspector {

		@Override
		public String inspect(String sql) {
			sql = sql + " ";
			return sql;
		}

	}

	static class Choosing implements StatementInspector {

		@Override
		public String inspect(String sql) {
			return sql.isEmpty() ? "select 1" : sql;
		}

	}

}
