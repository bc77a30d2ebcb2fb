package dev.accelerate.catalog;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Statements for the triggers of one log in PostgreSQL. The trigger of a table puts a row
 * into an auxiliary table, whose deferred trigger writes the record when the transaction
 * commits.
 *
 * <p>
 * The record has to be written that late, because its position in the log is taken when
 * it is written, and a log is complete only up to the first position that is still open.
 * A batch job that took its position early would stop all others until it has ended.
 *
 * <p>
 * What a transaction has written is remembered in a setting of the transaction, so that a
 * table is recorded once, and so that nothing is read, because reading would make
 * serializable transactions depend on each other. A savepoint that is rolled back takes
 * the setting along with the row. An application that has recorded its transaction itself
 * says so in such a setting, too.
 *
 * <p>
 * Each statement finds out whether it is needed. It can be executed alone, so that it
 * locks one table only, and again, when it locks none.
 */
final class TriggerStatements {

	/**
	 * Text by which the functions are recognized.
	 */
	static final String MARK = "accelerate: records writes";

	/**
	 * Longest record. A longer one is one of everything.
	 */
	static final int LONGEST = 4000;

	private static final Pattern PLACEHOLDER = Pattern.compile("@@([a-z-]+)@@");

	private static final String FUNCTIONS = """
			-- To be executed by the owner of the tables, and again when there are new tables or partitions.
			-- Execute one statement after the other, each in a transaction of its own. Then a table is locked only while it
			-- gets its trigger, and no deadlock with writers is possible. Set lock_timeout, and execute all again if one fails.

			create unlogged table if not exists @@written@@ (record text not null);

			revoke all on table @@written@@ from public;

			create or replace function @@write@@() returns trigger language plpgsql security definer
			set search_path = pg_catalog, pg_temp as @@quote@@
			declare
			  -- accelerate: records writes
			  setting constant text := 'accelerate_' || @@log-literal@@::regclass::oid;
			  stamp constant text := txid_current() || ' ';
			  written text := coalesce(current_setting(setting || '.written', true), '');
			  added tid;
			begin
			  if not starts_with(written, stamp) then
			    written := stamp;
			  end if;
			  if position(' ' || tg_argv[0] || ' ' in written) = 0 then
			    perform set_config(setting || '.written', written || tg_argv[0] || ' ', true);
			    insert into @@written@@ (record) values (tg_argv[0]) returning ctid into added;
			    delete from @@written@@ where ctid = added;
			  end if;
			  return null;
			end
			@@quote@@;

			create or replace function @@commit@@() returns trigger language plpgsql security definer
			set search_path = pg_catalog, pg_temp as @@quote@@
			declare
			  -- accelerate: records writes
			  setting constant text := 'accelerate_' || @@log-literal@@::regclass::oid;
			  stamp constant text := txid_current() || ' ';
			  written text := coalesce(current_setting(setting || '.written', true), '');
			  recorded text := coalesce(current_setting(setting || '.recorded', true), '');
			  items text := new.record;
			  added bigint;
			begin
			  if starts_with(recorded, stamp)
			      and (position(' ' || items || ' ' in recorded) > 0 or position(' * ' in recorded) > 0) then
			    return null;
			  end if;
			  if starts_with(written, stamp) and position(' ' || items || ' ' in written) > 0 then
			    items := rtrim(substr(written, length(stamp) + 1));
			  end if;
			  perform set_config(setting || '.recorded', stamp || items || ' ', true);
			  if length(items) > @@longest@@ then
			    items := '*';
			  end if;
			  -- An id that is taken was given up for lost, and the next one takes its place.
			  while added is null loop
			    insert into @@log@@ (node, record) values ('trigger', items) on conflict do nothing returning id into added;
			  end loop;
			  return null;
			end
			@@quote@@;

			revoke all on function @@write@@(), @@commit@@() from public;

			do @@quote@@
			begin
			  if not exists (select from pg_catalog.pg_trigger t where t.tgrelid = @@written-literal@@::regclass
			      and t.tgname = 'accelerate_invalidation' and t.tgfoid = @@commit-literal@@::regprocedure and t.tgtype = 5
			      and t.tgdeferrable and t.tginitdeferred and t.tgenabled = 'A') then
			    drop trigger if exists accelerate_invalidation on @@written@@;
			    create constraint trigger accelerate_invalidation after insert on @@written@@
			      deferrable initially deferred for each row execute function @@commit@@();
			    alter table @@written@@ enable always trigger accelerate_invalidation;
			  end if;
			end
			@@quote@@;
			""";

	private static final String TRIGGER = """

			do @@quote@@
			declare
			  added tid;
			begin
			  if not exists (select from pg_catalog.pg_trigger t where t.tgrelid = @@table-literal@@::regclass
			      and t.tgname = @@trigger-literal@@ and t.tgfoid = @@write-literal@@::regprocedure and t.tgtype = 60
			      and pg_catalog.encode(t.tgargs, 'escape') = @@record@@ || '\\000' and t.tgenabled = 'A') then
			    drop trigger if exists @@trigger@@ on @@table@@;
			    create trigger @@trigger@@ after insert or update or delete or truncate on @@table@@
			      for each statement execute function @@write@@(@@record@@);
			    alter table @@table@@ enable always trigger @@trigger@@;
			    -- What was written before was not recorded. Instances have to know that there is a trigger now.
			    insert into @@written@@ (record) values (@@record@@ || ' ddl') returning ctid into added;
			    delete from @@written@@ where ctid = added;
			  end if;
			end
			@@quote@@;
			""";

	private static final String REMOVAL = """

			drop function if exists @@write@@() cascade;

			drop table if exists @@written@@;

			drop function if exists @@commit@@();
			""";

	private final String schema;

	private final String log;

	private final String written;

	private final String write;

	private final String trigger;

	private final Map<String, String> names;

	/**
	 * Creates the statements for a log.
	 * @param schema its schema
	 * @param log the name of its table
	 */
	TriggerStatements(String schema, String log) {
		this.schema = schema;
		this.log = log;
		this.written = PostgresName.derived(schema, log, "_written");
		this.write = PostgresName.derived(schema, log, "_write");
		this.trigger = PostgresName.derived("", log, "_" + PostgresName.hash(schema, log));
		String commit = PostgresName.derived(schema, log, "_commit");
		this.names = Map.ofEntries(Map.entry("log", qualified(log)), Map.entry("log-literal", literal(qualified(log))),
				Map.entry("written", qualified(this.written)),
				Map.entry("written-literal", literal(qualified(this.written))),
				Map.entry("write", qualified(this.write)),
				Map.entry("write-literal", literal(qualified(this.write) + "()")),
				Map.entry("commit", qualified(commit)), Map.entry("commit-literal", literal(qualified(commit) + "()")),
				Map.entry("trigger", PostgresName.quoted(this.trigger)),
				Map.entry("trigger-literal", literal(this.trigger)), Map.entry("longest", String.valueOf(LONGEST)));
	}

	/**
	 * Returns the statements that all triggers need first.
	 */
	String functions() {
		return TriggerText.comment("Records writes in the invalidation log " + qualified(this.log)).substring(1)
				+ filled(FUNCTIONS, Map.of());
	}

	/**
	 * Returns the statement for the trigger of a table.
	 * @param schema its schema
	 * @param name its name
	 * @param record what is recorded if it is written to
	 */
	String trigger(String schema, String name, String record) {
		String table = PostgresName.qualified(schema, name);
		return filled(TRIGGER, Map.of("table", table, "table-literal", literal(table), "record", literal(record)));
	}

	/**
	 * Returns the first lines of the removal.
	 */
	String beforeRemoval() {
		return TriggerText
			.comment("Drops all triggers that record writes in the invalidation log " + qualified(this.log))
			.substring(1);
	}

	/**
	 * Returns the statement that removes the trigger of a table.
	 */
	String removal(String schema, String name) {
		return "\ndrop trigger if exists " + PostgresName.quoted(this.trigger) + " on "
				+ PostgresName.qualified(schema, name) + ";\n";
	}

	/**
	 * Returns the statements that remove everything else.
	 */
	String removal() {
		return filled(REMOVAL, Map.of());
	}

	/**
	 * Returns the query for the tables that have a trigger.
	 */
	String triggered() {
		return "select n.nspname, c.relname from pg_trigger t join pg_class c on c.oid = t.tgrelid "
				+ "join pg_namespace n on n.oid = c.relnamespace where t.tgname = " + literal(this.trigger)
				+ " and t.tgfoid = to_regprocedure(" + literal(qualified(this.write) + "()") + ") order by 1, 2";
	}

	/**
	 * Returns whether a table is one of the log itself.
	 */
	boolean isOwn(String schema, String name) {
		return schema.equals(this.schema) && Set.of(this.log, this.written).contains(name);
	}

	private String filled(String text, Map<String, String> more) {
		String filled = PLACEHOLDER.matcher(text)
			.replaceAll((found) -> Matcher.quoteReplacement(
					more.getOrDefault(found.group(1), this.names.getOrDefault(found.group(1), found.group()))));
		String quote = "$accelerate$";
		while (filled.contains(quote)) {
			quote = quote.substring(0, quote.length() - 1) + "_$";
		}
		return filled.replace("@@quote@@", quote);
	}

	private String qualified(String name) {
		return PostgresName.qualified(this.schema, name);
	}

	private static String literal(String text) {
		return PostgresName.literal(text);
	}

}
