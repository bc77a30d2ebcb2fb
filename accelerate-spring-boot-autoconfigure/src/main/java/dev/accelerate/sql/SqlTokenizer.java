package dev.accelerate.sql;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Words of an SQL statement, and what they may be.
 */
final class SqlTokenizer {

	/**
	 * How a literal begins among the tokens.
	 */
	static final String LITERAL = "'";

	private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}_$#]++");

	/**
	 * Letters by their numbers, after an exclamation mark that stands for the escape.
	 */
	private static final String ESCAPED = "%1$s(?:(?<escape>%1$s)|(?<short>\\p{XDigit}{4})|\\+(?<long>\\p{XDigit}{6})"
			+ "|(?<wrong>))";

	private SqlTokenizer() {
	}

	/**
	 * Returns whether a name is one word.
	 */
	static boolean isWord(String name) {
		return WORD.matcher(name).matches();
	}

	/**
	 * Returns every word in lower case, including those in literals and comments: better
	 * a word too many than a table too few.
	 */
	static Set<String> all(String sql) {
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
	 * Returns a name whose letters may be given by their numbers.
	 * @return the name, or {@code null} if it is none
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
