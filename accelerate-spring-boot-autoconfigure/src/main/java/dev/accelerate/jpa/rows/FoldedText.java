package dev.accelerate.jpa.rows;

import java.text.Normalizer;

import org.jspecify.annotations.Nullable;

/**
 * Text reduced to what every collation tells apart. Collations may ignore case, accents,
 * spaces, punctuation, control characters and the zeros at the beginning of a number.
 * Those of some languages also take vowels for other letters: {@code ae} for {@code ä},
 * {@code aa} for {@code å}, {@code y} for {@code ü} or {@code i}, {@code w} for
 * {@code v}, {@code ch} for {@code c}, {@code ss} for {@code ß}, {@code ccs} for
 * {@code cscs}. So only the other consonants and digits of ASCII are left, in their
 * order. Two texts with the same are taken for one, which costs a miss.
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
		StringBuilder folded = new StringBuilder(text.length());
		for (int i = 0; i < text.length(); i++) {
			char next = text.charAt(i);
			if (next > LAST_ASCII) {
				if (!isIgnored(next)) {
					return null;
				}
			}
			else if (isLeft(next)) {
				folded.append((next >= 'a') ? next : Character.toLowerCase(next));
			}
		}
		return folded.toString();
	}

	private static boolean isLeft(char ascii) {
		return LEFT[(ascii >= 'A' && ascii <= 'Z') ? ascii + ('a' - 'A') : ascii];
	}

	/**
	 * Returns whether a character is equal to nothing but what is not left, in every
	 * collation. One with a letter that is left may be equal to another in a collation
	 * for a character set that has few letters.
	 */
	private static boolean isIgnored(char character) {
		if (IGNORED.indexOf(character) >= 0) {
			return true;
		}
		String decomposed = Normalizer.normalize(String.valueOf(character), Normalizer.Form.NFKD);
		for (int i = 0; i < decomposed.length(); i++) {
			char part = decomposed.charAt(i);
			boolean ignored = (part <= LAST_ASCII) ? !isLeft(part)
					: Character.getType(part) == Character.NON_SPACING_MARK || Character.isIdentifierIgnorable(part);
			if (!ignored) {
				return false;
			}
		}
		return true;
	}

}
