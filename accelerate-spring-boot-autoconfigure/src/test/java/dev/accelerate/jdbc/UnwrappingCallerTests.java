package dev.accelerate.jdbc;

import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link UnwrappingCaller}: who may unwrap a connection without being suspected.
 */
class UnwrappingCallerTests {

	@Test
	void frameworksPoolsAndDriversAreKnown() {
		assertThat(new Class<?>[] { Session.class, JdbcTemplate.class, PGConnection.class })
			.allMatch((type) -> UnwrappingCaller.isKnown(type.getName()));
		assertThat(UnwrappingCaller.isKnown("com.zaxxer.hikari.pool.PoolBase")).isTrue();
	}

	@Test
	void applicationsAreNot() {
		assertThat(UnwrappingCaller.isKnown("com.example.Import")).isFalse();
		assertThat(UnwrappingCaller.isKnown("org.springframework.samples.petclinic.Import")).isFalse();
		assertThat(UnwrappingCaller.isKnown("org.hibernatedemo.Import")).isFalse();
		assertThat(UnwrappingCaller.isKnown()).isFalse();
	}

}
