package dev.accelerate.invalidation;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link LocalInvalidationLog}.
 */
class LocalInvalidationLogTests extends InvalidationLogContractTests {

	@Override
	protected InvalidationLog create() {
		return new LocalInvalidationLog();
	}

	@Test
	void beginsAtPositionZero() {
		assertThat(create().stamp().position()).isZero();
	}

}
