package dev.accelerate.sql;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.accelerate.sql.SqlStatement.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * {@link SqlStatement} by examples of Hibernate and of SQL that people write.
 */
class SqlStatementTests {

	@ParameterizedTest
	@ValueSource(strings = { "select * from users", "SELECT 1", "(select 1) union (select 2)", "values (1)",
			"with t as (select 1) select * from t", "select * from users for update",
			"select * from users for no key update", "select * from users where name = 'insert into teams'",
			"select * from users -- delete from users", "/* update users set */ select 1",
			"select replace(a, 'b', 'c')", "with t as (select replace(a, 'b', 'c') from u) select * from t",
			"select u.update from u", "select \"update\" from u", "explain select 1", "show all",
			"set search_path to x", "begin", "begin transaction", "commit", "rollback", "savepoint s",
			"release savepoint s", "start transaction", "lock table users", "call next value for seq",
			"select next value for seq", "", "create temporary table t (id int)",
			"create local temporary table if not exists t (id int)", "drop temporary table t",
			"create table #t (id int)", "drop table if exists #t", "select $$some text$$", "table users",
			"set x = replace(a, 'b', 'c')", "set x = truncate(1.5, 1)",
			"lock table users in share update exclusive mode", "set x = (select a from users for update)",
			"select * from users for update nowait", "show create table users",
			"create temporary table t (id int references x on delete cascade) on commit delete rows",
			"begin transaction select 1 commit", "fetch next from c into x", "select 'it\\'s', updated from users",
			"select /*!40001 sql_no_cache */ * from users", "select * from users update", "select update" })
	void readsAreNoWrites(String sql) {
		assertThat(SqlStatement.parse(sql).kind()).isEqualTo(Kind.READ);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "insert into users (id) values (?) | users", "INSERT INTO Users VALUES (1) | users",
					"insert into public.users default values | users", "insert into \"Users\" values (1) | users",
					"insert into \"my schema\".\"my users\" values (1) | my users",
					"insert ignore into users values (1) | users", "insert or replace into users values (1) | users",
					"replace into users values (1) | users", "upsert into users values (1) | users",
					"insert into users select * from teams | users",
					"insert into users values (1) on conflict (id) do update set name = 'x' | users",
					"insert into users values (1) on duplicate key update name = 'x' | users",
					"update users set name = ? | users", "update only users set name = ? | users",
					"update users u set name = ? | users", "update users as u set name = ? | users",
					"update `users` set name = ? | users", "update [dbo].[users] set name = ? | users",
					"delete from users | users", "delete from only users where id = ? | users",
					"delete from users u using teams t where t.id = u.team_id | users",
					"delete u from users u where u.id = ? | users", "delete u from public.users as u | users",
					"delete u from users u order by id limit 1 | users",
					"merge into users using teams on (1 = 1) when matched then update set a = 1 when not matched then "
							+ "insert (a) values (1) when matched then delete | users",
					"/* dynamic update */ update users set name = ? | users",
					"/* insert for dev.User */insert into users values (1) | users",
					"with gone as (delete from users returning *) insert into teams select * from gone | teams,users",
					"with t as (select 1) update users set name = 'x' | users",
					"select id from final table (insert into users values (1)) | users",
					"select * from new table (update users set a = 1) | users",
					"insert into users values ('it''s'); delete from teams | teams,users",
					"explain analyze delete from users | users", "update users set name = 'update teams set' | users",
					"set nocount on update users set a = 1 | users", "set nocount on delete from users | users",
					"use db delete from users | users", "begin transaction update users set a = 1 commit | users",
					"commit delete from users | users", "analyze update users set a = 1 | users",
					"analyze format=json delete from users | users",
					"set statement max_statement_time = 1 for update users set a = 1 | users",
					"drop table #t delete from users | users", "insert into users values ('a\\'b') | users",
					"/*!50000 delete from users */ | users", "/*!50000delete from users */ | users",
					"/*M!100100 delete from users */ | users", "select E'\\''; delete from users; --' | users",
					"select \"\\\"\"; delete from users; -- \" | users" })
	void writesNameTheirTables(String sql, String targets) {
		SqlStatement statement = SqlStatement.parse(sql);
		assertThat(statement.kind()).isEqualTo(Kind.WRITE);
		assertThat(new TreeSet<>(statement.targets())).containsExactly(targets.split(","));
	}

	@Test
	void aStatementMayBeginOnALineOfItsOwn() {
		SqlStatement statement = SqlStatement.parse("set nocount on\ninsert into users values (1)");
		assertThat(statement.kind()).isEqualTo(Kind.WRITE);
		assertThat(statement.targets()).containsExactly("users");
	}

	@ParameterizedTest
	@ValueSource(strings = { "call refresh_totals(1)", "{call refresh_totals(?)}", "{? = call f(?)}",
			"truncate table users", "drop table users", "drop table temp", "create table temp (temporary int)",
			"alter table users add a int", "create table users (id int)", "create index i on users (a)",
			"do $$ begin delete from users; end $$", "begin insert into users values (1); end", "exec refresh",
			"execute refresh", "grant all on users to x",
			"update users u join teams t on t.id = u.team_id set u.name = t.name",
			"update users, teams set users.name = 1", "delete u from users u join teams t on 1 = 1",
			"delete u from users u, teams t", "delete u, t from users u, teams t", "delete u from users t",
			"delete u from users", "delete top (1) from users", "delete u from (select * from users) u",
			"insert users values (1)", "merge users using teams", "select * into users2 from users",
			"copy users from stdin", "refresh materialized view v", "insert into users values (1); call refresh()",
			"users", "?", "import into users", "with t as (select 1) update users u join teams t on 1 = 1 set a = 1",
			"set nocount on insert users values (1)", "begin transaction delete users commit",
			"set nocount on exec('delete from users')", "use db truncate table users",
			"use db select * into users2 from users", "analyze update users u join teams t on 1 = 1 set u.a = 1",
			"set statement max_statement_time = 1 for update users u join teams t on 1 = 1 set u.a = 1",
			"select 1 /*! ; truncate users */", "update (select * from users) set a = 1",
			"use db delete (select * from users)", "delete from", "insert into", "update", "update users.", "merge" })
	void whatIsNotUnderstoodIsUnrecognized(String sql) {
		assertThat(SqlStatement.parse(sql).kind()).isEqualTo(Kind.UNRECOGNIZED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "select $a1$it's$a1$; update users set a = $a1$it's$a1$",
			"update U&\"\\0075sers\" set a = 1", "delete from U&\"!0075sers\" uescape '!'",
			"delete from U&\"!+000075sers\" /* x */ UESCAPE '!'", "select e'a'\n'\\''; delete from users; --'",
			"select q'[it's]' from d; delete from users where a = q'[it's]'", "select 1 -- it's\n; delete from users",
			"select 1 --it's\n; delete from users", "select 1 # it's\n; delete from users",
			"select 1 // it's\n; delete from users", "select /* /* ' */ ' */ 1; delete from users",
			"select [it's]; delete from users", "select [a]]'b]; delete from users", "select `it's`; delete from users",
			"select 1delete from users", "select 1.delete from users", "select 1 exec('x') delete from users",
			"select '\u00a0';delete\u00a0from\u00a0users", "select 1 -- x\r, ' \r; delete from users --'",
			"select '\\'; delete from users; -- '", "select 1--'\n;delete from users",
			"select x'00', $1$$it's$$; delete from users", "select /*! 1 */ '/*!'; delete from users" })
	void noQuoteOrCommentHidesAWrite(String sql) {
		SqlStatement statement = SqlStatement.parse(sql);
		assertThat(statement.kind()).isNotEqualTo(Kind.READ);
		if (statement.kind() == Kind.WRITE) {
			assertThat(statement.targets()).containsExactly("users");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "select 'abc", "select /* from users", "select \"users", "update users set a = 'b",
			"update \"a\"\"b\" set a = 1", "update U&\"\\00\" set a = 1", "select 1 exec purge",
			"select 1 insert users values (1)", "select 1 delete users",
			"with x as (select 1 a) select * into users2 from x", "explain analyze execute p" })
	void whatBreaksOffOrMayWriteIsNotUnderstood(String sql) {
		assertThat(SqlStatement.parse(sql).kind()).isEqualTo(Kind.UNRECOGNIZED);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			value = { "select count(*), lower(name) from users | count,lower", "select nextval('s') | nextval",
					"select app.f(1), \"App\".\"G\"(2) | f,app.f,g,app.g",
					"select 1 where a in (1) and exists (select 1) | ''", "insert into users (a) values (now()) | now",
					"insert into app.users(a) values (1) | ''",
					"with x (a, b) as (select f(1)), y (c) as materialized (select 1) select * from x | f",
					"select cast(a as varchar(10)), a::numeric(10, 2), sum(a) over (partition by b) from t | cast,sum",
					"select * from f(1) as t(a, b) join g(2) u(c) on (true) | f,g",
					"select * from (values (1)) v(a) where not (a = any (select 1)) | ''",
					"select distinct on (a) random() from t | random", "select top (1) newid() from t | newid",
					"create table if not exists t (a int references u (b)) | ''",
					"select a from t where 'f(1)' = 1 -- g() | ''", "select f/* x */ (1) | f",
					"merge into t using d on (1 = 1) when not matched then insert (a) values (h(1)) | h",
					"select a[g(1)] from t | g", "{fn now()} | now" })
	void namesTheFunctionsThatItCalls(String sql, String expected) {
		assertThat(SqlStatement.parse(sql).functions())
			.containsExactlyInAnyOrder(expected.equals("''") ? new String[0] : expected.split(","));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			value = { "select * from users u join teams t on t.id = u.team_id | teams,users",
					"select * from \"Users\" | users", "select * from PUBLIC.USERS | users", "select 'users' | users",
					"select * from users_of_teams | ''", "select * from \"order lines\" | order lines",
					"select usersteams from x | ''", "select * from größe | größe",
					"select * from U&\"\\0075sers\" | users", "select * from users#x | users",
					"select * from U&\"order\\0020lines\" | order lines" })
	void namesTheTrackedTablesInIt(String sql, String expected) {
		TableDirectory directory = new TableDirectory();
		directory.tables(List.of("users", "s.teams", "\"order lines\"", "größe"));
		Set<String> names = SqlStatement.parse(sql).tables(directory).names();
		assertThat(new TreeSet<>(names))
			.containsExactlyElementsOf(expected.equals("''") ? List.of() : Arrays.asList(expected.split(",")));
	}

	@Test
	void findsATableThatIsTrackedLater() {
		TableDirectory directory = new TableDirectory();
		SqlStatement statement = SqlStatement.parse("select * from users, audit");
		directory.tables(List.of("users"));
		assertThat(statement.tables(directory).names()).containsExactly("users");
		directory.tables(List.of("audit"));
		assertThat(statement.tables(directory).names()).containsExactlyInAnyOrder("audit", "users");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			value = { "call refresh_totals('secret', 42) | call refresh_totals", "{call refresh_totals('secret')} | ''",
					"execute p 42, 'secret' | execute p",
					"alter user x identified by \"secret\" | alter user x identified by", "do $$ secret $$ | do",
					"/* secret */ drop table users | drop table users" })
	void shapeHoldsNoValues(String sql, String shape) {
		assertThat(SqlStatement.parse(sql).shape()).isEqualTo(shape.equals("''") ? "" : shape);
	}

	@ParameterizedTest
	@ValueSource(strings = { "with t as (select 1) update only s.\"users\" as u set a = 'x' where b = 1",
			"set nocount on insert or ignore into [dbo].[users] (a) values ($x$b$x$) on duplicate key update a = 1",
			"begin transaction delete from only `users` for update; end", "drop table if exists #t",
			"{? = call f('a\\'', /*!1 delete */ 1)}", "merge into users using t on (1 = 1) when matched then delete" })
	void isParsedWhereverItBreaksOff(String sql) {
		for (int i = 0; i <= sql.length(); i++) {
			String cut = sql.substring(0, i);
			String rest = sql.substring(i);
			assertThatCode(() -> SqlStatement.parse(cut)).as(cut).doesNotThrowAnyException();
			assertThatCode(() -> SqlStatement.parse(rest)).as(rest).doesNotThrowAnyException();
		}
	}

	@Test
	void longLiteralsAreNoDeepRecursion() {
		String sql = "insert into users values ('" + "''a".repeat(200_000) + "', $x$" + "b".repeat(200_000) + "$x$)";
		assertThat(SqlStatement.parse(sql).kind()).isEqualTo(Kind.WRITE);
	}

}
