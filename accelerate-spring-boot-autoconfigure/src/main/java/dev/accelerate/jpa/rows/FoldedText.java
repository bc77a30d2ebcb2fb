package dev.accelerate.jpa.rows;

import java.text.Normalizer;

import org.jspecify.annotations.Nullable;

/**
 * Text reduced to what every collation tells apart. Collations may ignore case, accents,
 * spaces, punctuation, control characters and the zeros at the beginning of a number.
 * Those of some languages also take vowels for other letters: {@code ae} for {@code ä},
 * {@code aa} for {@code å}, {@code y} for {@code ü} or {@code i}, {@code w} for
 * {@code v}, {@code ch} for {@code c}, {@code ss} for {@code ß}, {@code ccs} for
 * {@code cscs}. So only the other consonants and digits are left, in their order. Two
 * texts with the same are taken for one, which costs a miss.
 */
final class FoldedText {

	private static final char LAST_ASCII = 126;

	/**
	 * Which of the characters of ASCII are left.
	 */
	private static final boolean[] LEFT = new boolean[LAST_ASCII + 1];

	static {
		"bcdfgklmnpqrtx123456789".chars().forEach((letter) -> LEFT[letter] = true);
	}

	/**
	 * Letters without a decomposition that some collation takes for letters that are not
	 * left.
	 */
	private static final String IGNORED = "ßẞæÆœŒøØıſ";

	private FoldedText() {
	}

	/**
	 * Folds a text.
	 * @return the folded text, or {@code null} if it has a character of which it is not
	 * known what it is equal to
	 */
	static @Nullable String of(String text) {
		String decomposed = isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKD);
		StringBuilder folded = new StringBuilder(decomposed.length());
		for (int i = 0; i < decomposed.length(); i++) {
			char next = decomposed.charAt(i);
			char lower = (next >= 'A' && next <= 'Z') ? (char) (next + ('a' - 'A')) : next;
			if (lower > LAST_ASCII) {
				if (!isIgnored(lower)) {
					return null;
				}
			}
			else if (LEFT[lower]) {
				folded.append(lower);
			}
		}
		return folded.toString();
	}

	private static boolean isIgnored(char letter) {
		return Character.getType(letter) == Character.NON_SPACING_MARK || Character.isIdentifierIgnorable(letter)
				|| IGNORED.indexOf(letter) >= 0;
	}

	private static boolean isAscii(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) > LAST_ASCII) {
				return false;
			}
		}
		return true;
	}

}
