package dev.accelerate.jpa.rows.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Table;

/**
 * Entities in several tables, and several entities in one.
 */
public final class Hierarchies {

	private Hierarchies() {
	}

	@Entity(name = "Animal")
	@Table(name = "animal")
	@Inheritance(strategy = InheritanceType.JOINED)
	public static class Animal {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		public Long id;

		public String name;

	}

	@Entity(name = "Dog")
	@Table(name = "dog")
	@PrimaryKeyJoinColumn(name = "animal_id")
	public static class Dog extends Animal {

		public String bark;

	}

	@Entity(name = "Cat")
	@Table(name = "cat")
	public static class Cat extends Animal {

		public int lives;

	}

	@Entity(name = "Shape")
	@Table(name = "shape")
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	public abstract static class Shape {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

	}

	@Entity(name = "Circle")
	@Table(name = "circle")
	public static class Circle extends Shape {

		public int radius;

	}

	@Entity(name = "Square")
	@Table(name = "square")
	public static class Square extends Shape {

		public int side;

	}

	@Entity(name = "Vehicle")
	@Table(name = "vehicle")
	public static class Vehicle {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

	}

	@Entity(name = "Car")
	public static class Car extends Vehicle {

		public Integer doors;

	}

	@Entity(name = "Sec")
	@Table(name = "sec")
	@SecondaryTable(name = "sec_more", pkJoinColumns = @PrimaryKeyJoinColumn(name = "sec_id"))
	public static class Sec {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		public Long id;

		public String name;

		@Column(table = "sec_more")
		public String more;

	}

	/**
	 * One of two entities over one table.
	 */
	@Entity(name = "Twin")
	@Table(name = "twin")
	public static class Twin {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@Column(insertable = false, updatable = false)
		public String other;

	}

	/**
	 * The other of two entities over one table.
	 */
	@Entity(name = "OtherTwin")
	@Table(name = "twin")
	public static class OtherTwin {

		@Id
		public Long id;

		public String other;

	}

}
