package dev.accelerate.sql;

import java.util.List;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;

/**
 * {@link SqlExecutionTests} on MariaDB.
 */
@Tag("mariadb")
class MariaDbSqlExecutionTests extends SqlExecutionTests {

	MariaDbSqlExecutionTests() {
		super(TestDatabase.MARIADB, SqlGenerator.MYSQL, "?allowMultiQueries=true",
				List.of("", "set sql_mode = ''", "set sql_mode = 'ANSI_QUOTES'",
						"set sql_mode = 'NO_BACKSLASH_ESCAPES'", "set sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES'",
						"set sql_mode = 'ORACLE'", "set sql_mode = 'MSSQL'"));
	}

}
