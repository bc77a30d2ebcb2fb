package dev.accelerate.benchmarks.domain;

import java.math.BigDecimal;
import java.time.Instant;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;

/**
 * What a customer bought.
 */
@Entity
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
public class Purchase {

	@Id
	private Long id;

	private BigDecimal amount;

	private Instant boughtAt;

	@SuppressWarnings("NullAway.Init")
	protected Purchase() {
	}

	Purchase(Long id, BigDecimal amount, Instant boughtAt) {
		this.id = id;
		this.amount = amount;
		this.boughtAt = boughtAt;
	}

	public Long getId() {
		return this.id;
	}

	public BigDecimal getAmount() {
		return this.amount;
	}

	public Instant getBoughtAt() {
		return this.boughtAt;
	}

}
