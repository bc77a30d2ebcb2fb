package dev.accelerate.sql;

import dev.accelerate.sql.QueryEffects.Effect;
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
			"select * from users where tags @@ to_tsquery('x')", "select id, \"user\", [user], `user` from users",
			"select user.name from users user where user.id = 1",
			"select local_date, local_time, offset_datetime, current_instant from users",
			"select e.a from users u, unnest(u.tags) with ordinality e (a, b)",
			"select * from users where (a, b) overlaps (c, d)", "select * from users limit 5 offset 3" })
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
			"select dbms_random.value from users | dbms_random",
			"select json_object('a' : current_timestamp) from users | current_timestamp",
			"select a, user from users | user", "select app.user.name, user from app.user | user",
			"select date() from users | date", "select today from users | today", "select size(a) from users | size",
			"select value(u) from users u | value", "select age(born) from users | age",
			"select unix_timestamp() from users | unix_timestamp", "select rand/* */() from users | rand" })
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
	@ValueSource(strings = { "date_trunc('day', a)", "to_char(a, 'YYYY')", "jsonb_array_elements(a)",
			"jsonb_path_query_first(a, '$.x')", "jsonb_strip_nulls(a)", "jsonb_object_keys(a)", "similarity(a, 'x')",
			"ts_rank(a, to_tsquery('x'))", "to_tsvector('english', a)", "generate_series(1, 3)", "unnest(a)",
			"a = any(array[1])", "a = any (cast(? as bigint[]))", "cast(a as numeric(10, 2))", "extract(epoch from a)",
			"string_agg(a, ',' order by b)", "json_agg(a) filter (where a > 1)",
			"row_number() over (partition by a order by b)", "lag(a, 1) over w", "any_value(a)", "covar_pop(a, b)",
			"st_distance(a, st_makeenvelope(1, 2, 3, 4))", "st_union(a)", "cosine_distance(a, b)", "array_remove(a, 1)",
			"array_upper(a, 1)", "tsrange(a, b) && tsrange(c, d)", "regexp_split_to_table(a, ',')",
			"starts_with(a, 'x')", "date_bin('1 day', a, b)", "yearweek(a)", "timediff(a, b)",
			"convert_tz(a, 'x', 'y')", "json_set(a, '$.x', 1)", "json_modify(a, '$.x', 1)", "string_split(a, ',')",
			"patindex('%x%', a)", "trunc(a, 'MM')", "next_day(a, 'MON')", "crc32(a)", "xpath('/x', a)",
			"earth_distance(ll_to_earth(a, b), c)" })
	void whatOnlyComputes(String expression) {
		assertThat(QueryEffects.ofSql("select " + expression + " from users").varying()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "setval('s', 1)", "lo_import('/x')", "dblink('x', 'y')", "pg_advisory_lock(1)",
			"pg_advisory_xact_lock(1)", "pg_sleep(1)", "pg_notify('a', 'b')", "current_setting('a')",
			"clock_timestamp()", "statement_timestamp()", "transaction_timestamp()", "timeofday()", "random_normal()",
			"uuidv4()", "uuidv7()", "uuid_generate_v4()", "random_uuid()", "newid()", "newsequentialid()", "sys_guid()",
			"uuid()", "uuid_short()", "last_insert_id()", "scope_identity()", "found_rows()", "row_count()", "sleep(1)",
			"get_lock('a', 1)", "release_lock('a')", "benchmark(1, 2)", "@var := 1", "@@identity", "connection_id()",
			"txid_current()", "pg_current_xact_id()", "inet_client_addr()", "getdate()", "sysutcdatetime()",
			"curdate()", "curtime()", "load_file('/x')", "query_to_xml('x', true, true, '')", "crosstab('x')",
			"ts_stat('x')", "array_shuffle(a)", "array_sample(a, 1)", "st_generatepoints(a, 1)", "current_timestamp(3)",
			"localtimestamp(0)", "sys_context('a', 'b')", "rand()", "file_read('x')", "csvread('x')", "session_id()",
			"identity()", "lastval()", "clock()", "utl_http.request('x')", "utc_timestamp()", "utc_timestamp",
			"context_info()" })
	void whatMayBeAnotherValueEachTime(String expression) {
		assertThat(QueryEffects.ofSql("select " + expression + " from users").varying()).isNotNull();
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
