package dev.accelerate.jpa.mapping;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.accelerate.jpa.mapping.Collected.Place;
import dev.accelerate.jpa.mapping.Collected.Spot;
import dev.accelerate.jpa.mapping.Identified.Target;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.PostLoad;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import org.hibernate.annotations.Any;
import org.hibernate.annotations.AnyDiscriminatorValue;
import org.hibernate.annotations.AnyKeyJavaClass;
import org.hibernate.annotations.Audited;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.GeneratedColumn;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.NotFound;
import org.hibernate.annotations.NotFoundAction;
import org.hibernate.annotations.OptimisticLockType;
import org.hibernate.annotations.OptimisticLocking;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.annotations.Temporal;
import org.hibernate.annotations.TimeZoneStorage;
import org.hibernate.annotations.TimeZoneStorageType;
import org.hibernate.generator.EventType;
import org.hibernate.type.SqlTypes;

/**
 * Entities with every kind of attribute that is no collection of rows.
 */
public final class Valued {

	private Valued() {
	}

	@Embeddable
	public static class Outer {

		public String title;

		@Embedded
		public Inner inner = new Inner();

		public Spot spot = new Spot(1, null);

	}

	@Embeddable
	public static class Inner {

		public Date measured = new Date(1_700_000_000_000L);

		@ManyToOne(fetch = FetchType.LAZY)
		public Target inside;

	}

	@Entity(name = "Nested")
	public static class Nested extends Base {

		@Embedded
		public Outer outer = new Outer();

		@Embedded
		@AttributeOverride(name = "city", column = @Column(name = "absent_city"))
		@AttributeOverride(name = "number", column = @Column(name = "absent_number"))
		public Place absent;

	}

	@Entity(name = "Shaped")
	public static class Shaped extends Base {

		public Shape shape = new Circle();

	}

	@Embeddable
	@DiscriminatorValue("shape")
	public static class Shape {

		public int size = 1;

	}

	@Embeddable
	@DiscriminatorValue("circle")
	public static class Circle extends Shape {

		public int radius = 2;

	}

	@Entity(name = "ToAny")
	public static class ToAny extends Base {

		@Any
		@AnyKeyJavaClass(Long.class)
		@JoinColumn(name = "any_id")
		@Column(name = "any_type")
		@AnyDiscriminatorValue(discriminator = "target", entity = Target.class)
		public Object any;

	}

	public enum Kind {

		ONE, TWO

	}

	public static class Settings {

		public List<String> entries = new ArrayList<>(List.of("a"));

		@Override
		public boolean equals(Object other) {
			return other instanceof Settings that && this.entries.equals(that.entries);
		}

		@Override
		public int hashCode() {
			return this.entries.hashCode();
		}

	}

	public static class SettingsConverter implements AttributeConverter<Settings, String> {

		@Override
		public String convertToDatabaseColumn(Settings settings) {
			return (settings != null) ? String.join(",", settings.entries) : null;
		}

		@Override
		public Settings convertToEntityAttribute(String column) {
			Settings settings = new Settings();
			settings.entries = (column != null) ? new ArrayList<>(List.of(column.split(","))) : null;
			return (column != null) ? settings : null;
		}

	}

	public static class UpperConverter implements AttributeConverter<String, String> {

		@Override
		public String convertToDatabaseColumn(String text) {
			return (text != null) ? text.toUpperCase(Locale.ROOT) : null;
		}

		@Override
		public String convertToEntityAttribute(String column) {
			return (column != null) ? column.toLowerCase(Locale.ROOT) : null;
		}

	}

	/**
	 * Mutable value without an {@code equals}.
	 */
	public static class Bag {

		public String text = "bag";

		public List<Integer> numbers = new ArrayList<>(List.of(1));

	}

	@Entity(name = "Convertible")
	public static class Convertible extends Base {

		@Convert(converter = SettingsConverter.class)
		public Settings settings = new Settings();

		@Convert(converter = UpperConverter.class)
		public String upper = "text";

		@JdbcTypeCode(SqlTypes.JSON)
		public Map<String, String> json = new HashMap<>(Map.of("a", "1"));

		@JdbcTypeCode(SqlTypes.JSON)
		public Bag bag = new Bag();

		public String[] strings = { "a", "b" };

		public byte[] bytes = { 1, 2 };

		public Kind kind = Kind.ONE;

		public BigDecimal decimal = new BigDecimal("1.50");

		public Date stamp = new Date(1_700_000_000_000L);

		@TimeZoneStorage(TimeZoneStorageType.COLUMN)
		public java.time.OffsetDateTime zoned = java.time.OffsetDateTime.parse("2026-01-01T10:00:00+02:00");

		public double real = 0.1;

		public java.util.UUID uuid = new java.util.UUID(1, 2);

	}

	@Entity(name = "Large")
	public static class Large extends Base {

		@Lob
		public String text = "long text";

	}

	@Entity(name = "Aggregated")
	public static class Aggregated extends Base {

		@JdbcTypeCode(SqlTypes.JSON)
		public Address address = new Address();

	}

	@Embeddable
	public static class Address {

		public String city = "Berlin";

		public Integer number = 5;

	}

	@Entity(name = "Computed")
	public static class Computed extends Base {

		@Formula("upper(name)")
		public String upper;

		@GeneratedColumn("name || '!'")
		public String generated;

		@Column(updatable = false)
		public String created = "created";

		@Column(name = "name", insertable = false, updatable = false)
		public String again;

		@ColumnTransformer(read = "lower(secret)", write = "upper(?)")
		public String secret = "secret";

		@Column(insertable = false, updatable = false, columnDefinition = "varchar(255) default 'database'")
		public String outside;

	}

	@Entity(name = "Keywords")
	public static class Keywords extends Base {

		@Column(name = "c1")
		public String order = "1";

		@Column(name = "c2")
		public String select = "2";

		@Column(name = "c3")
		public String from = "3";

		@Column(name = "c4")
		public String where = "4";

		@Column(name = "c5")
		public String key = "5";

		@Column(name = "c6")
		public String value = "6";

		@Column(name = "c7")
		public String index = "7";

		@Column(name = "c8")
		public String size = "8";

		@Column(name = "c9")
		public String member = "9";

		@Column(name = "c10")
		public String group = "10";

		@Column(name = "c11")
		public String type = "11";

		@Column(name = "c12")
		public String end = "12";

		@Column(name = "c13")
		public String left = "13";

		@Column(name = "c14")
		public boolean exists = true;

		@Column(name = "c15")
		public String version = "15";

		@Column(name = "c16")
		public String größe = "16";

		@Column(name = "c17")
		public String $dollar_ = "17";

		@ManyToOne(fetch = FetchType.LAZY)
		@JoinColumn(name = "c18")
		public Target join;

		@Column(name = "c19")
		public String id_ = "19";

		@Column(name = "c20")
		public String TRUE = "20";

		@Column(name = "c21")
		public String Null = "21";

		@ElementCollection
		@Column(name = "c22")
		public List<String> items = new ArrayList<>(List.of("a"));

		@ElementCollection
		@Column(name = "c23")
		public List<String> in = new ArrayList<>(List.of("a"));

	}

	@Entity(name = "VersionedByNumber")
	public static class VersionedByNumber extends Base {

		@Version
		public Short version;

		@ElementCollection
		public List<String> items = new ArrayList<>(List.of("a"));

	}

	@Entity(name = "VersionedByTime")
	public static class VersionedByTime extends Base {

		@Version
		public Instant version;

	}

	@Entity(name = "VersionedByStamp")
	public static class VersionedByStamp extends Base {

		@Version
		public Timestamp version;

	}

	@Entity(name = "VersionedByDatabase")
	public static class VersionedByDatabase extends Base {

		@Version
		@Generated(event = { EventType.INSERT, EventType.UPDATE })
		@Column(insertable = false, updatable = false, columnDefinition = "integer default 7")
		public Integer version;

	}

	@Entity(name = "ComparedAll")
	@DynamicUpdate
	@OptimisticLocking(type = OptimisticLockType.ALL)
	public static class ComparedAll extends Base {

		public String other = "other";

		public byte[] bytes = { 1 };

	}

	@Entity(name = "ComparedDirty")
	@DynamicUpdate
	@OptimisticLocking(type = OptimisticLockType.DIRTY)
	public static class ComparedDirty extends Base {

		public String other = "other";

	}

	@Entity(name = "SoftlyDeleted")
	@SoftDelete
	public static class SoftlyDeleted extends Base {

		public String other = "other";

	}

	@Entity(name = "Unchangeable")
	@Immutable
	public static class Unchangeable extends Base {

		public String other = "other";

	}

	@Entity(name = "WithUnchangeable")
	public static class WithUnchangeable extends Base {

		@Immutable
		public Date fixed = new Date(1_700_000_000_000L);

		@Immutable
		@ElementCollection
		public List<String> items = new ArrayList<>(List.of("a"));

	}

	@Entity(name = "ByProperty")
	@Access(AccessType.PROPERTY)
	public static class ByProperty {

		private Long number;

		private String internal;

		private Target reference;

		@Id
		public Long getKeyNumber() {
			return this.number;
		}

		public void setKeyNumber(Long number) {
			this.number = number;
		}

		public String getName() {
			return (this.internal != null) ? this.internal.substring(1) : null;
		}

		public void setName(String name) {
			this.internal = "_" + name;
		}

		@ManyToOne(fetch = FetchType.LAZY)
		public Target getTarget() {
			return this.reference;
		}

		public void setTarget(Target target) {
			this.reference = target;
		}

	}

	@Entity(name = "Deriving")
	public static class Deriving extends Base {

		@Transient
		public String shown;

		@PostLoad
		void derive() {
			this.shown = this.name + "!";
		}

	}

	@Entity(name = "Decrypting")
	public static class Decrypting extends Base {

		public String secret = "secret";

		@PostLoad
		void decrypt() {
			this.secret = "decrypted " + this.secret;
		}

	}

	@Entity(name = "Referring")
	public static class Referring extends Base {

		@ManyToOne(fetch = FetchType.LAZY)
		@JoinColumn(name = "target_code", referencedColumnName = "code")
		public Target byCode;

		@ManyToOne(fetch = FetchType.LAZY)
		@JoinTable(name = "referring_targets")
		public Target byTable;

		@ManyToOne
		@NotFound(action = NotFoundAction.IGNORE)
		public Target missing;

		@ManyToOne(fetch = FetchType.EAGER)
		public Target eager;

		@ManyToOne(fetch = FetchType.LAZY)
		public Referring self;

		@ManyToOne(fetch = FetchType.LAZY)
		public Referring next;

	}

	@Entity(name = "Restricted")
	@SQLRestriction("name <> 'hidden'")
	public static class Restricted extends Base {

		public String other = "other";

	}

	@Entity(name = "Historic")
	@Temporal
	public static class Historic extends Base {

		public String other = "other";

	}

	@Entity(name = "Watched")
	@Audited
	public static class Watched extends Base {

		public String other = "other";

	}

}
