package dev.accelerate;

import java.sql.SQLTransientConnectionException;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionTimedOutException;

/**
 * Code of an error of the query cache. The codes are numbered as those of Prisma
 * Accelerate.
 */
public enum ErrorCode {

	/**
	 * Anything unforeseen.
	 */
	P6000,

	/**
	 * The data source, the store or the invalidation log cannot be reached or set up as
	 * configured.
	 */
	P6001,

	/**
	 * The rate limit on invalidations has been reached.
	 */
	P6003,

	/**
	 * A deadline has passed.
	 */
	P6004,

	/**
	 * Invalid parameters: a strategy, tag, property or argument.
	 */
	P6005,

	/**
	 * An invalidation could not be recorded.
	 */
	P6008,

	/**
	 * A result is larger than allowed.
	 */
	P6009;

	/**
	 * Returns the code that fits an exception, for applications that answer their clients
	 * in codes. The causes of the exception are considered, too.
	 * @param failure the exception, may be {@code null}
	 * @return the code, {@link #P6000} where no other fits, never {@code null}
	 */
	public static ErrorCode from(@Nullable Throwable failure) {
		int depth = 0;
		for (Throwable cause = failure; cause != null && depth < 32; cause = cause.getCause(), depth++) {
			ErrorCode code = codeOf(cause);
			if (code != null) {
				return code;
			}
		}
		return P6000;
	}

	private static @Nullable ErrorCode codeOf(Throwable failure) {
		if (failure instanceof AccelerateException accelerate) {
			return accelerate.code();
		}
		if (failure instanceof QueryTimeoutException || failure instanceof TransactionTimedOutException
				|| failure instanceof TimeoutException) {
			return P6004;
		}
		if (failure instanceof DataAccessResourceFailureException || failure instanceof CannotCreateTransactionException
				|| failure instanceof SQLTransientConnectionException) {
			return P6001;
		}
		if (failure instanceof InvalidDataAccessApiUsageException) {
			return P6005;
		}
		return null;
	}

}
