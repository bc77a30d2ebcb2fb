package dev.accelerate.invalidation;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Judges whether the database is known to have answered a failed statement. An answer is
 * final, so a read from now on sees what became of the statement. A statement without an
 * answer may take effect at any later time.
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

	private static void addTo(Deque<Throwable> chain, @Nullable Throwable failure) {
		if (failure != null) {
			chain.add(failure);
		}
	}

	private static boolean isAnswered(SQLException failure) {
		boolean connection = failure instanceof SQLRecoverableException
				|| failure instanceof SQLTransientConnectionException
				|| failure instanceof SQLNonTransientConnectionException;
		return !connection && isAnswered(failure.getSQLState());
	}

	private static boolean isAnswered(@Nullable String state) {
		return state != null && state.length() == 5 && !state.equals(COMPLETION_UNKNOWN)
				&& (state.equals(CANCELED) || ANSWERED.contains(state.substring(0, 2)));
	}

}
