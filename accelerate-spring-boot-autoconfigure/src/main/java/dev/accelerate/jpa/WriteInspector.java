package dev.accelerate.jpa;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import dev.accelerate.core.OpenTransactions;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;

/**
 * {@link StatementInspector} that notices when a thread writes. It changes no statement,
 * and hands each on to the application's own inspector, if there is one.
 */
final class WriteInspector implements StatementInspector {

	private static final Set<String> READS = Set.of("select", "values", "table", "show", "explain", "set");

	private static final Pattern LEADING_COMMENTS = Pattern.compile("^(?:\\s+|/\\*.*?\\*/|--[^\\n]*\\n|\\()+",
			Pattern.DOTALL);

	private static final Pattern WRITE = Pattern.compile("\\b(?:insert|update|delete|merge)\\b");

	private final OpenTransactions transactions;

	private final @Nullable StatementInspector next;

	WriteInspector(OpenTransactions transactions, @Nullable StatementInspector next) {
		this.transactions = transactions;
		this.next = next;
	}

	@Override
	public @Nullable String inspect(String sql) {
		String inspected = (this.next != null) ? this.next.inspect(sql) : sql;
		if (!isRead((inspected != null) ? inspected : sql)) {
			this.transactions.wrote();
		}
		return inspected;
	}

	/**
	 * Return whether a statement only reads. What is not known to read counts as writing.
	 */
	static boolean isRead(String sql) {
		if (sql.startsWith("select ")) {
			return true;
		}
		String statement = LEADING_COMMENTS.matcher(sql).replaceFirst("").toLowerCase(Locale.ROOT);
		int end = 0;
		while (end < statement.length() && Character.isLetter(statement.charAt(end))) {
			end++;
		}
		String verb = statement.substring(0, end);
		return READS.contains(verb) || (verb.equals("with") && !WRITE.matcher(statement).find());
	}

}
