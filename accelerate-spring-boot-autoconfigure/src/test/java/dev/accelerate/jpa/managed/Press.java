package dev.accelerate.jpa.managed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.QueryHint;
import jakarta.persistence.Version;

/**
 * Entities of a press: what has a version, and what has none.
 */
public final class Press {

	private Press() {
	}

	/**
	 * Returns a row whose arrays can be compared.
	 */
	static String text(Map<String, Object> row) {
		Map<String, Object> copy = new TreeMap<>(row);
		copy.replaceAll((column, value) -> (value instanceof byte[] bytes) ? Arrays.toString(bytes) : value);
		return copy.toString();
	}

	@Entity(name = "Writer")
	@NamedQuery(name = "Writer.checked", query = "select w from Writer w order by w.id",
			lockMode = LockModeType.OPTIMISTIC)
	public static class Writer {

		@Id
		public Long id;

		@Version
		public long version;

		public String name;

		public byte[] avatar = { 1, 2 };

		@Embedded
		public Address address = new Address("Berlin");

		@ManyToOne(fetch = FetchType.LAZY)
		public House house;

		@ManyToMany
		public Set<Subject> subjects = new HashSet<>();

		@OneToMany(mappedBy = "writer", cascade = CascadeType.ALL, orphanRemoval = true)
		@OrderBy("id")
		public List<Essay> essays = new ArrayList<>();

		@ElementCollection
		public Map<String, String> attributes = new HashMap<>();

		@ElementCollection
		@OrderColumn
		public List<String> lines = new ArrayList<>();

	}

	@Embeddable
	public static class Address {

		public String city;

		@ManyToOne(fetch = FetchType.LAZY)
		public House office;

		protected Address() {
		}

		public Address(String city) {
			this.city = city;
		}

	}

	@Entity(name = "House")
	public static class House {

		@Id
		public Long id;

		public String name;

		public String getName() {
			return this.name;
		}

		public void setName(String name) {
			this.name = name;
		}

	}

	@Entity(name = "Subject")
	public static class Subject {

		@Id
		public Long id;

		public String name;

		public Subject() {
		}

		public Subject(Long id) {
			this.id = id;
		}

	}

	@Entity(name = "Essay")
	public static class Essay {

		@Id
		public Long id;

		public String title;

		@ManyToOne(fetch = FetchType.LAZY)
		public Writer writer;

	}

	/**
	 * Entity without a version.
	 */
	@Entity(name = "Leaflet")
	@NamedQuery(name = "Leaflet.unchangeable", query = "select l from Leaflet l order by l.id",
			hints = @QueryHint(name = "org.hibernate.readOnly", value = "true"))
	@NamedQuery(name = "Leaflet.locked", query = "select l from Leaflet l order by l.id",
			lockMode = LockModeType.PESSIMISTIC_WRITE)
	public static class Leaflet {

		@Id
		public Long id;

		public String title;

		public String text;

		public byte[] picture = { 3 };

		@Embedded
		public Address address = new Address("Paris");

		@ManyToOne(fetch = FetchType.LAZY)
		public House house;

		@ElementCollection
		public Set<String> labels = new HashSet<>();

		@ManyToMany
		@OrderColumn
		public List<Subject> subjects = new ArrayList<>();

		public String getTitle() {
			return this.title;
		}

	}

}
