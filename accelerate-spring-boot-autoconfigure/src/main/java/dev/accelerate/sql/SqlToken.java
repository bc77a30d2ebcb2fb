package dev.accelerate.sql;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Token of an SQL statement: a word, a quoted name, a literal or a sign.
 */
final class SqlToken {

	/**
	 * Start of every token that is a literal.
	 */
	static final String LITERAL = "'";

	private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}_$#]++");

	/**
	 * Unicode escapes in a name, with a placeholder for the character that begins them.
	 */
	private static final String ESCAPED = "%1$s(?:(?<escape>%1$s)|(?<short>\\p{XDigit}{4})|\\+(?<long>\\p{XDigit}{6})"
			+ "|(?<wrong>))";

	private SqlToken() {
	}

	/**
	 * Returns whether a token is a word.
	 */
	static boolean isWord(String name) {
		return WORD.matcher(name).matches();
	}

	/**
	 * Returns every word in lower case, including those in literals and comments: better
	 * a word too many than a table too few.
	 */
	static Set<String> wordsIn(String sql) {
		Set<String> words = new HashSet<>();
		Matcher matcher = WORD.matcher(sql);
		while (matcher.find()) {
			words.add(matcher.group().toLowerCase(Locale.ROOT));
		}
		return words;
	}

	/**
	 * Returns whether a token is a word or a quoted name.
	 */
	static boolean isName(String token) {
		return !token.isEmpty() && ("\"`[".indexOf(token.charAt(0)) >= 0 ? token.length() > 1 : isWord(token));
	}

	/**
	 * Returns whether a token is a quoted name.
	 */
	static boolean isQuoted(String token) {
		return token.length() > 1 && "\"`[".indexOf(token.charAt(0)) >= 0;
	}

	static boolean isLiteral(String token) {
		return token.startsWith(LITERAL);
	}

	/**
	 * Returns a name without the quotes around it.
	 */
	static String unquoted(String name) {
		return isQuoted(name) ? name.substring(1, name.length() - 1) : name;
	}

	/**
	 * Returns the token at an index, which is empty before the first and after the last.
	 */
	static String at(List<String> tokens, int index) {
		return (index >= 0 && index < tokens.size()) ? tokens.get(index) : "";
	}

	/**
	 * Returns a name with its Unicode escapes replaced by the characters they stand for.
	 * @return the name, or {@code null} if one of them stands for none
	 */
	static @Nullable String decode(String name, char escape) {
		Matcher matcher = Pattern.compile(ESCAPED.formatted(Pattern.quote(String.valueOf(escape)))).matcher(name);
		StringBuilder decoded = new StringBuilder();
		while (matcher.find()) {
			String digits = (matcher.group("short") != null) ? matcher.group("short") : matcher.group("long");
			if (matcher.group("wrong") != null || (digits != null && !Character.isValidCodePoint(hex(digits)))) {
				return null;
			}
			String letter = (digits != null) ? Character.toString(hex(digits)) : String.valueOf(escape);
			matcher.appendReplacement(decoded, Matcher.quoteReplacement(letter));
		}
		return matcher.appendTail(decoded).toString();
	}

	private static int hex(String digits) {
		return Integer.parseInt(digits, 16);
	}

}
