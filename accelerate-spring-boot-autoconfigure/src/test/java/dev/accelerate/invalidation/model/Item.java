package dev.accelerate.invalidation.model;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/**
 * Row in a box.
 */
@Entity
@Table(name = "model_items")
public class Item {

	@Id
	private int id;

	private long version;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	private Box box;

	protected Item() {
	}

	Item(int id, Box box) {
		this.id = id;
		this.box = box;
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

	public Box getBox() {
		return this.box;
	}

}
