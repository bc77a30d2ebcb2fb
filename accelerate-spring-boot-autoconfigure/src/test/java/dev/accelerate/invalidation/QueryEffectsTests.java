package dev.accelerate.invalidation;

import dev.accelerate.invalidation.QueryEffects.Effect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link QueryEffects}: what the texts of queries do besides reading.
 */
class QueryEffectsTests {

	@ParameterizedTest
	@ValueSource(strings = { "select * from users where name = 'for update' -- for update, now()",
			"select count(*), lower(name), coalesce(a, 1) from users group by name",
			"with x (a) as (select 1) select * from users where a in (select a from x)",
			"select u.current_date, u.user, u.now from users u", "select * from user",
			"select * from users where name = :#{#filter.name} and id in (:ids) order by name",
			"select extract(year from born), cast(a as varchar(10)), a::date from #{#entityName}",
			"select * from {h-schema}users where data @> '{}' and a <@ b", "select user.name from user",
			"select row_number() over (partition by a order by b) from users", "select a as user from users",
			"select * from users where tags @@ to_tsquery('x')", "select * from users limit 5 offset 3" })
	void whatOnlyReads(String sql) {
		assertThat(QueryEffects.ofSql(sql)).isEqualTo(new QueryEffects(Effect.NONE, null, true));
	}

	@ParameterizedTest
	@ValueSource(strings = { "select u from User u where u.name like concat(:name, '%')",
			"select new dev.User(u.id, upper(u.name)) from User u", "from User u where size(u.roles) > 1",
			"select u.instant, u.current from User u where type(u) = Admin and index(u) = 1",
			"select function('lower', u.name) from User u where u.name = 'now'",
			"select key(m), value(m) from User u join u.map m where :#{escape(#name)} member of u.names" })
	void jpqlThatOnlyReads(String jpql) {
		assertThat(QueryEffects.ofJpql(jpql)).isEqualTo(new QueryEffects(Effect.NONE, null, true));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', value = { "select nextval('invoice_no') | nextval",
			"select purge_drafts(:c) | purge_drafts", "select app.lower(name) from users | app.lower",
			"select random() from users | random", "select now() | now", "select gen_random_uuid() | gen_random_uuid",
			"select current_timestamp from users | current_timestamp",
			"select * from users where a < CURRENT_DATE | current_date", "select next value for s | next value",
			"select s.nextval from dual | nextval",
			"select current timestamp from sysibm.sysdummy1 | current timestamp", "select user | user",
			"select * from users where owner = user | user", "select sysdate from dual | sysdate",
			"select 'now'::timestamp | the moment in a literal",
			"select * from users where a < date 'today' | the moment in a literal",
			"select @rank := @rank + 1 from users | @rank", "select * from users tablesample system (1) | tablesample",
			"select * from users where id = pg_backend_pid() | pg_backend_pid",
			"select set_config('a', 'b', false) | set_config", "select * from users where a < {fn now()} | now",
			"select dbms_random.value from users | dbms_random", "select rand/* */() from users | rand" })
	void whatSqlMayAnswerAnotherEachTime(String sql, String varying) {
		assertThat(QueryEffects.ofSql(sql).varying()).isEqualTo(varying);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			value = { "select function('random') from User u | random",
					"select u from User u where u.end > current_timestamp | current_timestamp",
					"select u from User u where u.end > local date | local date",
					"select u from User u where u.end > current date | current date",
					"select u from User u where u.end > offset datetime | offset datetime",
					"select u from User u where u.end > instant | instant", "select rand() from User u | rand",
					"select sql('now()') from User u | sql", "select u from User u order by random() | random",
					"select u from User u where u.end > local_datetime | local_datetime" })
	void whatJpqlMayAnswerAnotherEachTime(String jpql, String varying) {
		assertThat(QueryEffects.ofJpql(jpql).varying()).isEqualTo(varying);
	}

	@ParameterizedTest
	@ValueSource(strings = { "select * from users for update", "select * from users for no key update",
			"select * from users for share of users", "select * from users for key share skip locked",
			"select * from users lock in share mode", "select * from users with (updlock, rowlock)",
			"select * from users with (rowlock, holdlock)", "select * from users u (xlock)",
			"select * from users with rs use and keep update locks",
			"with x as (select 1 a) select * from x FOR/**/UPDATE" })
	void whatLocks(String sql) {
		assertThat(QueryEffects.ofSql(sql).effect()).isEqualTo(Effect.LOCKS);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			value = { "insert into users (a) values (1) returning id | WRITES",
					"with gone as (delete from users returning *) select * from gone | WRITES",
					"select * from final table (insert into users values (1)) | WRITES",
					"select * into users2 from users | UNKNOWN",
					"merge into users using d on (1 = 1) when matched then delete | WRITES",
					"truncate table users | UNKNOWN", "call refresh() | CALLS", "{call refresh()} | CALLS",
					"{? = call f()} | CALLS", "exec refresh | CALLS", "set x = 1 | UNKNOWN", "select 'abc | UNKNOWN",
					"select 1; drop table users | UNKNOWN" })
	void whatMayWrite(String sql, Effect effect) {
		assertThat(QueryEffects.ofSql(sql).effect()).isEqualTo(effect);
	}

}
