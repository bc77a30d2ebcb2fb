package dev.accelerate.jpa.domain;

import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import org.hibernate.annotations.Any;
import org.hibernate.annotations.AnyDiscriminatorValue;
import org.hibernate.annotations.AnyKeyJavaClass;
import org.hibernate.annotations.CollectionId;
import org.hibernate.annotations.CollectionIdJdbcTypeCode;
import org.hibernate.annotations.CollectionType;

/**
 * Entities of which no neutral copy can be made.
 */
public final class Unsupported {

	private Unsupported() {
	}

	@Entity(name = "WithAny")
	public static class WithAny {

		@Id
		public Long id;

		@Any
		@AnyKeyJavaClass(Long.class)
		@JoinColumn(name = "any_id")
		@Column(name = "any_type")
		@AnyDiscriminatorValue(discriminator = "label", entity = Library.Label.class)
		@AnyDiscriminatorValue(discriminator = "book", entity = Library.Book.class)
		public Object any;

	}

	@Entity(name = "WithArray")
	public static class WithArray {

		@Id
		public Long id;

		@OneToMany(cascade = CascadeType.PERSIST)
		@OrderColumn(name = "place")
		public Part[] parts = new Part[0];

	}

	@Entity(name = "Part")
	public static class Part {

		@Id
		@GeneratedValue
		public Long id;

	}

	@Entity(name = "WithIdBag")
	public static class WithIdBag {

		@Id
		public Long id;

		@ElementCollection
		@CollectionId(column = @Column(name = "item_id"), generator = "increment")
		@CollectionIdJdbcTypeCode(java.sql.Types.BIGINT)
		public List<String> items = new ArrayList<>();

	}

	@Entity(name = "WithCollectionType")
	public static class WithCollectionType {

		@Id
		public Long id;

		@ElementCollection
		@CollectionType(type = OwnCollectionType.class)
		public List<String> items = new OwnList<>();

	}

	@Entity(name = "WithShape")
	public static class WithShape {

		@Id
		public Long id;

		public Shape shape;

	}

	@Embeddable
	@DiscriminatorValue("shape")
	public static class Shape {

		public int size;

	}

	@Embeddable
	@DiscriminatorValue("circle")
	public static class Circle extends Shape {

		public int radius;

	}

	public static class OwnList<E> extends ArrayList<E> {

		private static final long serialVersionUID = 1;

	}

}
