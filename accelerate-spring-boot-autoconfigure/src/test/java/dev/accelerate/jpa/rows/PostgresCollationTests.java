package dev.accelerate.jpa.rows;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link CollationTests} with collations of ICU that ignore all they can.
 */
@Tag("postgres")
class PostgresCollationTests extends CollationTests {

	/**
	 * Languages that differ from the root, and their variants.
	 */
	private static final List<String> LOCALES = List.of("und", "da", "de-u-co-phonebk", "de-AT-u-co-phonebk",
			"de-u-co-search", "sv", "sv-u-co-trad", "fi", "fi-u-co-trad", "fi-u-co-search", "lt", "lv", "hu", "hr",
			"cs", "sk", "pl", "es", "es-u-co-trad", "et", "tr", "tr-u-co-search", "az", "az-u-co-search", "vi", "cy",
			"mt", "is", "fo", "ro", "sq", "eo", "fil", "ha", "ig", "yo", "haw", "nb", "no-u-co-search",
			"da-u-co-search", "se", "smn", "sl", "bs", "om", "to", "tk", "uz", "wo", "kl", "vo", "ee", "ln", "ca",
			"dsb", "hsb", "lkt", "fr-CA", "und-u-co-emoji", "und-u-co-eor", "und-u-co-search");

	PostgresCollationTests() {
		super(TestDatabase.POSTGRES,
				"(text text, folded text collate \"C\", digits text collate \"C\", numbers text collate \"C\")");
	}

	static Stream<String> locales() {
		return Boolean.getBoolean("accelerate.rows.locales") ? Stream.of("all") : LOCALES.stream();
	}

	@ParameterizedTest
	@MethodSource("locales")
	void equalTextsAreFoldedToTheSame(String locale) throws SQLException {
		List<String> locales = locale.equals("all") ? find("select distinct colllocale from pg_collation "
				+ "where collprovider = 'i' and colllocale not like '%-u-%'") : List.of(locale);
		List<String> different = new ArrayList<>();
		for (String each : locales) {
			String options = each + (each.contains("-u-") ? "" : "-u") + "-ka-shifted-ks-level1";
			findDifferent(each, options, "digits", different);
			findDifferent(each + " numbers", options + "-kn", "numbers", different);
			findDifferent(each + " punctuation", options.replace("-ka-shifted", "-kn"), "numbers", different);
		}
		assertThat(different).isEmpty();
	}

	private void findDifferent(String name, String locale, String zeros, List<String> different) throws SQLException {
		execute("create collation \"" + name + "\" (provider = icu, locale = '" + locale + "', deterministic = false)");
		find("select min(text collate \"C\"), max(text collate \"C\"), min(" + zeros + "), max(" + zeros
				+ ") from texts " + "group by text collate \"" + name + "\" having count(distinct " + zeros
				+ ") > 1 or count(distinct folded) > 1")
			.forEach((row) -> different.add(name + ": " + row));
	}

}
