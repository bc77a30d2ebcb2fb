package dev.accelerate.jpa.unkeyed;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Comparison of a statement with what an inspector has made of it. Comments and hints
 * change no result, except those that a database executes.
 */
public final class RewrittenStatement {

	/**
	 * Literals and quoted names, inside which there are no comments.
	 */
	private static final String QUOTED = "'[^']*+'|\"[^\"]*+\"|`[^`]*+`";

	private static final Pattern COMMENT = Pattern.compile(
			"(?<quoted>" + QUOTED + ")|/\\*(?!M?!|\\+[^*]*\\bset_var\\b).*?\\*/|--[ \\t][^\\n]*+(?=\\n|\\z)",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private static final Pattern SPACE = Pattern.compile("\\s+");

	private RewrittenStatement() {
	}

	/**
	 * Returns whether the changed statement may have another result than the original.
	 */
	public static boolean mayChangeResult(String sql, String sent) {
		if (sent.equals(sql)) {
			return false;
		}
		// Where a literal with such a character ends depends on the database.
		boolean unclear = sent.indexOf('\\') >= 0 || sent.indexOf('$') >= 0;
		return unclear || !plain(sent).equals(plain(sql));
	}

	private static String plain(String sql) {
		String text = COMMENT.matcher(sql)
			.replaceAll((match) -> (match.group(1) != null) ? Matcher.quoteReplacement(match.group(1)) : " ");
		return SPACE.matcher(text).replaceAll(" ").trim();
	}

}
