package dev.accelerate.jpa.rows;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Texts of which some collation takes several for equal.
 */
final class CollatedTexts {

	private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

	private static final String VOWELS = "aeiouy";

	private CollatedTexts() {
	}

	/**
	 * Returns all texts of up to three letters, doubled pairs of letters, every letter of
	 * the Latin blocks alone and beside others, digits with zeros, and characters that
	 * are ignored.
	 */
	static Set<String> all() {
		Set<String> texts = new LinkedHashSet<>();
		for (char one : LETTERS.toCharArray()) {
			texts.add("" + one);
			for (char two : LETTERS.toCharArray()) {
				texts.add("" + one + two);
				texts.add("" + one + one + two);
				texts.add("" + one + two + one + two);
				for (char three : LETTERS.toCharArray()) {
					texts.add("" + one + two + three);
					texts.add("" + one + two + three + one + two + three);
				}
			}
		}
		for (String letter : latin()) {
			for (String around : List.of("%s", "x%s", "%sx", "%s%s")) {
				texts.add(around.replace("%s", letter));
			}
		}
		for (char vowel : VOWELS.toCharArray()) {
			for (String letter : latin()) {
				texts.add(vowel + letter);
			}
		}
		for (String number : List.of("1", "01", "001", "10", "100", "1000", "1-0", "1-00", "a0", "a00", "a1", "a01",
				"a1b0", "a01b00", "1-10", "1-010", "110", "1010", "10-0", "1\u00e90", "1\u00e900", "1.0", "1,0",
				"\u0661", "\u0e51", "\uff11", "\u2460", "\u00b9", "\u00bd", "\u2168", "1\uff10", "1\u2070", "1\u2080",
				"1\u24ea", "1\u200b0", "1\u200b00", "1\u00ad0")) {
			texts.add(number);
		}
		for (String ignored : List.of(" ", "-", "_", ".", "'", "\t", "\u00a0", "\u00ad", "\u200b", "\u200d", "\ufeff",
				"\u0301", "\u0007", "\u2019", "\u02bb", "\u3000")) {
			for (String text : List.of("%sbc", "b%sc", "bc%s", "bc")) {
				texts.add(text.replace("%s", ignored));
			}
		}
		texts.addAll(List.of("Stra\u00dfe", "strasse", "STRASSE", "\ufb01n", "fin", "\u0131", "I", "\u0130", "i",
				"\uff22\uff23", "bc", "BC", "\u212a", "k", "\u017f", "s", "\u6f22", "\u0431", "\ud83d\ude00"));
		return texts;
	}

	private static List<String> latin() {
		List<String> letters = new ArrayList<>();
		for (char letter = '\u00c0'; letter <= '\u024f'; letter++) {
			letters.add("" + letter);
		}
		for (char letter = '\u1e00'; letter <= '\u1eff'; letter++) {
			letters.add("" + letter);
		}
		return letters;
	}

}
