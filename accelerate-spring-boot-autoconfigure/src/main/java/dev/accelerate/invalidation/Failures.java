package dev.accelerate.invalidation;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import dev.accelerate.AccelerateException;
import org.jspecify.annotations.Nullable;

/**
 * Judges failed statements. If the database is known to have answered one, a read from
 * now on sees what became of it, because an answer is final. A statement without an
 * answer may take effect at any later time. Some failures say nothing about the
 * statement, and only that its transaction has to be tried again.
 */
final class Failures {

	/**
	 * Classes of SQLSTATE that come only from a server, or from a driver before it sends
	 * anything. They stand for faults of data, constraints, syntax and permissions, and
	 * for transactions that were rolled back.
	 */
	private static final Set<String> ANSWERED = Set.of("0A", "21", "22", "23", "25", "26", "27", "28", "2B", "2D", "34",
			"3D", "3F", "40", "42", "44", "55", "P0");

	/**
	 * SQLSTATE that says that the server does not know whether the statement was
	 * completed.
	 */
	private static final String COMPLETION_UNKNOWN = "40003";

	private static final String CANCELED = "57014";

	/**
	 * SQLSTATE that says that an earlier statement has made the transaction fail.
	 */
	private static final String ABORTED = "25P02";

	/**
	 * SQLSTATE of a transaction of which nothing was left when its row had failed and was
	 * to be undone.
	 */
	private static final String ROLLED_BACK = "40000";

	/**
	 * Classes of SQLSTATE for lost connections, transactions that were rolled back, and
	 * servers that stop or have no room.
	 */
	private static final Set<String> TRANSIENT = Set.of("08", "40", "53", "57");

	/**
	 * SQLSTATEs for locks that were not given in time, and for statements that took too
	 * long.
	 */
	private static final Set<String> TIMED_OUT = Set.of("55P03", "41000", "70100", "HYT00", "HYT01");

	/**
	 * SQLSTATE by which MariaDB and MySQL name failures that have no state. Their drivers
	 * have no class for such failures either.
	 */
	private static final String GENERAL = "HY000";

	/**
	 * Codes that come with that state: a row that has changed since it was read, a lock
	 * that was not given in time, and a statement that took too long.
	 */
	private static final Set<Integer> GENERAL_TRANSIENT = Set.of(1020, 1205, 3024);

	private Failures() {
	}

	/**
	 * Returns whether the database is known to have answered. One failure in the chain
	 * that may have no answer is enough for {@code false}.
	 */
	static boolean areAnswered(Throwable failure) {
		Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
		Deque<Throwable> chain = new ArrayDeque<>(List.of(failure));
		boolean answered = false;
		while (!chain.isEmpty()) {
			Throwable one = chain.remove();
			if (!seen.add(one)) {
				continue;
			}
			if (one instanceof SQLException sql) {
				if (!isAnswered(sql)) {
					return false;
				}
				answered = true;
				addTo(chain, sql.getNextException());
			}
			if (one instanceof IOException) {
				return false;
			}
			addTo(chain, one.getCause());
		}
		return answered;
	}

	/**
	 * Returns the failure of the transaction behind that of a row, or {@code null} if
	 * there is none. Where nothing was left to go back to after the row had failed, the
	 * loss of the connection is the reason, and not a transaction that may be tried again
	 * at once.
	 */
	static @Nullable SQLException ofTransaction(AccelerateException failure) {
		if (!(failure.getCause() instanceof SQLException own) || !areOfTransaction(own)) {
			return null;
		}
		boolean undone = own instanceof SQLTransactionRollbackException && ROLLED_BACK.equals(own.getSQLState());
		return (undone && own.getCause() instanceof SQLException reason && haveEndedTransaction(reason)) ? reason : own;
	}

	/**
	 * Returns whether a failed statement says something about its transaction, and
	 * nothing about the statement. Any other statement might have failed in its place,
	 * and the transaction may succeed if it is tried again.
	 */
	static boolean areOfTransaction(SQLException failure) {
		String state = failure.getSQLState();
		if (GENERAL.equals(state)) {
			return GENERAL_TRANSIENT.contains(failure.getErrorCode());
		}
		if (state != null && state.length() == 5
				&& (TRANSIENT.contains(state.substring(0, 2)) || TIMED_OUT.contains(state) || isAborted(failure))) {
			return true;
		}
		return failure instanceof SQLTransientException || isLostConnection(failure);
	}

	/**
	 * Returns whether a statement was refused because the transaction had failed before.
	 * Its COMMIT fails, too.
	 */
	static boolean isAborted(SQLException failure) {
		return ABORTED.equals(failure.getSQLState());
	}

	/**
	 * Returns whether a failed statement has ended its transaction, so that a COMMIT
	 * might succeed and commit nothing.
	 */
	static boolean haveEndedTransaction(SQLException failure) {
		String state = String.valueOf(failure.getSQLState());
		return state.startsWith("40") || state.startsWith("08") || state.startsWith("57P")
				|| failure instanceof SQLTransactionRollbackException
				|| (isLostConnection(failure) && !GENERAL.equals(state));
	}

	private static boolean isLostConnection(SQLException failure) {
		return failure instanceof SQLRecoverableException || failure instanceof SQLTransientConnectionException
				|| failure instanceof SQLNonTransientConnectionException;
	}

	private static void addTo(Deque<Throwable> chain, @Nullable Throwable failure) {
		if (failure != null) {
			chain.add(failure);
		}
	}

	private static boolean isAnswered(SQLException failure) {
		return !isLostConnection(failure) && isAnswered(failure.getSQLState());
	}

	private static boolean isAnswered(@Nullable String state) {
		return state != null && state.length() == 5 && !state.equals(COMPLETION_UNKNOWN)
				&& (state.equals(CANCELED) || ANSWERED.contains(state.substring(0, 2)));
	}

}
