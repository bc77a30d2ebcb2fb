package dev.accelerate.sql;

import java.util.List;

import dev.accelerate.sql.SqlStatement.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Statement of a two-phase commit, in the syntax of PostgreSQL, H2 and MySQL.
 */
enum TwoPhaseCommand {

	/**
	 * Any other statement.
	 */
	NONE(null),

	/**
	 * The transaction in progress is prepared. It ends for the connection, and any
	 * connection may commit it later.
	 */
	PREPARE(Kind.READ),

	/**
	 * A prepared transaction is committed. The statement does not say what it wrote.
	 */
	COMMIT(Kind.UNRECOGNIZED);

	private final @Nullable Kind kind;

	TwoPhaseCommand(@Nullable Kind kind) {
		this.kind = kind;
	}

	/**
	 * Returns the command that a single statement is.
	 */
	static TwoPhaseCommand of(List<String> tokens) {
		if (tokens.size() < 2) {
			return NONE;
		}
		return switch (tokens.get(0) + " " + tokens.get(1)) {
			case "prepare transaction", "prepare commit", "xa prepare" -> PREPARE;
			case "commit prepared", "xa commit" -> COMMIT;
			// The name may be that of a prepared transaction, or of the one in progress.
			case "commit transaction" -> (tokens.size() > 2 && !tokens.get(2).equals("and")) ? COMMIT : NONE;
			default -> NONE;
		};
	}

	/**
	 * Returns what the command does to the database.
	 */
	@Nullable Kind kind() {
		return this.kind;
	}

}
