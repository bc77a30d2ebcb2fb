package dev.accelerate.jpa.attribute;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Serializable;
import java.sql.Blob;
import java.sql.Clob;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;

import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OrderColumn;
import org.hibernate.annotations.EmbeddableInstantiator;
import org.hibernate.annotations.JavaType;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Parent;
import org.hibernate.annotations.Type;
import org.hibernate.metamodel.spi.ValueAccess;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.ByteArrayJavaType;

/**
 * Entities, each with one kind of value about whose copies something could be wrong.
 */
public final class Attributes {

	private Attributes() {
	}

	@MappedSuperclass
	public abstract static class Base {

		@Id
		public Long id = 1L;

	}

	@Entity(name = "WithBlob")
	public static class WithBlob extends Base {

		@Lob
		public Blob content;

	}

	@Entity(name = "WithClob")
	public static class WithClob extends Base {

		@Lob
		public Clob content;

	}

	@Entity(name = "WithTimeZone")
	public static class WithTimeZone extends Base {

		public TimeZone zone = TimeZone.getTimeZone("Europe/Berlin");

		@ElementCollection(fetch = FetchType.EAGER)
		@OrderColumn(name = "place")
		public List<TimeZone> zones = new ArrayList<>(List.of(TimeZone.getTimeZone("Asia/Tokyo")));

	}

	@Entity(name = "WithClones")
	public static class WithClones extends Base {

		public Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone("UTC"));

		public byte[] bytes = { 1, 2 };

		@JavaType(ByteArrayJavaType.class)
		@SuppressWarnings("deprecation")
		public Byte[] boxedBytes = { 1, 2 };

		public char[] chars = { 'a', 'b' };

		public String[] strings = { "a", "b" };

		public Date[] dates = { new Date(1_700_000_000_000L) };

		public Serializable serializable = new ArrayList<>(List.of(new Date(5)));

	}

	@Entity(name = "WithJson")
	public static class WithJson extends Base {

		@JdbcTypeCode(SqlTypes.JSON)
		public Bag bag = new Bag("a", 1);

		@JdbcTypeCode(SqlTypes.JSON)
		public Map<String, Bag> bags = new HashMap<>(Map.of("k", new Bag("b", 2)));

		@JdbcTypeCode(SqlTypes.JSON)
		public List<Map<String, Object>> loose = new ArrayList<>(List.of(Map.of("k", List.of("x", 1))));

	}

	/**
	 * Value without an {@code equals}.
	 */
	public static class Bag {

		public String name;

		public int size;

		public List<String> items = new ArrayList<>(List.of("item"));

		public Bag() {
		}

		Bag(String name, int size) {
			this.name = name;
			this.size = size;
		}

	}

	@Entity(name = "WithFinalValues")
	public static class WithFinalValues extends Base {

		@Convert(converter = Converters.OfMoney.class)
		public Converters.Money money = new Converters.Money("5", "EUR");

		@Convert(converter = Converters.OfLimit.class)
		public Converters.Limit maximum = new Converters.Limit(5);

	}

	@Entity(name = "WithDeclaredImmutable")
	public static class WithDeclaredImmutable extends Base {

		@Convert(converter = Converters.OfSealedNote.class)
		public Converters.SealedNote note = new Converters.SealedNote("note");

	}

	@Entity(name = "WithInterned")
	public static class WithInterned extends Base {

		@Convert(converter = Converters.OfUnit.class)
		public Converters.Unit unit = Converters.Unit.of("kg");

	}

	@Entity(name = "WithLossy")
	public static class WithLossy extends Base {

		@Convert(converter = Converters.OfReading.class)
		public Converters.Reading reading = new Converters.Reading(1);

	}

	@Entity(name = "WithHeldBlob")
	public static class WithHeldBlob extends Base {

		@Convert(converter = Converters.OfHolder.class)
		public Converters.Holder holder;

	}

	@Entity(name = "WithStream")
	public static class WithStream extends Base {

		@Convert(converter = Converters.OfStream.class)
		public InputStream stream = new ByteArrayInputStream(new byte[] { 1, 2, 3 });

		@Convert(converter = Converters.OfSource.class)
		public Converters.Source source = new Converters.Source("text");

	}

	@Entity(name = "WithKeyOfParts")
	public static class WithKeyOfParts {

		@EmbeddedId
		public KeyOfParts key = new KeyOfParts();

		@ElementCollection(fetch = FetchType.EAGER)
		@OrderColumn(name = "place")
		public List<String> words = new ArrayList<>(List.of("word"));

	}

	@Embeddable
	public static class KeyOfParts implements Serializable {

		private static final long serialVersionUID = 1;

		@ManyToOne
		@SuppressWarnings("serial")
		public Referenced referenced;

		public TimeZone zone = TimeZone.getTimeZone("Europe/Berlin");

		@Override
		public boolean equals(Object other) {
			return other instanceof KeyOfParts key && key.zone.equals(this.zone)
					&& key.referenced.id.equals(this.referenced.id);
		}

		@Override
		public int hashCode() {
			return this.zone.getID().hashCode();
		}

	}

	@Entity(name = "Referenced")
	public static class Referenced extends Base {

		public String text = "text";

	}

	@Entity(name = "WithMutableKey")
	public static class WithMutableKey {

		@EmbeddedId
		public MutableKey key = new MutableKey();

		@ElementCollection
		public List<String> words = new ArrayList<>(List.of("word"));

	}

	@Embeddable
	public static class MutableKey implements Serializable {

		private static final long serialVersionUID = 1;

		public TimeZone zone = TimeZone.getTimeZone("Europe/Berlin");

		public int number = 1;

		@Override
		public boolean equals(Object other) {
			return other instanceof MutableKey key && key.zone.getID().equals(this.zone.getID());
		}

		@Override
		public int hashCode() {
			return this.zone.getID().hashCode();
		}

	}

	@Entity(name = "OfMutableKey")
	public static class OfMutableKey extends Base {

		@ManyToOne(fetch = FetchType.LAZY)
		public WithMutableKey other;

	}

	@Entity(name = "WithUserTypes")
	public static class WithUserTypes extends Base {

		@Type(UserTypes.Copying.class)
		public StringBuilderValue copied = new StringBuilderValue("copied");

	}

	@Entity(name = "WithSharingUserType")
	public static class WithSharingUserType extends Base {

		@Type(UserTypes.Sharing.class)
		public StringBuilderValue shared = new StringBuilderValue("shared");

	}

	/**
	 * Mutable value of a user type.
	 */
	public static class StringBuilderValue implements Serializable {

		private static final long serialVersionUID = 1;

		public String text;

		public StringBuilderValue(String text) {
			this.text = text;
		}

	}

	@Entity(name = "WithParents")
	public static class WithParents extends Base {

		@Embedded
		public Child child = new Child("child");

		@ElementCollection(fetch = FetchType.EAGER)
		@OrderColumn(name = "place")
		public List<Child> children = new ArrayList<>(List.of(new Child("first"), new Child("second")));

	}

	@Embeddable
	public static class Child {

		public String name;

		@Embedded
		public Grandchild grandchild;

		@Parent
		private WithParents parent;

		public Child() {
		}

		Child(String name) {
			this.name = name;
			this.grandchild = new Grandchild();
			this.grandchild.grandName = "grandchild of " + name;
		}

		public WithParents getParent() {
			return this.parent;
		}

		public void setParent(WithParents parent) {
			this.parent = parent;
		}

	}

	@Embeddable
	public static class Grandchild {

		public String grandName;

		@Parent
		private WithParents owner;

		public WithParents getOwner() {
			return this.owner;
		}

		public void setOwner(WithParents owner) {
			this.owner = owner;
		}

	}

	@Entity(name = "WithParentInId")
	public static class WithParentInId {

		@EmbeddedId
		public Key key = new Key();

		public String text = "text";

	}

	@Embeddable
	public static class Key implements Serializable {

		private static final long serialVersionUID = 1;

		public String code = "code";

		@Parent
		@SuppressWarnings("serial")
		private WithParentInId owner;

		public WithParentInId getOwner() {
			return this.owner;
		}

		public void setOwner(WithParentInId owner) {
			this.owner = owner;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Key key && key.code.equals(this.code);
		}

		@Override
		public int hashCode() {
			return this.code.hashCode();
		}

	}

	@Entity(name = "WithInstantiators")
	public static class WithInstantiators extends Base {

		@Embedded
		@EmbeddableInstantiator(OfSpan.class)
		public Span span = new Span(1, 2);

		@Embedded
		public Area area = new Area(3, new Date(1_700_000_000_000L));

	}

	@Embeddable
	public record Area(int size, Date measured) {
	}

	@Embeddable
	public static class Span {

		public int low;

		public int high;

		Span(int low, int high) {
			this.low = low;
			this.high = high;
		}

	}

	public static class OfSpan implements org.hibernate.metamodel.spi.EmbeddableInstantiator {

		@Override
		public Object instantiate(ValueAccess values) {
			// In the order of their names.
			return new Span(values.getValue(1, Integer.class), values.getValue(0, Integer.class));
		}

		@Override
		public boolean isInstance(Object object) {
			return object instanceof Span;
		}

		@Override
		public boolean isSameClass(Object object) {
			return object.getClass() == Span.class;
		}

	}

}
