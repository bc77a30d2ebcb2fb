package dev.accelerate.invalidation.model;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * Row that items refer to.
 */
@Entity
@Table(name = "model_boxes")
public class Box {

	@Id
	private int id;

	private long version;

	protected Box() {
	}

	Box(int id) {
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
