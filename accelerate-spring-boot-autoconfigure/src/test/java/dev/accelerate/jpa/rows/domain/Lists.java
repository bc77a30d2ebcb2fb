package dev.accelerate.jpa.rows.domain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;

/**
 * Entities with collections of every kind.
 */
public final class Lists {

	private Lists() {
	}

	@Entity(name = "Line")
	@Table(name = "line")
	public static class Line {

		@Id
		@GeneratedValue
		public Long id;

		public String text;

		@ManyToOne(fetch = FetchType.LAZY)
		public Versions.Ver ver;

		@ManyToOne(fetch = FetchType.LAZY)
		public Doc doc;

		public Line() {
		}

		public Line(String text) {
			this.text = text;
		}

	}

	/**
	 * One to many, mapped by the other side, loaded at once, with cascades and orphan
	 * removal.
	 */
	@Entity(name = "Doc")
	@Table(name = "doc")
	public static class Doc {

		@Id
		@GeneratedValue
		public Long id;

		public String title;

		@OneToMany(mappedBy = "doc", fetch = FetchType.EAGER, cascade = CascadeType.ALL, orphanRemoval = true)
		public List<Line> lines = new ArrayList<>();

		public Doc() {
		}

		public Doc(String title) {
			this.title = title;
		}

		public Line add(String text) {
			Line line = new Line(text);
			line.doc = this;
			this.lines.add(line);
			return line;
		}

	}

	/**
	 * One to many by a column of the elements, which the collection writes.
	 */
	@Entity(name = "Box")
	@Table(name = "box")
	public static class Box {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@OneToMany(fetch = FetchType.EAGER)
		@JoinColumn(name = "box_id")
		public Set<Item> items = new LinkedHashSet<>();

		public Box() {
		}

		public Box(String name) {
			this.name = name;
		}

	}

	@Entity(name = "Item")
	@Table(name = "item")
	public static class Item {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@Column(name = "box_id", insertable = false, updatable = false)
		public Long boxId;

		public Item() {
		}

		public Item(String name) {
			this.name = name;
		}

	}

	/**
	 * One to many by a join table.
	 */
	@Entity(name = "Crate")
	@Table(name = "crate")
	public static class Crate {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@OneToMany(fetch = FetchType.EAGER)
		@JoinTable(name = "crate_part")
		public List<Part> parts = new ArrayList<>();

	}

	@Entity(name = "Part")
	@Table(name = "part")
	public static class Part {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

	}

	@Entity(name = "Post")
	@Table(name = "post")
	public static class Post {

		@Id
		@GeneratedValue
		public Long id;

		public String title;

		@ManyToMany(fetch = FetchType.EAGER)
		@JoinTable(name = "post_label")
		public Set<Label> labels = new LinkedHashSet<>();

		public Post() {
		}

		public Post(String title) {
			this.title = title;
		}

	}

	@Entity(name = "Label")
	@Table(name = "label")
	public static class Label {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@ManyToMany(mappedBy = "labels")
		public Set<Post> posts = new LinkedHashSet<>();

		public Label() {
		}

		public Label(String name) {
			this.name = name;
		}

	}

	/**
	 * A list that is mapped by the other side, and whose order Hibernate writes all the
	 * same.
	 */
	@Entity(name = "Album")
	@Table(name = "album")
	public static class Album {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@OneToMany(mappedBy = "album", cascade = CascadeType.ALL)
		@OrderColumn(name = "pos")
		public List<Track> tracks = new ArrayList<>();

		public Album() {
		}

		public Album(String name) {
			this.name = name;
		}

	}

	@Entity(name = "Track")
	@Table(name = "track")
	public static class Track {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@ManyToOne(fetch = FetchType.LAZY)
		public Album album;

		public Track() {
		}

		public Track(Album album, String name) {
			this.album = album;
			this.name = name;
		}

	}

	/**
	 * A map, a bag and an ordered set of values, and a list ordered by what its elements
	 * are called.
	 */
	@Entity(name = "Dict")
	@Table(name = "dict")
	public static class Dict {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@ElementCollection(fetch = FetchType.EAGER)
		@CollectionTable(name = "dict_word")
		public Map<String, String> words = new TreeMap<>();

		@ElementCollection
		@CollectionTable(name = "dict_bag")
		public List<String> bag = new ArrayList<>();

		@ManyToMany(fetch = FetchType.EAGER)
		@JoinTable(name = "dict_part")
		@OrderBy("name, id")
		public Set<Part> parts = new LinkedHashSet<>();

	}

}
