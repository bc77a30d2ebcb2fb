package dev.accelerate.core;

import java.time.Duration;

import dev.accelerate.CacheStatus;
import dev.accelerate.freshness.TimeSource;
import dev.accelerate.freshness.Windows;
import dev.accelerate.store.Entry;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Answers in place of a failed load. If the database could not be reached, a valid entry
 * may answer for some time after both windows (stale-if-error, RFC 5861).
 */
final class StaleIfError {

	private final EntryReader reader;

	private final TimeSource time;

	private final Duration window;

	StaleIfError(EntryReader reader, TimeSource time, QueryCacheSettings settings) {
		this.reader = reader;
		this.time = time;
		this.window = settings.staleIfError();
	}

	/**
	 * Returns the answer in place of a failed load.
	 * @throws Exception the failure, unchanged, if there is no such answer
	 */
	Answer answerOrThrow(Exception failure, Request request) throws Exception {
		Answer answer = isUnreachable(failure) ? find(request) : null;
		if (answer == null) {
			request.plan().requests().onRequest(CacheStatus.MISS);
			throw failure;
		}
		return answer;
	}

	private @Nullable Answer find(Request request) {
		Entry entry = this.reader.find(request.signature());
		if (entry == null) {
			return null;
		}
		Windows longer = request.plan().windows().extendedBy(this.window);
		Verdict verdict = this.reader.judge(entry, request.tags(), longer, this.time.nanos(), 0);
		return verdict.isAnswer() ? this.reader.restore(request, entry, CacheStatus.SWR) : null;
	}

	private boolean isUnreachable(Exception failure) {
		return !this.window.isZero()
				&& (failure instanceof TransientDataAccessException || failure instanceof RecoverableDataAccessException
						|| failure instanceof DataAccessResourceFailureException
						|| failure instanceof CannotCreateTransactionException);
	}

}
