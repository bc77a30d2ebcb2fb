package dev.accelerate.sql;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link SessionEffect Effects} of statements on the session they are sent in.
 */
class SessionEffectTests {

	@ParameterizedTest
	@ValueSource(strings = { "set search_path to a", "SET SESSION search_path = a, public",
			"set local app.tenant = 'a'", "/* why */ set role reader", "set session authorization 'a'", "set schema a",
			"set \"search_path\" to a", "set time zone 'UTC'", "set @tenant = 1", "set sql_log_bin = 0, @tenant = 1",
			"select @tenant := 1", "use a", "alter session set current_schema = a",
			"select set_config('app.tenant', ?, true)", "select set_config(?, ?, false)",
			"select pg_catalog.\"set_config\"('work_mem', 'a', false)", "select @`tenant` := 1", "set @names = 1",
			"set @@session.sql_mode = ''", "set @@sql_mode = ''",
			"select pg_catalog.set_config('search_path', 'a', false) from x", "select 1; set search_path to a",
			"exec sp_set_session_context 'tenant', 1", "begin dbms_session.set_identifier('a'); end;",
			"execute as user = 'a'", "set transaction isolation level read uncommitted",
			"set session tx_isolation = 'READ-UNCOMMITTED'", "/*!50000 set @tenant = 1 */",
			"set application_name = 'x'; set role a",
			"do $$ begin perform set_config('app.tenant', 'a', false); end $$",
			"do $x$begin set search_path to a; end$x$", "do @tenant := 1", "exec('use a')",
			"exec sp_executesql N'set @a = 1'",
			"begin execute immediate 'alter session set current_schema = a'; end;" })
	void mayChangeWhatItAnswers(String sql) {
		assertThat(SessionEffect.of(sql)).isEqualTo(SessionEffect.ANSWERS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "set transaction isolation level serializable",
			"set session characteristics as transaction isolation level repeatable read",
			"SET SESSION TRANSACTION ISOLATION LEVEL SERIALIZABLE",
			"set default_transaction_isolation = 'serializable'",
			"set @@session.transaction_isolation = 'SERIALIZABLE'", "set lock_mode 0" })
	void mayChangeHowItIsolates(String sql) {
		assertThat(SessionEffect.of(sql)).isEqualTo(SessionEffect.ISOLATION);
	}

	@ParameterizedTest
	@ValueSource(strings = { "select 1", "update a set role = 'x', b = 2", "select a.set, b.use from a",
			"set statement_timeout = 1000", "set local lock_timeout to '1s'", "set names utf8mb4", "set autocommit = 0",
			"set transaction read only", "set constraints all deferred", "SET REFERENTIAL_INTEGRITY FALSE",
			"set foreign_key_checks = 0, unique_checks = 0", "select set_config('work_mem', '64MB', true)",
			"set enable_seqscan = off", "select 'set role a; use b'", "insert into a values ('; set role b')",
			"do $$ begin update a set b = 1; end $$", "exec refresh_all",
			"begin execute immediate 'update a set b = 1'; end;", "set @@session.max_execution_time = 1",
			"set @@autocommit = 0", "select f(a := 1)", "alter table a add b int", "reset role",
			"select * from sessions where \"use\" = 1" })
	void leavesAnswersAsTheyAre(String sql) {
		assertThat(SessionEffect.of(sql)).isEqualTo(SessionEffect.NONE);
	}

}
