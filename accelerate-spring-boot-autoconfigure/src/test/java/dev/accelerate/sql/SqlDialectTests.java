package dev.accelerate.sql;

import java.util.List;

import dev.accelerate.sql.SqlStatement.Kind;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link SqlStatement} with random writing statements in the SQL of five databases:
 * whatever literals, comments and quotes are around a write, its table is seen or the
 * statement counts as not understood.
 */
class SqlDialectTests {

	private static final String TABLE = "purchases";

	@Property(tries = 4_000)
	void noWriteIsTakenForARead(@ForAll("writes") String sql) {
		SqlStatement statement = SqlStatement.parse(sql);
		assertThat(statement.kind()).as(sql).isNotEqualTo(Kind.READ);
		TableDirectory directory = new TableDirectory();
		directory.tables(List.of(TABLE));
		if (statement.kind() == Kind.WRITE && !statement.targets().contains(TABLE)) {
			assertThat(statement.tables(directory).names()).as(sql).contains(TABLE);
		}
	}

	@Property(tries = 1_000)
	void aReadNamesItsTable(@ForAll("reads") String sql) {
		TableDirectory directory = new TableDirectory();
		directory.tables(List.of(TABLE));
		assertThat(SqlStatement.parse(sql).tables(directory).names()).as(sql).contains(TABLE);
	}

	@Property(tries = 1_000)
	void everydayStatementsAreUnderstood(@ForAll("everyday") String sql) {
		assertThat(SqlStatement.parse(sql).kind()).as(sql)
			.isEqualTo((sql.startsWith("select") || sql.startsWith("/* <")) ? Kind.READ : Kind.WRITE);
	}

	@Provide
	Arbitrary<String> writes() {
		return Arbitraries.of(SqlGenerator.values()).flatMap(SqlDialectTests::writes);
	}

	private static Arbitrary<String> writes(SqlGenerator dialect) {
		Arbitrary<String> template = Arbitraries.of("insert_into_T_(a)_values_(L)", "update_T_set_a_=_L",
				"update_T_set_a_=_L_where_b_=_L", "delete_from_T_where_a_=_L",
				"merge_into_T_using_d_on_(a_=_L)_when_matched_then_update_set_a_=_L");
		Arbitrary<String> around = Arbitraries.of("W", "_W_", "select_L;_W", "W;_select_L", "select_L,_L;_W;_select_L",
				"with_x_as_(select_L)_W", "explain_analyze_W", "select_L_from_d_where_a_=_L;W");
		Arbitrary<String> statement = Combinators.combine(template, around)
			.as((write, text) -> text.replace("W", write));
		return dialect.filled(statement, TABLE);
	}

	@Provide
	Arbitrary<String> reads() {
		Arbitrary<String> template = Arbitraries.of("select_L_from_T", "select_*_from_d,T_where_a_=_L",
				"select_L_from_T_L");
		return Arbitraries.of(SqlGenerator.values()).flatMap((dialect) -> dialect.filled(template, TABLE));
	}

	@Provide
	Arbitrary<String> everyday() {
		Arbitrary<String> text = Arbitraries
			.of("it''s", "x", " ", "%", "-", "/", "?", "(", ")", ";", ":", "@example.org", "é", "\n", "update", "1.5")
			.list()
			.ofMaxSize(5)
			.map((pieces) -> String.join("", pieces));
		Arbitrary<String> quote = Arbitraries.of("", "\"", "`", "[");
		Arbitrary<String> template = Arbitraries.of(
				"select u1_0.id,u1_0.name from T u1_0 where u1_0.name='L' and u1_0.email like ? escape '\\'",
				"select u1_0.id from T u1_0 where u1_0.name like ? escape '\\' or u1_0.email like ? escape '\\'",
				"/* <criteria> */ select count(u1_0.id) from T u1_0 where lower(u1_0.name)='L'",
				"select replace(u1_0.name,'L','\\') from T u1_0", "select * from T -- all of them, isn't it",
				"/* insert for dev.User */insert into T (name,id) values ('L',default)",
				"update T set name='L' where id=? and version=?", "delete from T where name like ? escape '\\'",
				"with x as (select 1 as a) delete from T where a in (select a from x)",
				"insert into T (a) values (E'L')", "update T set a=a[1] where b='C:\\dir\\'");
		return Combinators.combine(template, text, quote).as((sql, literal, sign) -> {
			String table = sign + TABLE + (sign.equals("[") ? "]" : sign);
			return sql.replace("T ", table + " ").replace("T\n", table).replaceAll("T$", table).replace("L", literal);
		});
	}

}
