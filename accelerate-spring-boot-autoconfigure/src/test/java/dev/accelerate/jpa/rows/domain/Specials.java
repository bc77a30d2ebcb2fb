package dev.accelerate.jpa.rows.domain;

import java.util.Set;
import java.util.TreeSet;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ConstraintMode;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.PostLoad;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JoinFormula;
import org.hibernate.annotations.NotFound;
import org.hibernate.annotations.NotFoundAction;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.annotations.SQLDelete;
import org.hibernate.annotations.SQLInsert;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.annotations.Subselect;
import org.hibernate.annotations.Synchronize;

/**
 * Entities whose rows do not tell all, or whose statements are not Hibernate's.
 */
public final class Specials {

	private Specials() {
	}

	@Entity(name = "Soft")
	@Table(name = "soft")
	@SoftDelete
	public static class Soft {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@ElementCollection(fetch = FetchType.EAGER)
		@CollectionTable(name = "soft_tag")
		public Set<String> tags = new TreeSet<>();

	}

	@Entity(name = "Custom")
	@Table(name = "custom")
	@SQLDelete(sql = "update custom set deleted = true where id = ?")
	@SQLRestriction("deleted = false")
	public static class Custom {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		public boolean deleted;

	}

	/**
	 * Is inserted by the application's statement, which writes another value.
	 */
	@Entity(name = "Own")
	@Table(name = "own")
	@SQLInsert(sql = "insert into own (name, id) values (upper(?), ?)")
	public static class Own {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

	}

	/**
	 * Is seen only while the latest label has another name.
	 */
	@Entity(name = "Restricted")
	@Table(name = "restricted")
	@SQLRestriction("not exists (select 1 from label l where l.name = name "
			+ "and l.id = (select max(x.id) from label x))")
	public static class Restricted {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

	}

	/**
	 * Is read from a query over labels.
	 */
	@Entity(name = "Synced")
	@Subselect("select l.id as id, l.name as name, (select count(*) from label x where x.name = l.name) as same from label l")
	@Synchronize("label")
	@Immutable
	public static class Synced {

		@Id
		public Long id;

		public String name;

		public Long same;

	}

	/**
	 * Is read along with other tables than those that its mapping names.
	 */
	@Entity(name = "Covering")
	@Table(name = "covering")
	@Synchronize({ "covering", "label" })
	public static class Covering {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@Column(name = "label")
		public String label;

	}

	/**
	 * Counts rows of its own table whenever it is loaded.
	 */
	@Entity(name = "Called")
	@Table(name = "called")
	@EntityListeners(Counting.class)
	public static class Called {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@Transient
		public long all;

		public Called() {
		}

		public Called(String name) {
			this.name = name;
		}

		public long getAll() {
			return this.all;
		}

		@PostLoad
		void loaded() {
			this.all = -1;
		}

	}

	/**
	 * Sets what an entity does not have in its own row.
	 */
	public static class Counting {

		private static final ThreadLocal<Long> NESTED = new ThreadLocal<>();

		private static volatile java.util.function.LongSupplier count = () -> 0;

		/**
		 * Sets by what the rows of {@link Called} are counted.
		 */
		public static void by(java.util.function.LongSupplier count) {
			Counting.count = count;
		}

		@PostLoad
		void loaded(Called called) {
			if (NESTED.get() == null) {
				NESTED.set(called.id);
				try {
					called.all = count.getAsLong();
				}
				finally {
					NESTED.remove();
				}
			}
		}

	}

	/**
	 * To-ones whose absence shows in no row of their owner.
	 */
	@Entity(name = "Ref")
	@Table(name = "ref")
	public static class Ref {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@ManyToOne
		@NotFound(action = NotFoundAction.IGNORE)
		@JoinColumn(name = "label_id", foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
		public Lists.Label label;

		@ManyToOne
		@JoinColumn(name = "nat_code", referencedColumnName = "code",
				foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
		public Keys.Nat nat;

		@ManyToOne
		@JoinColumn(name = "soft_id", foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
		public Soft soft;

	}

	/**
	 * A to-one whose row may be missing, as no foreign key keeps it.
	 */
	@Entity(name = "Loose")
	@Table(name = "loose")
	public static class Loose {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@ManyToOne(optional = false)
		@JoinColumn(name = "assigned_id", foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
		public Keys.Assigned assigned;

		@ManyToOne(fetch = FetchType.LAZY)
		@JoinColumn(name = "text_id", foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
		public Keys.ByText text;

	}

	@Entity(name = "Form")
	@Table(name = "form")
	public static class Form {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@Formula("(select count(*) from label l)")
		public long labels;

	}

	/**
	 * A to-one by what a query finds.
	 */
	@Entity(name = "Latest")
	@Table(name = "latest")
	public static class Latest {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@ManyToOne
		@JoinFormula("(select max(l.id) from label l where l.name = name)")
		public Lists.Label label;

	}

	/**
	 * A column that is read by a query.
	 */
	@Entity(name = "Seen")
	@Table(name = "seen")
	public static class Seen {

		@Id
		@GeneratedValue
		public Long id;

		@ColumnTransformer(read = "concat(name, (select count(*) from label l))")
		public String name;

	}

	/**
	 * Rows that go with others of their table.
	 */
	@Entity(name = "Node")
	@Table(name = "node")
	public static class Node {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@ManyToOne(fetch = FetchType.LAZY)
		@OnDelete(action = OnDeleteAction.CASCADE)
		public Node parent;

		public Node() {
		}

		public Node(String name, Node parent) {
			this.name = name;
			this.parent = parent;
		}

	}

	/**
	 * Rows that refer to others of their table, which are loaded along with them.
	 */
	@Entity(name = "Link")
	@Table(name = "link")
	public static class Link {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@ManyToOne
		public Link next;

	}

}
