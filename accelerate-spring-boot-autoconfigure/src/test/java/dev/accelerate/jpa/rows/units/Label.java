package dev.accelerate.jpa.rows.units;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * Row of the table of a {@link Parcel}, by its code.
 */
@Entity(name = "ParcelLabel")
@Table(name = "parcels")
class Label {

	@Id
	private String code;

	private String name;

	String getName() {
		return this.name;
	}

	void setName(String name) {
		this.name = name;
	}

}
