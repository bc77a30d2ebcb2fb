package dev.accelerate.jpa.mapping;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToOne;
import org.hibernate.annotations.NaturalId;

/**
 * Entities with every kind of identifier.
 */
public final class Identified {

	private Identified() {
	}

	@Entity(name = "Target")
	public static class Target extends Base {

		@Column(unique = true)
		public String code;

		public Target() {
		}

		public Target(long id) {
			super(id);
			this.code = "code " + id;
		}

		public String getName() {
			return this.name;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Target that && Objects.equals(this.code, that.code);
		}

		@Override
		public int hashCode() {
			return Objects.hashCode(this.code);
		}

	}

	public record RecordId(@Column(name = "id_area") String area,
			@Column(name = "id_number") int number) implements Serializable {
	}

	@Entity(name = "ByRecord")
	public static class ByRecord {

		@EmbeddedId
		public RecordId id;

		public String name;

		@ManyToOne(fetch = FetchType.LAZY)
		public ByRecord next;

		@ElementCollection
		public List<String> items = new ArrayList<>(List.of("a", "b"));

	}

	@Entity(name = "ByIdClass")
	@IdClass(ClassId.class)
	public static class ByIdClass {

		@Id
		public Long school;

		@Id
		public String subject;

		public String name;

		@ManyToOne(fetch = FetchType.LAZY)
		public ByIdClass next;

		@ElementCollection
		public List<String> items = new ArrayList<>(List.of("a", "b"));

	}

	public record ClassId(Long school, String subject) implements Serializable {
	}

	@Entity(name = "Derived")
	@IdClass(DerivedId.class)
	public static class Derived {

		@Id
		@ManyToOne(fetch = FetchType.LAZY)
		public Target target;

		@Id
		public String subject;

		public String name;

		@ElementCollection
		public List<String> items = new ArrayList<>(List.of("a", "b"));

	}

	public static class DerivedId implements Serializable {

		private static final long serialVersionUID = 1;

		public Long target;

		public String subject;

		@Override
		public boolean equals(Object other) {
			return other instanceof DerivedId that && Objects.equals(this.target, that.target)
					&& Objects.equals(this.subject, that.subject);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.target, this.subject);
		}

	}

	/**
	 * Entity whose identifier has the identifier of another, whose own is derived.
	 */
	@Entity(name = "TwiceDerived")
	@IdClass(TwiceDerivedId.class)
	public static class TwiceDerived {

		@Id
		@ManyToOne(fetch = FetchType.LAZY)
		public Derived derived;

		@Id
		public int number;

		public String name;

	}

	public static class TwiceDerivedId implements Serializable {

		private static final long serialVersionUID = 1;

		public DerivedId derived;

		public int number;

		@Override
		public boolean equals(Object other) {
			return other instanceof TwiceDerivedId that && Objects.equals(this.derived, that.derived)
					&& this.number == that.number;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.derived, this.number);
		}

	}

	/**
	 * Entity that is identified by the attributes of its own class.
	 */
	@Entity(name = "ByItself")
	public static class ByItself implements Serializable {

		private static final long serialVersionUID = 1;

		@Id
		public Long school;

		@Id
		@ManyToOne(fetch = FetchType.LAZY)
		@SuppressWarnings("serial")
		public Target target;

		public String name;

		@Override
		public boolean equals(Object other) {
			return other instanceof ByItself that && Objects.equals(this.school, that.school)
					&& Objects.equals(this.target.getName(), that.target.getName());
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.school);
		}

	}

	@Entity(name = "Mapped")
	public static class Mapped {

		@EmbeddedId
		public MappedId id = new MappedId();

		@MapsId("target")
		@ManyToOne(fetch = FetchType.LAZY)
		public Target target;

		public String name;

	}

	@Embeddable
	public static class MappedId implements Serializable {

		private static final long serialVersionUID = 1;

		public Long target;

		public int number;

		@Override
		public boolean equals(Object other) {
			return other instanceof MappedId that && Objects.equals(this.target, that.target)
					&& this.number == that.number;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.target, this.number);
		}

	}

	@Entity(name = "Shared")
	public static class Shared {

		@Id
		public Long id;

		@MapsId
		@OneToOne(fetch = FetchType.LAZY)
		public Target target;

		public String name;

	}

	@Entity(name = "ByEntity")
	public static class ByEntity {

		@Id
		@OneToOne(fetch = FetchType.LAZY)
		public Target target;

		public String name;

	}

	@Entity(name = "WithEntityInId")
	public static class WithEntityInId {

		@EmbeddedId
		public EntityInId id;

		public String name;

	}

	@Embeddable
	public static class EntityInId implements Serializable {

		private static final long serialVersionUID = 1;

		@ManyToOne(fetch = FetchType.LAZY)
		@SuppressWarnings("serial")
		public Target target;

		public int number;

		@Override
		public boolean equals(Object other) {
			return other instanceof EntityInId that && this.number == that.number
					&& this.target.getName().equals(that.target.getName());
		}

		@Override
		public int hashCode() {
			return this.number;
		}

	}

	@Entity(name = "ByBytes")
	public static class ByBytes {

		@Id
		@Column(length = 16)
		public byte[] id;

		public String name;

	}

	@Entity(name = "NaturalRow")
	public static class Natural extends Base {

		@NaturalId(mutable = true)
		public String code;

		@NaturalId(mutable = true)
		@ManyToOne(fetch = FetchType.LAZY)
		public Target target;

	}

	@Entity(name = "Husband")
	public static class Husband extends Base {

		@OneToOne(fetch = FetchType.LAZY)
		public Wife wife;

	}

	@Entity(name = "Wife")
	public static class Wife extends Base {

		@OneToOne(mappedBy = "wife", cascade = CascadeType.PERSIST)
		public Husband husband;

	}

}
