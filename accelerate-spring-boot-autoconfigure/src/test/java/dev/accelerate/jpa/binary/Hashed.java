package dev.accelerate.jpa.binary;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/**
 * Entity whose identifier is an array, which equals none but itself.
 */
@Entity
public class Hashed {

	@Id
	public byte[] hash = { 1, 2 };

	public String name = "old";

	@Entity
	public static class Special extends Hashed {

	}

}
