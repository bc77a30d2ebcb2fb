package dev.accelerate.sql;

import java.util.List;

import dev.accelerate.sql.SqlStatement.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Statement of a commit in two phases, as PostgreSQL, H2 and MySQL say it.
 */
enum TwoPhaseCommand {

	/**
	 * Any other statement.
	 */
	NONE(null),

	/**
	 * The transaction in progress is prepared. It ends for the connection, and is
	 * committed later, by anyone.
	 */
	PREPARE(Kind.READ),

	/**
	 * A transaction that was prepared is committed. What it wrote nobody tells.
	 */
	COMMIT(Kind.UNRECOGNIZED);

	private final @Nullable Kind kind;

	TwoPhaseCommand(@Nullable Kind kind) {
		this.kind = kind;
	}

	/**
	 * Returns the command that the tokens of a single statement are.
	 */
	static TwoPhaseCommand of(List<String> tokens) {
		if (tokens.size() < 2) {
			return NONE;
		}
		return switch (tokens.get(0) + " " + tokens.get(1)) {
			case "prepare transaction", "prepare commit", "xa prepare" -> PREPARE;
			case "commit prepared", "xa commit" -> COMMIT;
			// With a name: of a transaction that was prepared, or of the one in progress.
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
