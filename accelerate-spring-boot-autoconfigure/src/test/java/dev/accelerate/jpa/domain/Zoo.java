package dev.accelerate.jpa.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;

/**
 * Entities with every kind of inheritance.
 */
public final class Zoo {

	private Zoo() {
	}

	@MappedSuperclass
	public abstract static class Named {

		@Id
		public Long id;

		public String name;

		public String getName() {
			return this.name;
		}

	}

	@Entity(name = "Animal")
	@Inheritance(strategy = InheritanceType.JOINED)
	public abstract static class Animal extends Named {

		@ManyToOne(fetch = FetchType.LAZY)
		public Animal friend;

		@ManyToOne(fetch = FetchType.LAZY)
		public House house;

	}

	@Entity(name = "Cat")
	public static class Cat extends Animal {

		public int lives;

	}

	@Entity(name = "Dog")
	public static class Dog extends Animal {

		public boolean barks;

	}

	@Entity(name = "House")
	@Inheritance(strategy = InheritanceType.SINGLE_TABLE)
	public static class House extends Named {

	}

	@Entity(name = "Kennel")
	public static class Kennel extends House {

		public int size;

	}

	@Entity(name = "Cage")
	public static class Cage extends House {

		public String bars;

	}

}
