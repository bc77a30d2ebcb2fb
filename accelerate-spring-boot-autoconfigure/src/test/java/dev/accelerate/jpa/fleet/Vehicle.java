package dev.accelerate.jpa.fleet;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.Table;
import jakarta.persistence.TableGenerator;

/**
 * Entity in several tables, whose identifiers come from yet another.
 */
@Entity
@Table(name = "vehicles")
@Inheritance(strategy = InheritanceType.JOINED)
public class Vehicle {

	@Id
	@GeneratedValue(strategy = GenerationType.TABLE, generator = "vehicles")
	@TableGenerator(name = "vehicles", table = "vehicle_ids", allocationSize = 1)
	private Long id;

	private String plate;

	protected Vehicle() {
	}

	public Vehicle(String plate) {
		this.plate = plate;
	}

	public Long getId() {
		return this.id;
	}

	public String getPlate() {
		return this.plate;
	}

}
