package dev.accelerate.jpa.rows;

import java.text.CollationKey;
import java.text.Collator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link FoldedText}, and the collations of Java, which H2 uses.
 */
class FoldedTextTests {

	@ParameterizedTest
	@CsvSource({ "Abc, aBC", "b c, bc", "b-c, bc", "'bc   ', bc", "\u00fcber, ueber", "\u00fcber, yber", "\u00e5, aa",
			"\u00e4, ae", "Stra\u00dfe, strasse", "wie, vie", "ch, c", "ccs, cscs", "01, 1", "b\u200bc, bc",
			"'b\u0000c', bc", "b\u0301, b", "\u0130, \u0131" })
	void whatSomeCollationTakesForEqualIsTheSame(String one, String other) {
		assertThat(FoldedText.of(one)).isNotNull().isEqualTo(FoldedText.of(other));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u6f22", "\u0431", "\u0661", "\u0e51", "\u00fe", "\u0111", "\ud83d\ude00", "\u00bd",
			"\ufb01", "\uff22", "\uff11", "\u212a", "\u00e7", "\u0142", "\u013e" })
	void whatCannotBeFoldedIsUnknown(String text) {
		assertThat(FoldedText.of("b" + text)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "b, c", "bc, cb", "b1, b2", "user17@example.com, user18@example.com",
			"6f9619ff-8b86-d011-b42d-00cf4fc964ff, 6f9619ff-8b86-d011-b42d-00cf4fc964fb" })
	void whatEveryCollationTellsApartIsNotTheSame(String one, String other) {
		assertThat(FoldedText.of(one)).isNotNull().isNotEqualTo(FoldedText.of(other));
	}

	/**
	 * Collations that compare numbers, collations that ignore punctuation, and texts that
	 * are the values of numbers.
	 */
	@ParameterizedTest
	@CsvSource({ "01, 1", "b01, b1", "007, 7", "1-00, 1-0", "1-0, 10", "1 0, 10", "0, 00", "1.0, 1", "1.50, 1.5",
			"1e2, 100", "-1.0E1, -10", ".5, 0.5", "2024-05-01 10:00:00.5, 2024-05-01T10:00:00.500", "10:00, 10:00:00",
			"010, 10", "b-007, b7" })
	void someZerosAreNotToldApart(String one, String other) {
		assertThat(FoldedText.withZeros(one)).isNotNull().containsAnyElementsOf(FoldedText.withZeros(other));
	}

	@ParameterizedTest
	@CsvSource({ "b1, b10", "b10, b100", "2024-1, 2024-10", "20, 200", "101, 11", "b-007, b-070" })
	void otherZerosAreToldApart(String one, String other) {
		assertThat(FoldedText.withZeros(one)).isNotNull().doesNotContainAnyElementsOf(FoldedText.withZeros(other));
	}

	/**
	 * A collation may both compare numbers and ignore punctuation.
	 */
	@Test
	void numbersDoNotDependOnWhatIsBetweenThem() {
		assertThat(FoldedText.numbers("1.50 7.50")).isEqualTo(FoldedText.numbers("1-50 7.050"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "b1\uff10", "b1\u2070", "b1\u2080", "b1\u24ea", "1\u00000", "1\u200b0", "1\u03010",
			"01\u00ad" })
	void whatMayBeInsideOfANumberIsUnknown(String text) {
		assertThat(FoldedText.withZeros(text)).isNull();
	}

	@Test
	void textsWithoutZerosHaveOneForm() {
		for (String text : TEXTS) {
			String folded = FoldedText.of(text);
			if (text.indexOf('0') < 0 && folded != null) {
				assertThat(FoldedText.withZeros(text)).containsExactly(folded);
			}
		}
	}

	/**
	 * Reads that ignore case compare texts in upper or in lower case.
	 */
	@Test
	void charactersThatDifferInCaseOnlyAreTheSame() {
		for (Locale locale : List.of(Locale.ROOT, Locale.forLanguageTag("tr"), Locale.forLanguageTag("lt"))) {
			Map<String, String> found = new HashMap<>();
			for (char each = 0; each < Character.MAX_VALUE; each++) {
				String text = String.valueOf(each);
				String folded = FoldedText.of(text);
				if (folded != null) {
					for (String cased : List.of(text.toUpperCase(locale), text.toLowerCase(locale))) {
						assertThat(found.putIfAbsent(cased, folded)).as("%04x", (int) each).isIn(null, folded);
						assertThat(FoldedText.of(cased)).as("%04x", (int) each).isIn(null, folded);
					}
				}
			}
		}
	}

	static Stream<Locale> locales() {
		return Stream.of(Collator.getAvailableLocales()).filter((locale) -> locale.getCountry().isEmpty());
	}

	@ParameterizedTest
	@MethodSource("locales")
	void noCollatorOfJavaTakesTextsForEqualThatAreNotTheSame(Locale locale) {
		Collator collator = Collator.getInstance(locale);
		collator.setStrength(Collator.PRIMARY);
		collator.setDecomposition(Collator.FULL_DECOMPOSITION);
		Map<List<Byte>, String> found = new HashMap<>();
		for (String text : TEXTS) {
			String folded = FoldedText.of(text);
			if (folded != null) {
				CollationKey key = collator.getCollationKey(text);
				String other = found.putIfAbsent(bytes(key), folded);
				assertThat(other).as("%s in %s", text, locale).isIn(null, folded);
			}
		}
	}

	@Test
	void mostTextsAreKnown() {
		assertThat(TEXTS.stream().filter((text) -> FoldedText.of(text) == null).count()).isLessThan(TEXTS.size() / 8);
	}

	private static final Set<String> TEXTS = CollatedTexts.all();

	private static List<Byte> bytes(CollationKey key) {
		List<Byte> bytes = new java.util.ArrayList<>();
		for (byte each : key.toByteArray()) {
			bytes.add(each);
		}
		return bytes;
	}

}
