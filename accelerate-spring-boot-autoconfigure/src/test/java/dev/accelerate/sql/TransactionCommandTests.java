package dev.accelerate.sql;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link TransactionCommand}: which statements begin or end a transaction.
 */
class TransactionCommandTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			begin                                        | BEGIN
			BEGIN;                                       | BEGIN
			begin work                                   | BEGIN
			start transaction read write                 | BEGIN
			/* now */ start transaction                  | BEGIN
			begin isolation level serializable           | BEGIN
			commit                                       | COMMIT
			-- done \\n commit work ;                    | COMMIT
			end                                          | COMMIT
			commit and no chain                          | UNCERTAIN
			rollback                                     | ROLLBACK
			abort                                        | ROLLBACK
			rollback to savepoint a                      | NONE
			rollback work to a                           | NONE
			rollback and chain                           | UNCERTAIN
			set autocommit = 0                           | UNCERTAIN
			SET SESSION autocommit=1;                    | UNCERTAIN
			lock tables a write                          | UNCERTAIN
			lock table a                                 | NONE
			set search_path = commit                     | NONE
			insert into a values (1); commit             | UNCERTAIN
			begin; insert into a values (1); commit      | UNCERTAIN
			insert into a values (1); delete from b      | NONE
			insert into a values (1);                    | NONE
			begin update a set b = 1                     | NONE
			select 1                                     | NONE
			prepare transaction 'a'                      | NONE
			commit prepared 'a'                          | NONE
			rollback prepared 'a'                        | NONE
			commit transaction a                         | UNCERTAIN
			rollback transaction a                       | NONE
			commit transaction;                          | COMMIT
			rollback transaction                         | ROLLBACK
			rollback transaction to savepoint a          | NONE
			xa start 'a'                                 | BEGIN
			savepoint a                                  | NONE
			committed                                    | NONE
			""")
	void commandIsToldFromTheText(String sql, TransactionCommand command) {
		assertThat(TransactionCommand.of(sql.replace("\\n", "\n"))).isEqualTo(command);
	}

}
