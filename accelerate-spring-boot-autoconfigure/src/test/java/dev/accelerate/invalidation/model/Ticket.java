package dev.accelerate.invalidation.model;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * Row whose queries are invalidated by tags only.
 */
@Entity
@Table(name = "model_tickets")
public class Ticket {

	@Id
	private int id;

	private long version;

	protected Ticket() {
	}

	Ticket(int id) {
		this.id = id;
	}

	public int getId() {
		return this.id;
	}

	public long getVersion() {
		return this.version;
	}

	public void setVersion(long version) {
		this.version = version;
	}

}
