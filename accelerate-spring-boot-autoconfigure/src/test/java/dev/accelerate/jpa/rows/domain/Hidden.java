package dev.accelerate.jpa.rows.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.ConstraintMode;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import org.hibernate.annotations.ConcreteProxy;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.SQLSelect;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.annotations.Subselect;

/**
 * Entities that refer to others which are there, or are as they are, by what other rows
 * have.
 */
public final class Hidden {

	private Hidden() {
	}

	/**
	 * Refers to what is counted over its own table.
	 */
	@Entity(name = "Visit")
	@Table(name = "visit")
	public static class Visit {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@ManyToOne
		@JoinColumn(name = "tally_id", foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
		public Tally tally;

	}

	/**
	 * Does not say which tables it is a query over.
	 */
	@Entity(name = "Tally")
	@Subselect("select c.id as id, count(v.id) as visits from company c left join visit v on v.tally_id = c.id group by c.id")
	@Immutable
	public static class Tally {

		@Id
		public Long id;

		public Long visits;

	}

	/**
	 * Has a collection of what is counted over its own table.
	 */
	@Entity(name = "Place")
	@Table(name = "place")
	public static class Place {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@OneToMany(mappedBy = "place", fetch = FetchType.EAGER)
		public List<Namesakes> namesakes = new ArrayList<>();

	}

	@Entity(name = "Namesakes")
	@Subselect("select p.id as id, p.id as place_id, (select count(*) from place x where x.name = p.name) as places from place p")
	@Immutable
	public static class Namesakes {

		@Id
		public Long id;

		public Long places;

		@ManyToOne(fetch = FetchType.LAZY)
		@JoinColumn(name = "place_id", foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
		public Place place;

	}

	/**
	 * Is not there without its payer.
	 */
	@Entity(name = "Payment")
	@Table(name = "payment")
	public static class Payment {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		public boolean paid;

		@ManyToOne(optional = false)
		@JoinColumn(name = "payer_id")
		public Payer payer;

	}

	/**
	 * Is there as soon as any of its payments is paid.
	 */
	@Entity(name = "Payer")
	@Table(name = "payer")
	@SQLRestriction("exists (select 1 from payment p where p.payer_id = id and p.paid = true)")
	public static class Payer {

		@Id
		public Long id;

	}

	/**
	 * Is not there without its bidder, who is not there without a club.
	 */
	@Entity(name = "Bid")
	@Table(name = "bid")
	public static class Bid {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@ManyToOne(optional = false)
		@JoinColumn(name = "bidder_id")
		public Bidder bidder;

	}

	@Entity(name = "Bidder")
	@Table(name = "bidder")
	public static class Bidder {

		@Id
		public Long id;

		@ManyToOne(optional = false)
		@JoinColumn(name = "club_id")
		public Club club;

	}

	/**
	 * Is there while the latest bid has its name.
	 */
	@Entity(name = "Club")
	@Table(name = "club")
	@SQLRestriction("name = (select max(b.name) from bid b)")
	public static class Club {

		@Id
		public Long id;

		public String name;

	}

	/**
	 * Refers to its own kind, of which some are deleted and still have their rows.
	 */
	@Entity(name = "Worker")
	@Table(name = "worker")
	@SoftDelete
	public static class Worker {

		@Id
		public Long id;

		public String name;

		@ManyToOne
		@JoinColumn(name = "boss_id", foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
		public Worker boss;

	}

	/**
	 * Has elements that a statement of the application finds elsewhere.
	 */
	@Entity(name = "Rack")
	@Table(name = "rack")
	public static class Rack {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		@ElementCollection(fetch = FetchType.EAGER)
		@CollectionTable(name = "rack_other")
		@Fetch(FetchMode.SELECT)
		@SQLSelect(sql = "select r.name as others from rack r where r.id <> ?", querySpaces = "rack")
		public Set<String> others = new TreeSet<>();

	}

	/**
	 * Is loaded by a statement of the application, which looks at other rows.
	 */
	@Entity(name = "Pick")
	@Table(name = "pick")
	@SQLSelect(sql = "select p.id, (select max(x.name) from pick x) as name from pick p where p.id = ?")
	public static class Pick {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

	}

	/**
	 * Refers to its own kind, whose class shows without loading it.
	 */
	@Entity(name = "Kin")
	@Table(name = "kin")
	@ConcreteProxy
	public static class Kin {

		@Id
		public Long id;

		public String name;

		@ManyToOne(fetch = FetchType.LAZY)
		@JoinColumn(name = "next_id", foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
		public Kin next;

	}

	@Entity(name = "Cousin")
	public static class Cousin extends Kin {

	}

}
