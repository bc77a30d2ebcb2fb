package dev.accelerate.jpa.rows.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Table;
import org.hibernate.annotations.BatchSize;

/**
 * Persons, and entities that are one to one or that many have in common.
 */
public final class People {

	private People() {
	}

	public enum Status {

		NEW, ACTIVE, BLOCKED

	}

	@Entity(name = "Company")
	@Table(name = "company")
	public static class Company {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		public Company() {
		}

		public Company(String name) {
			this.name = name;
		}

	}

	/**
	 * The main one: without a version, with a to-one, with collections that are loaded at
	 * once and later, and with a to-one that is mapped by the other side.
	 */
	@Entity(name = "Person")
	@Table(name = "person")
	public static class Person {

		@Id
		@GeneratedValue
		public Long id;

		public String email;

		@Column(updatable = false)
		public String tenant;

		@Enumerated(EnumType.STRING)
		public Status status = Status.NEW;

		public String name;

		public int score;

		@ManyToOne
		public Company company;

		@ElementCollection(fetch = FetchType.EAGER)
		@CollectionTable(name = "person_tag")
		public Set<String> tags = new TreeSet<>();

		@ElementCollection
		@CollectionTable(name = "person_phone")
		@jakarta.persistence.OrderColumn
		public List<String> phones = new ArrayList<>();

		@OneToOne(mappedBy = "person", cascade = CascadeType.ALL, orphanRemoval = true)
		public Profile profile;

		public Person() {
		}

		public Person(String email, String tenant, String name) {
			this.email = email;
			this.tenant = tenant;
			this.name = name;
		}

		public Long getId() {
			return this.id;
		}

		public String getName() {
			return this.name;
		}

		public String getEmail() {
			return this.email;
		}

		public Company getCompany() {
			return this.company;
		}

	}

	/**
	 * Has the key of its person.
	 */
	@Entity(name = "Profile")
	@Table(name = "profile")
	public static class Profile {

		@Id
		public Long id;

		@MapsId
		@OneToOne
		public Person person;

		public String bio;

		public Profile() {
		}

		public Profile(Person person, String bio) {
			this.person = person;
			this.bio = bio;
		}

	}

	/**
	 * One to one, with the key of the other in a column.
	 */
	@Entity(name = "Desk")
	@Table(name = "desk")
	@BatchSize(size = 4)
	public static class Desk {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@OneToOne(fetch = FetchType.LAZY)
		public Lamp lamp;

	}

	/**
	 * The other side of {@link Desk}.
	 */
	@Entity(name = "Lamp")
	@Table(name = "lamp")
	public static class Lamp {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@OneToOne(mappedBy = "lamp")
		public Desk desk;

	}

	/**
	 * To-ones that are never null, by an inner join.
	 */
	@Entity(name = "Ticket")
	@Table(name = "ticket")
	public static class Ticket {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@ManyToOne(optional = false)
		@JoinColumn(name = "company_id", nullable = false)
		public Company company;

		@ManyToOne(optional = false, fetch = FetchType.LAZY)
		@JoinColumn(name = "desk_id", nullable = false)
		public Desk desk;

	}

	/**
	 * A to-one in an embeddable.
	 */
	@Entity(name = "Site")
	@Table(name = "site")
	public static class Site {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@Embedded
		public Address address = new Address();

	}

	@Embeddable
	public static class Address {

		public String street;

		@ManyToOne
		public Company owner;

	}

}
