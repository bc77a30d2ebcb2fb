package dev.accelerate.jpa.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.hibernate.resource.jdbc.spi.StatementInspector;

/**
 * Statements that Hibernate sends, and the tables that they write to.
 */
final class SqlLog implements StatementInspector {

	private static final Pattern WRITE = Pattern.compile("^(?:insert into|update|delete from|merge into) (\\w+)");

	private final List<String> statements = new ArrayList<>();

	private final Set<String> written = new TreeSet<>();

	@Override
	public synchronized String inspect(String sql) {
		this.statements.add(sql);
		Matcher write = WRITE.matcher(sql.toLowerCase(Locale.ROOT));
		if (write.find()) {
			this.written.add(write.group(1));
		}
		return sql;
	}

	synchronized int size() {
		return this.statements.size();
	}

	/**
	 * Returns the statements since there were so many, without those that only compare
	 * what is about to be written with its row.
	 */
	synchronized List<String> since(int size) {
		return this.statements.subList(size, this.statements.size())
			.stream()
			.filter((statement) -> !statement.startsWith("select 1,"))
			.toList();
	}

	/**
	 * Returns the tables that were written to since this was cleared.
	 */
	synchronized Set<String> written() {
		return new TreeSet<>(this.written);
	}

	synchronized void clear() {
		this.statements.clear();
		this.written.clear();
	}

}
