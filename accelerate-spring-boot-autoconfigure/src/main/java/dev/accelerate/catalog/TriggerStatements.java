package dev.accelerate.catalog;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;

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

	private static final int LONGEST_PREFIX = 50;

	private static final String FUNCTIONS = """
			-- Records writes in the invalidation log @@log@@.
			-- To be executed in one transaction by the owner of the tables, and again when there are new tables or partitions.

			create unlogged table if not exists @@written@@ (record text not null);
			revoke all on table @@written@@ from public;

			create or replace function @@write@@() returns trigger language plpgsql security definer
			set search_path = pg_catalog, pg_temp as $accelerate$
			declare
			  -- accelerate: records writes
			  setting constant text := 'accelerate_' || '@@log@@'::regclass::oid;
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
			$accelerate$;

			create or replace function @@commit@@() returns trigger language plpgsql security definer
			set search_path = pg_catalog, pg_temp as $accelerate$
			declare
			  -- accelerate: records writes
			  setting constant text := 'accelerate_' || '@@log@@'::regclass::oid;
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
			$accelerate$;

			revoke all on function @@write@@(), @@commit@@() from public;

			drop trigger if exists accelerate_invalidation on @@written@@;
			create constraint trigger accelerate_invalidation after insert on @@written@@
			  deferrable initially deferred for each row execute function @@commit@@();
			alter table @@written@@ enable always trigger accelerate_invalidation;
			""";

	private static final String TRIGGER = """

			drop trigger if exists @@trigger@@ on @@table@@;
			create trigger @@trigger@@ after insert or update or delete or truncate on @@table@@
			  for each statement execute function @@write@@(@@record@@);
			alter table @@table@@ enable always trigger @@trigger@@;
			""";

	private static final String END = """

			-- What was written before was not recorded.
			insert into @@log@@ (node, record) values ('trigger', '*');
			""";

	private static final String REMOVAL = """
			-- Drops all triggers that record writes in the invalidation log @@log@@.
			drop function if exists @@write@@() cascade;
			drop table if exists @@written@@;
			drop function if exists @@commit@@();
			""";

	private final String schema;

	private final String log;

	/**
	 * Creates the statements for a log.
	 * @param schema its schema
	 * @param log the name of its table
	 */
	TriggerStatements(String schema, String log) {
		this.schema = schema;
		this.log = log;
	}

	/**
	 * Returns the statements that all triggers need first.
	 */
	String functions() {
		return filled(FUNCTIONS);
	}

	/**
	 * Returns the statements for the triggers of a table.
	 * @param schema its schema
	 * @param name its name
	 * @param record what is recorded if it is written to
	 */
	String trigger(String schema, String name, String record) {
		return filled(TRIGGER).replace("@@table@@", qualified(schema, name))
			.replace("@@record@@", "'" + record.replace("'", "''") + "'");
	}

	/**
	 * Returns a comment on a relation.
	 */
	String comment(String schema, String name, String text) {
		return "\n-- " + qualified(schema, name).replaceAll("\\R", " ") + " " + text + ".\n";
	}

	/**
	 * Returns the last statements.
	 */
	String end() {
		return filled(END);
	}

	/**
	 * Returns the statements that remove everything.
	 */
	String removal() {
		return filled(REMOVAL);
	}

	/**
	 * Returns whether a table is one of the log itself.
	 */
	boolean isOwn(String schema, String name) {
		return schema.equals(this.schema) && Set.of(this.log, auxiliary("_written")).contains(name);
	}

	private String filled(String text) {
		return text.replace("@@log@@", qualified(this.schema, this.log))
			.replace("@@written@@", qualified(this.schema, auxiliary("_written")))
			.replace("@@write@@", qualified(this.schema, auxiliary("_write")))
			.replace("@@commit@@", qualified(this.schema, auxiliary("_commit")))
			.replace("@@trigger@@", quoted(auxiliary("_" + identity())))
			.replace("@@longest@@", String.valueOf(LONGEST));
	}

	/**
	 * Returns a name of at most 63 characters, beyond which the server would cut it.
	 */
	private String auxiliary(String suffix) {
		return this.log.substring(0, Math.min(this.log.length(), LONGEST_PREFIX)) + suffix;
	}

	/**
	 * Returns what tells the log from others of the same server, which may record the
	 * same tables.
	 */
	private String identity() {
		CRC32 checksum = new CRC32();
		checksum.update(qualified(this.schema, this.log).getBytes(StandardCharsets.UTF_8));
		return Long.toHexString(checksum.getValue());
	}

	private static String qualified(String schema, String name) {
		return quoted(schema) + "." + quoted(name);
	}

	private static String quoted(String name) {
		return "\"" + name.replace("\"", "\"\"") + "\"";
	}

}
