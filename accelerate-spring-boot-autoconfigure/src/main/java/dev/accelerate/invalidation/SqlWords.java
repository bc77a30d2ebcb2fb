package dev.accelerate.invalidation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words of an SQL statement. It knows no grammar, only what is text and what is not.
 */
final class SqlWords {

	/**
	 * What stands for a literal among the tokens.
	 */
	static final String LITERAL = "'";

	private static final String LETTERS = "[\\p{L}\\p{M}\\p{N}_$#]++";

	private static final Pattern WORD = Pattern.compile(LETTERS);

	/**
	 * Comments; literals, in quotes or between dollars, where a doubled quote just begins
	 * the next literal; quoted names; words; and anything else by itself.
	 */
	private static final Pattern TOKEN = Pattern.compile(
			"(?<comment>--[^\\n]*+|/\\*.*?(?:\\*/|\\z))"
					+ "|(?<literal>'[^']*+'?|\\$(?<tag>[\\p{L}_]*)\\$.*?(?:\\$\\k<tag>\\$|\\z))"
					+ "|(?<quoted>\"[^\"]*+\"?|`[^`]*+`?|\\[[^\\]]*+\\]?)|(?<word>" + LETTERS + ")|\\S",
			Pattern.DOTALL);

	/**
	 * What some databases take for the end of a literal or for a comment, and others do
	 * not: an escaped quote, and a comment that is executed.
	 */
	private static final Pattern AMBIGUOUS = Pattern.compile("\\\\['\"]|/\\*M?!", Pattern.CASE_INSENSITIVE);

	/**
	 * Verbs that change data or may do so. Digits before them are the version of a
	 * comment that is executed.
	 */
	private static final Pattern WRITE = Pattern
		.compile("(?<![\\p{L}_])(?:insert|update|delete|merge|replace|upsert|truncate|call|exec|execute|drop|alter)"
				+ "(?![\\p{L}\\p{N}_])", Pattern.CASE_INSENSITIVE);

	private SqlWords() {
	}

	/**
	 * Return whether a name is one word.
	 */
	static boolean isWord(String name) {
		return WORD.matcher(name).matches();
	}

	/**
	 * Return every word in lower case, including those in literals and comments: better a
	 * word too many than a table too few.
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
	 * Return the words, quoted names and signs in their order, in lower case, without
	 * comments and without what the literals say. Quoted names keep their quotes, so that
	 * none is taken for a keyword.
	 */
	static List<String> tokens(String sql) {
		List<String> tokens = new ArrayList<>();
		Matcher matcher = TOKEN.matcher(sql);
		while (matcher.find()) {
			if (matcher.group("literal") != null) {
				tokens.add(LITERAL);
			}
			else if (matcher.group("comment") == null) {
				tokens.add(matcher.group().toLowerCase(Locale.ROOT));
			}
		}
		return tokens;
	}

	/**
	 * Return whether it depends on the database what is text and what is not, and a verb
	 * that writes may be either.
	 */
	static boolean mayHideWrite(String sql) {
		return AMBIGUOUS.matcher(sql).find() && WRITE.matcher(sql).find();
	}

	/**
	 * Return whether a token is a word or a quoted name.
	 */
	static boolean isName(String token) {
		return !token.isEmpty() && ("\"`[".indexOf(token.charAt(0)) >= 0 || isWord(token));
	}

}
