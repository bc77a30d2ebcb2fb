package dev.accelerate.jpa.fleet;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

@Entity
@Table(name = "trucks")
public class Truck extends Vehicle {

	private int axles;

	protected Truck() {
	}

	public Truck(String plate, int axles) {
		super(plate);
		this.axles = axles;
	}

	public int getAxles() {
		return this.axles;
	}

}
