package dev.accelerate.jpa.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKey;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.PostLoad;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import org.hibernate.annotations.SortComparator;
import org.hibernate.annotations.SortNatural;

/**
 * Entities with every kind of association and collection.
 */
public final class Library {

	private Library() {
	}

	@Entity(name = "Shelf")
	public static class Shelf {

		@Id
		public Long id;

		@Version
		public int version;

		public String name;

		@OneToMany(mappedBy = "shelf")
		public List<Book> books = new ArrayList<>();

		@ManyToMany
		@JoinTable(name = "shelf_order")
		@OrderColumn(name = "place")
		public List<Book> order = new ArrayList<>();

		@ManyToMany
		@JoinTable(name = "shelf_labels")
		public Set<Label> labels = new HashSet<>();

		@ManyToMany
		@JoinTable(name = "shelf_by_isbn")
		@MapKey(name = "isbn")
		public Map<String, Book> byIsbn = new HashMap<>();

		@ElementCollection
		public Map<Book, Integer> stock = new HashMap<>();

		@ElementCollection
		@SortNatural
		public SortedSet<String> sorted = new TreeSet<>();

		@ElementCollection
		@SortComparator(Backwards.class)
		public SortedSet<String> backwards = new TreeSet<>(new Backwards());

		@ElementCollection
		@SortNatural
		public SortedMap<String, Integer> counts = new TreeMap<>();

		@ElementCollection
		@OrderBy
		public Set<String> ordered = new LinkedHashSet<>();

		@ElementCollection
		public Map<String, String> notes = new HashMap<>();

		@ElementCollection
		public List<Line> lines = new ArrayList<>();

		@ElementCollection
		@OrderColumn(name = "place")
		public List<String> sequence = new ArrayList<>();

		public Shelf() {
		}

		public Shelf(long id, String name) {
			this.id = id;
			this.name = name;
		}

		public Long getId() {
			return this.id;
		}

		public String getName() {
			return this.name;
		}

	}

	@Entity(name = "Book")
	@EntityListeners(LoadListener.class)
	public static class Book {

		@Id
		public Long id;

		public String isbn;

		@ManyToOne(fetch = FetchType.LAZY)
		public Shelf shelf;

		@ManyToOne(fetch = FetchType.LAZY)
		public Book sequel;

		@Transient
		public int ownLoads;

		@Transient
		public int listenedLoads;

		public Book() {
		}

		public Book(long id, String isbn, Shelf shelf, Book sequel) {
			this.id = id;
			this.isbn = isbn;
			this.shelf = shelf;
			this.sequel = sequel;
		}

		@PostLoad
		void loaded() {
			this.ownLoads++;
		}

		public String getIsbn() {
			return this.isbn;
		}

		public Shelf getShelf() {
			return this.shelf;
		}

		public Book getSequel() {
			return this.sequel;
		}

	}

	public static class LoadListener {

		@PostLoad
		void loaded(Book book) {
			book.listenedLoads += Objects.requireNonNull(book.isbn, "called before it has its values").length();
		}

	}

	/**
	 * Hashes its name.
	 */
	@Entity(name = "Label")
	public static class Label {

		@Id
		public Long id;

		public String name;

		public Label() {
		}

		public Label(long id, String name) {
			this.id = id;
			this.name = name;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Label that && Objects.equals(this.name, that.name);
		}

		@Override
		public int hashCode() {
			return Objects.requireNonNull(this.name, "hashed before it has its values").hashCode();
		}

	}

	@Embeddable
	public static class Line {

		public String text;

		@ManyToOne(fetch = FetchType.LAZY)
		public Book about;

		public Line() {
		}

		public Line(String text, Book about) {
			this.text = text;
			this.about = about;
		}

	}

	public static class Backwards implements Comparator<String> {

		@Override
		public int compare(String one, String other) {
			return other.compareTo(one);
		}

	}

	@Entity(name = "Link")
	public static class Link {

		@Id
		public Long id;

		@ManyToOne(fetch = FetchType.LAZY)
		public Link next;

		public Link getNext() {
			return this.next;
		}

	}

}
