package dev.accelerate.jpa.rows.units;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * Row of a table, by its number.
 */
@Entity
@Table(name = "parcels")
class Parcel {

	@Id
	private long id;

	private String code;

	private String name;

	protected Parcel() {
	}

	Parcel(long id, String code, String name) {
		this.id = id;
		this.code = code;
		this.name = name;
	}

	String getCode() {
		return this.code;
	}

	String getName() {
		return this.name;
	}

	void setName(String name) {
		this.name = name;
	}

}
