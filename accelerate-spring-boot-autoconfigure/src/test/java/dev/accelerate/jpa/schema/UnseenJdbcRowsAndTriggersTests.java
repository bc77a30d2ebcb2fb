package dev.accelerate.jpa.schema;

/**
 * {@link RowsAndTriggersTests} where plain JDBC code is unseen.
 */
class UnseenJdbcRowsAndTriggersTests extends RowsAndTriggersTests {

	UnseenJdbcRowsAndTriggersTests() {
		super(false);
	}

}
