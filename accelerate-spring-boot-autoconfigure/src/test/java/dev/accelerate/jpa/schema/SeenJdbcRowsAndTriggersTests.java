package dev.accelerate.jpa.schema;

/**
 * {@link RowsAndTriggersTests} where plain JDBC code is seen.
 */
class SeenJdbcRowsAndTriggersTests extends RowsAndTriggersTests {

	SeenJdbcRowsAndTriggersTests() {
		super(true);
	}

}
