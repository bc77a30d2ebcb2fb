package dev.accelerate.jpa.rows;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Text reduced to what every collation tells apart. Collations may ignore case, accents,
 * spaces, punctuation, control characters and the zeros at the beginning of a number.
 * Those of some languages also take vowels for other letters: {@code ae} for {@code ä},
 * {@code aa} for {@code å}, {@code y} for {@code ü} or {@code i}, {@code w} for
 * {@code v}, {@code ch} for {@code c}, {@code ss} for {@code ß}, {@code ccs} for
 * {@code cscs}. So only the other consonants and digits of ASCII are left, in their
 * order. Two texts with the same are taken for one, which costs a miss.
 * <p>
 * Zeros are left out because of two kinds of collations: those that compare numbers,
 * where {@code 1-00} is {@code 1-0}, and those that ignore punctuation, where these are
 * {@code 100} and {@code 10}. A text can be folded for each kind, and then keeps more
 * zeros. Texts that are equal in any collation have one of the two in common.
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

	private static final Pattern LEADING_ZEROS = Pattern.compile("(?<![0-9])0+");

	/**
	 * Numbers that have other texts than those with zeros before them, and are not too
	 * long to be written out.
	 */
	private static final Pattern DECIMAL = Pattern
		.compile("[+-]?[0-9]{0,40}([.][0-9]{0,40}([eE][+-]?[0-9]{1,2})?|[eE][+-]?[0-9]{1,2})");

	private static final Pattern TIME = Pattern.compile("\\s*([0-9]{1,4}-[0-9]{1,2}-[0-9]|[0-9]{1,2}:[0-9])");

	private FoldedText() {
	}

	/**
	 * Folds a text.
	 * @return the folded text, or {@code null} if it has a character of which it is not
	 * known what it is equal to
	 */
	static @Nullable String of(String text) {
		return fold(text, false);
	}

	/**
	 * Folds a text for both kinds of collations, and as a number or a time, since the
	 * column may be one.
	 * @return one text or several, or {@code null} if the text has a character of which
	 * it is not known what it is equal to
	 */
	static @Nullable Set<String> withZeros(String text) {
		String digits = digits(text);
		String numbers = numbers(text);
		if (digits == null || numbers == null) {
			return null;
		}
		String value = TIME.matcher(text).lookingAt() ? time(text) : number(text.strip());
		if (value == null && digits.equals(numbers)) {
			return Set.of(digits);
		}
		Set<String> all = new HashSet<>();
		all.add(digits);
		all.add(numbers);
		if (value != null) {
			all.add(value);
		}
		return all;
	}

	/**
	 * Folds a text of a point in time, which has other zeros in another text, and a
	 * {@code T} or a blank before the hours.
	 */
	private static @Nullable String time(String text) {
		String folded = of(text);
		return (folded != null) ? folded.replace("t", "") : null;
	}

	private static @Nullable String number(String text) {
		if (!DECIMAL.matcher(text).matches()) {
			return null;
		}
		try {
			return fold(new BigDecimal(text).stripTrailingZeros().toPlainString(), true);
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	/**
	 * Folds a text for collations that do not compare numbers.
	 */
	static @Nullable String digits(String text) {
		return fold(text, true);
	}

	/**
	 * Folds a text for collations that compare numbers. A number ends at each character
	 * that is no digit of ASCII. That is not certain of ignored characters, such as
	 * accents that stand alone, so such a text must have no zeros.
	 */
	static @Nullable String numbers(String text) {
		if (text.indexOf('0') < 0) {
			return of(text);
		}
		if (text.chars().anyMatch(FoldedText::mayBeInsideOfNumbers)) {
			return null;
		}
		return fold(LEADING_ZEROS.matcher(text).replaceAll(""), true);
	}

	private static boolean mayBeInsideOfNumbers(int character) {
		return (character > LAST_ASCII || character < ' ') && !Character.isLetter(character);
	}

	private static @Nullable String fold(String text, boolean zeros) {
		StringBuilder folded = new StringBuilder(text.length());
		for (int i = 0; i < text.length(); i++) {
			char next = text.charAt(i);
			if (next > LAST_ASCII) {
				if (!isIgnored(next)) {
					return null;
				}
			}
			else if (isLeft(next) || (zeros && next == '0')) {
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
			boolean ignored = (part <= LAST_ASCII) ? !isLeft(part) && part != '0'
					: Character.getType(part) == Character.NON_SPACING_MARK || Character.isIdentifierIgnorable(part);
			if (!ignored) {
				return false;
			}
		}
		return true;
	}

}
