package dev.accelerate.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;

import dev.accelerate.sql.TableReach;
import dev.accelerate.sql.TableReach.Change;

/**
 * {@link CatalogReader} of PostgreSQL.
 */
final class PostgresCatalogReader implements CatalogReader {

	/**
	 * Schemas of the server itself.
	 */
	private static final String OWN = "(select oid from pg_namespace where nspname in ('pg_catalog', "
			+ "'information_schema') or nspname like 'pg\\_toast%')";

	/**
	 * Tables. The triggers that record writes in the log are apart, because they write to
	 * nothing else. A rule may name its own table, or call a function that writes to it.
	 * A foreign table may have triggers that only its own database knows.
	 */
	private static final String TABLES = "select c.relname, c.relrowsecurity, " + hasTrigger("= 0") + ", "
			+ hasTrigger("> 0") + ", c.relkind = 'f' or exists (select from pg_rewrite r where r.ev_class = c.oid "
			+ "and r.ev_type <> '1'), c.relkind in ('r', 'p') from pg_class c "
			+ "where c.relkind in ('r', 'v', 'm', 'p', 'f') and c.relnamespace not in " + OWN;

	/**
	 * Columns that are computed from others.
	 */
	private static final String COMPUTED = "select c.relname, a.attname from pg_class c join pg_attribute a "
			+ "on a.attrelid = c.oid where a.attgenerated <> '' and not a.attisdropped and c.relnamespace not in "
			+ OWN;

	private static final String CHILDREN = "select p.relname, c.relname, c.relispartition from pg_inherits i "
			+ "join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent "
			+ "where c.relkind in ('r', 'p', 'f')";

	private static final String FOREIGN_KEYS = "select distinct p.relname, c.relname, k.confdeltype, k.confupdtype "
			+ "from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid "
			+ "where k.contype = 'f' and (k.confdeltype in ('c', 'n', 'd') or k.confupdtype in ('c', 'n', 'd'))";

	/**
	 * Rules, and the tables they name. A materialized view is left out, because what it
	 * shows changes only when it is refreshed.
	 */
	private static final String RULES = "select distinct o.relname, r.ev_type, t.relname from pg_class o "
			+ "join pg_rewrite r on r.ev_class = o.oid join pg_depend d on d.classid = 'pg_rewrite'::regclass "
			+ "and d.objid = r.oid and d.refclassid = 'pg_class'::regclass join pg_class t on t.oid = d.refobjid "
			+ "where o.relkind <> 'm' and t.oid <> o.oid and t.relkind in ('r', 'v', 'm', 'p', 'f') "
			+ "and o.relnamespace not in " + OWN + " and t.relnamespace not in " + OWN;

	/**
	 * Tables with row level security, and the tables that their policies name. Those that
	 * a function of a policy reads are not found.
	 */
	private static final String POLICIES = "select distinct o.relname, t.relname from pg_policy p "
			+ "join pg_class o on o.oid = p.polrelid join pg_depend d on d.classid = 'pg_policy'::regclass "
			+ "and d.objid = p.oid and d.refclassid = 'pg_class'::regclass join pg_class t on t.oid = d.refobjid "
			+ "where t.oid <> o.oid and t.relkind in ('r', 'v', 'm', 'p', 'f') and t.relnamespace not in " + OWN;

	/**
	 * Functions that may change data. Those of triggers are left out, because they cannot
	 * be called.
	 */
	private static final String FUNCTIONS = "select distinct p.proname from pg_proc p where p.provolatile = 'v' "
			+ "and p.prorettype <> 'trigger'::regtype and p.pronamespace not in " + OWN;

	/**
	 * Functions of the server itself that change what can be read, or execute a text.
	 */
	private static final Set<String> OWN_FUNCTIONS = Set.of("lo_creat", "lo_create", "lo_unlink", "lo_import", "lo_put",
			"lo_from_bytea", "lo_truncate", "lo_truncate64", "lowrite", "query_to_xml", "query_to_xmlschema",
			"query_to_xml_and_xmlschema", "cursor_to_xml");

	private static String hasTrigger(String position) {
		return "exists (select from pg_trigger t join pg_proc p on p.oid = t.tgfoid "
				+ "where t.tgrelid = c.oid and not t.tgisinternal and position('" + TriggerStatements.MARK
				+ "' in p.prosrc) " + position + ")";
	}

	@Override
	public void read(Connection connection, DatabaseCatalog.Builder catalog) throws SQLException {
		TableReach.Builder reach = catalog.reach();
		Partitions partitions = new Partitions();
		CatalogReader.forEach(connection, CHILDREN, (row) -> {
			if (row.getBoolean(3)) {
				partitions.add(row.getString(2), row.getString(1));
				reach.covers(row.getString(2), Set.of(row.getString(1)));
			}
			else {
				reach.covers(row.getString(1), Set.of(row.getString(2)));
			}
		});
		CatalogReader.forEach(connection, TABLES, (row) -> {
			catalog.table(row.getString(1));
			if (row.getBoolean(2)) {
				catalog.rowLevelSecurity(row.getString(1));
			}
			if (row.getBoolean(3)) {
				partitions.withWholes(row.getString(1)).forEach(catalog::trigger);
			}
			if (row.getBoolean(4)) {
				catalog.recorded(row.getString(1));
			}
			if (row.getBoolean(5)) {
				partitions.withWholes(row.getString(1)).forEach(catalog::untold);
			}
			catalog.columns(row.getString(1), row.getBoolean(6));
		});
		CatalogReader.forEach(connection, COMPUTED, (row) -> catalog.computes(row.getString(1), row.getString(2)));
		CatalogReader.forEach(connection, FOREIGN_KEYS, (row) -> {
			for (String parent : partitions.withWholes(row.getString(1))) {
				foreignKey(reach, parent, Change.DELETE, row.getString(2), row.getString(3));
				foreignKey(reach, parent, Change.UPDATE, row.getString(2), row.getString(4));
			}
		});
		CatalogReader.forEach(connection, RULES,
				(row) -> rule(reach, row.getString(1), row.getString(2), row.getString(3)));
		CatalogReader.forEach(connection, POLICIES, (row) -> reach.looksAt(row.getString(1), Set.of(row.getString(2))));
		OWN_FUNCTIONS.forEach(catalog::volatileFunction);
		CatalogReader.forEach(connection, FUNCTIONS, (row) -> catalog.volatileFunction(row.getString(1)));
	}

	private static void foreignKey(TableReach.Builder reach, String parent, Change change, String child,
			String action) {
		if (Set.of("c", "n", "d").contains(action)) {
			reach.foreignKey(parent, change, child, action.equals("c"));
		}
	}

	/**
	 * Adds a rule. A view is a rule for reading. What any other rule does to the tables
	 * it names is unknown.
	 */
	private static void rule(TableReach.Builder reach, String table, String event, String named) {
		switch (event) {
			case "1" -> reach.covers(table, Set.of(named));
			case "2" -> reach.effect(table, Change.UPDATE, named, EnumSet.allOf(Change.class));
			case "3" -> reach.effect(table, Change.INSERT, named, EnumSet.allOf(Change.class));
			default -> reach.effect(table, Change.DELETE, named, EnumSet.allOf(Change.class));
		}
	}

}
