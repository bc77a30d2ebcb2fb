package dev.accelerate.jpa.rows;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * {@link FoldedText} beside the collations of a database: texts that one of them takes
 * for equal are folded to the same.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CollationTests {

	private final TestDatabase database;

	private final String definition;

	private Connection connection;

	CollationTests(TestDatabase database, String definition) {
		this.database = database;
		this.definition = definition;
	}

	@BeforeAll
	void insertTexts() throws SQLException {
		Map<String, Object> properties = this.database.properties();
		this.connection = DriverManager.getConnection((String) properties.get("spring.datasource.url"),
				(String) properties.get("spring.datasource.username"),
				(String) properties.get("spring.datasource.password"));
		execute("create table texts " + this.definition);
		this.connection.setAutoCommit(false);
		try (PreparedStatement insert = this.connection.prepareStatement("insert into texts values (?, ?, ?, ?)")) {
			for (String text : CollatedTexts.all()) {
				String folded = FoldedText.of(text);
				if (folded != null) {
					insert.setString(1, text);
					insert.setString(2, folded);
					insert.setString(3, FoldedText.digits(text));
					insert.setString(4, FoldedText.numbers(text));
					insert.addBatch();
				}
			}
			insert.executeBatch();
		}
		this.connection.commit();
		this.connection.setAutoCommit(true);
	}

	@AfterAll
	void close() throws SQLException {
		if (this.connection != null) {
			this.connection.close();
		}
	}

	void execute(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(sql);
		}
	}

	/**
	 * Returns the first column of what a query finds, with the others in brackets.
	 */
	List<String> find(String sql) throws SQLException {
		List<String> found = new ArrayList<>();
		try (Statement statement = this.connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			while (rows.next()) {
				StringBuilder row = new StringBuilder(rows.getString(1));
				for (int i = 2; i <= rows.getMetaData().getColumnCount(); i++) {
					row.append(" (").append(rows.getString(i)).append(')');
				}
				found.add(row.toString());
			}
		}
		return found;
	}

}
