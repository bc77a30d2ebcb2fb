package dev.accelerate.core;

import dev.accelerate.CacheStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Assertions about a query's answers.
 */
final class AnswerChecks {

	private AnswerChecks() {
	}

	static void check(Answer answer, Object data, CacheStatus status) {
		assertThat(answer.data()).isEqualTo(data);
		assertThat(answer.status()).isEqualTo(status);
	}

	static void checkFails(TestQuery query, Exception failure) {
		assertThatThrownBy(() -> query.get(() -> {
			throw failure;
		})).isSameAs(failure);
	}

}
