package dev.accelerate.jpa.rows.domain;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.RowId;

/**
 * Entities with identifiers of every kind.
 */
public final class Keys {

	private Keys() {
	}

	@Embeddable
	public record Key(String country, int digit) implements Serializable {
	}

	@Entity(name = "Emb")
	@Table(name = "emb")
	public static class Emb {

		@EmbeddedId
		public Key id;

		public String name;

		@ElementCollection(fetch = FetchType.EAGER)
		@CollectionTable(name = "emb_tag")
		public Set<String> tags = new TreeSet<>();

	}

	public record PairId(Long one, Short two) implements Serializable {
	}

	@Entity(name = "Pair")
	@Table(name = "pair")
	@IdClass(PairId.class)
	public static class Pair {

		@Id
		public Long one;

		@Id
		public Short two;

		public String name;

		@ManyToOne
		public Pair next;

	}

	@Entity(name = "ByUuid")
	@Table(name = "by_uuid")
	public static class ByUuid {

		@Id
		public UUID id;

		public String name;

	}

	/**
	 * Has a key that databases may compare without regard to case.
	 */
	@Entity(name = "ByText")
	@Table(name = "by_text")
	public static class ByText {

		@Id
		@Column(length = 40)
		public String id;

		public String name;

	}

	/**
	 * Has a key that the database pads.
	 */
	@Entity(name = "ByChars")
	@Table(name = "by_chars")
	public static class ByChars {

		@Id
		@Column(columnDefinition = "char(6)")
		public String id;

		public String name;

	}

	@Entity(name = "ByEnum")
	@Table(name = "by_enum")
	public static class ByEnum {

		@Id
		@Enumerated(EnumType.STRING)
		public People.Status id;

		public String name;

	}

	@Entity(name = "ByDate")
	@Table(name = "by_date")
	public static class ByDate {

		@Id
		public LocalDate id;

		public String name;

	}

	@Entity(name = "Assigned")
	@Table(name = "assigned")
	public static class Assigned {

		@Id
		public Integer id;

		public String name;

		public Assigned() {
		}

		public Assigned(Integer id, String name) {
			this.id = id;
			this.name = name;
		}

	}

	@Entity(name = "Ident")
	@Table(name = "ident")
	public static class Ident {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		public Long id;

		public String name;

	}

	@Entity(name = "Nat")
	@Table(name = "nat")
	public static class Nat {

		@Id
		@GeneratedValue
		public Long id;

		@NaturalId(mutable = true)
		public String code;

		public String name;

	}

	/**
	 * Is updated and deleted by the row's address on H2.
	 */
	@Entity(name = "Rid")
	@Table(name = "rid")
	@RowId("_rowid_")
	public static class Rid {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

	}

}
