package dev.accelerate.benchmarks.rates;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * What accounts belong to.
 */
@Entity
@Table(name = "teams")
class Team {

	@Id
	private Long id;

	@SuppressWarnings("NullAway.Init")
	protected Team() {
	}

	Team(Long id) {
		this.id = id;
	}

	Long getId() {
		return this.id;
	}

}
