package dev.accelerate.jpa.rows.domain;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.CurrentTimestamp;
import org.hibernate.annotations.DynamicInsert;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.OptimisticLockType;
import org.hibernate.annotations.OptimisticLocking;
import org.hibernate.annotations.SourceType;
import org.hibernate.annotations.UpdateTimestamp;

/**
 * Entities that differ in which columns an update sets, and in what it checks.
 */
public final class Versions {

	private Versions() {
	}

	@Entity(name = "Dyn")
	@Table(name = "dyn")
	@DynamicUpdate
	@DynamicInsert
	public static class Dyn {

		@Id
		@GeneratedValue
		public Long id;

		public String email;

		public String tenant;

		@Enumerated(EnumType.STRING)
		public People.Status status;

		public String name;

		public int score;

		public Dyn() {
		}

		public Dyn(String email, String tenant, People.Status status) {
			this.email = email;
			this.tenant = tenant;
			this.status = status;
		}

	}

	@Entity(name = "Ver")
	@Table(name = "ver")
	public static class Ver {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public long version;

		public String email;

		public int score;

		@OneToMany(mappedBy = "ver")
		public List<Lists.Line> lines = new ArrayList<>();

		public Ver() {
		}

		public Ver(String email) {
			this.email = email;
		}

	}

	/**
	 * As {@link Ver}, with dynamic updates.
	 */
	@Entity(name = "DynVer")
	@Table(name = "dyn_ver")
	@DynamicUpdate
	public static class DynVer {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public Integer version;

		public String email;

		public int score;

	}

	/**
	 * As {@link Ver}, with columns that never change.
	 */
	@Entity(name = "Fixed")
	@Table(name = "fixed")
	public static class Fixed {

		@Id
		@GeneratedValue
		public Long id;

		@Column(updatable = false)
		public String email;

		@Column(insertable = false)
		public String later;

		public int score;

	}

	/**
	 * What is compared at an update are the old values.
	 */
	@Entity(name = "Opt")
	@Table(name = "opt")
	@OptimisticLocking(type = OptimisticLockType.DIRTY)
	@DynamicUpdate
	public static class Opt {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		public int score;

	}

	/**
	 * Has values that the database or Hibernate makes.
	 */
	@Entity(name = "Gen")
	@Table(name = "gen")
	public static class Gen {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@UpdateTimestamp
		public LocalDateTime changed;

		@CurrentTimestamp(source = SourceType.DB)
		public LocalDateTime dbChanged;

		@ColumnTransformer(write = "upper(?)")
		public String code;

		@Version
		public int version;

	}

}
