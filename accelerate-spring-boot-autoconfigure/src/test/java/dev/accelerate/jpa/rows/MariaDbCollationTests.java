package dev.accelerate.jpa.rows;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link CollationTests} with all collations of MariaDB.
 */
@Tag("mariadb")
class MariaDbCollationTests extends CollationTests {

	MariaDbCollationTests() {
		super(TestDatabase.MARIADB,
				"(text varchar(20) character set utf8mb4 collate utf8mb4_bin, folded varbinary(20), digits varbinary(20), numbers varbinary(20))");
	}

	@Test
	void equalTextsAreFoldedToTheSame() throws SQLException {
		List<String> different = new ArrayList<>();
		List<String> collations = find("select full_collation_name, character_set_name from "
				+ "information_schema.collation_character_set_applicability where full_collation_name like '%\\_ci' "
				+ "and character_set_name in ('utf8mb4', 'latin1', 'latin2', 'latin5', 'latin7', 'cp1250', 'cp1257', "
				+ "'hp8', 'swe7', 'dec8', 'ascii', 'cp850', 'cp852', 'macroman')");
		assertThat(collations).hasSizeGreaterThan(50);
		for (String collation : collations) {
			String name = collation.substring(0, collation.indexOf(' '));
			String set = collation.substring(collation.indexOf('(') + 1, collation.length() - 1);
			String converted = "convert(text using " + set + ")";
			find("select group_concat(distinct text), group_concat(distinct folded) from texts where convert("
					+ converted + " using utf8mb4) = text group by " + converted + " collate " + name
					+ " having count(distinct folded) > 1 or count(distinct digits) > 1")
				.forEach((row) -> different.add(name + ": " + row));
		}
		assertThat(different).isEmpty();
	}

}
