package dev.accelerate.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.accelerate.sql.SqlLexer.Lexed;
import dev.accelerate.sql.SqlStatement.Kind;

/**
 * Understanding of a text that is read in every dialect: the worst of all readings
 * counts. A database does not execute a statement that is broken in its dialect. Such a
 * reading does not count, unless what follows the break might write.
 */
final class SqlUnderstanding {

	/**
	 * Understanding of a text that cannot be read at all.
	 */
	static final SqlUnderstanding NONE = new SqlUnderstanding("");

	private final String sql;

	private final Set<String> targets = new LinkedHashSet<>();

	private final Set<String> names = new LinkedHashSet<>();

	private final Set<String> tables = new LinkedHashSet<>();

	private final Set<String> functions = new LinkedHashSet<>();

	private Kind kind = Kind.READ;

	private boolean unclear;

	private boolean prepares;

	private boolean commitsPrepared;

	private boolean accepted;

	private List<String> tokens = List.of();

	private SqlUnderstanding(String sql) {
		this.sql = sql;
	}

	/**
	 * Returns the understanding of a text.
	 */
	static SqlUnderstanding of(String sql) {
		SqlUnderstanding understanding = new SqlUnderstanding(sql);
		Set<Lexed> seen = new HashSet<>();
		for (SqlDialect dialect : SqlDialect.of(sql)) {
			Lexed lexed = SqlLexer.lex(sql, dialect);
			if (seen.add(lexed)) {
				understanding.add(lexed);
			}
		}
		if (!understanding.accepted) {
			understanding.doubt();
		}
		return understanding;
	}

	private void add(Lexed lexed) {
		this.tokens = this.tokens.isEmpty() ? lexed.tokens() : this.tokens;
		lexed.tokens().stream().filter(SqlToken::isName).map(SqlToken::unquoted).forEach(this.names::add);
		this.tables.addAll(TableNameScanner.in(lexed.tokens()));
		this.functions.addAll(SqlFunctionScanner.in(lexed.tokens()));
		if (lexed.broken() >= 0 && SqlVerbs.mayWrite(this.sql.substring(lexed.broken()))) {
			doubt();
		}
		if (lexed.doubtful() && SqlVerbs.mayWrite(this.sql)) {
			doubt();
		}
		boolean rejected = false;
		List<List<String>> statements = split(lexed.tokens());
		for (int i = 0; i < statements.size(); i++) {
			SqlWriteScanner scan = new SqlWriteScanner();
			TwoPhaseCommand command = TwoPhaseCommand.of(statements.get(i));
			this.prepares |= command == TwoPhaseCommand.PREPARE;
			this.commitsPrepared |= command == TwoPhaseCommand.COMMIT;
			Kind one = (command.kind() != null) ? command.kind() : scan.kindOf(statements.get(i));
			rejected |= scan.isIncomplete() || (lexed.broken() >= 0 && i == statements.size() - 1);
			if (!rejected) {
				this.kind = worse(this.kind, one);
				this.targets.addAll(scan.targets());
				this.unclear |= scan.isUnclear();
			}
		}
		this.accepted |= !rejected;
	}

	private void doubt() {
		this.kind = Kind.UNRECOGNIZED;
		this.unclear = true;
	}

	private static Kind worse(Kind one, Kind other) {
		return (one.compareTo(other) > 0) ? one : other;
	}

	private static List<List<String>> split(List<String> tokens) {
		List<List<String>> statements = new ArrayList<>();
		int start = 0;
		for (int i = 0; i <= tokens.size(); i++) {
			if (i == tokens.size() || tokens.get(i).equals(";")) {
				statements.add(tokens.subList(start, i));
				start = i + 1;
			}
		}
		return statements;
	}

	Kind kind() {
		return this.kind;
	}

	/**
	 * Returns the tables that are known to be written, without schema.
	 */
	Set<String> targets() {
		return this.targets;
	}

	/**
	 * Returns every name in it, in any dialect.
	 */
	Set<String> names() {
		return this.names;
	}

	/**
	 * Returns the names, without schema, that stand where a table does.
	 */
	Set<String> tables() {
		return this.tables;
	}

	/**
	 * Returns the names of the functions that it calls.
	 */
	Set<String> functions() {
		return this.functions;
	}

	/**
	 * Returns whether it writes something whose table is not clear.
	 */
	boolean isUnclear() {
		return this.unclear || this.commitsPrepared;
	}

	/**
	 * Returns whether it prepares the transaction it is sent in.
	 */
	boolean prepares() {
		return this.prepares;
	}

	/**
	 * Returns whether it commits a transaction that was prepared, by whomever.
	 */
	boolean commitsPrepared() {
		return this.commitsPrepared;
	}

	/**
	 * Returns its tokens in one dialect.
	 */
	List<String> tokens() {
		return this.tokens;
	}

}
