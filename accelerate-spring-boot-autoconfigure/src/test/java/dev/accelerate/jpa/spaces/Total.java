package dev.accelerate.jpa.spaces;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * Entity whose table is hidden behind a view.
 */
@Entity
@Table(name = "totals")
public class Total {

	@Id
	private Long id;

	private int amount;

	protected Total() {
	}

	public Long getId() {
		return this.id;
	}

	public int getAmount() {
		return this.amount;
	}

}
