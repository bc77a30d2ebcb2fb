package dev.accelerate.invalidation.reach;

import java.util.HashSet;
import java.util.Set;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.annotations.SQLDelete;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.annotations.Subselect;
import org.hibernate.annotations.Synchronize;
import org.hibernate.annotations.View;

/**
 * Entities of the tables and views.
 */
public final class ReachRows {

	private ReachRows() {
	}

	/**
	 * Row that belongs to another.
	 */
	@MappedSuperclass
	public abstract static class Child extends Row {

		@Column(name = "parent_id")
		private Integer parentId;

		@Override
		void fill(int id, long version, int parent) {
			super.fill(id, version, parent);
			this.parentId = parent;
		}

	}

	@Entity(name = "ReachAuthor")
	@Table(name = "reach_authors")
	public static class Author extends Row {

	}

	@Entity(name = "ReachBook")
	@Table(name = "reach_books")
	public static class Book extends Child {

	}

	@Entity(name = "ReachReview")
	@Table(name = "reach_reviews")
	public static class Review extends Child {

	}

	@Entity(name = "ReachCountry")
	@Table(name = "reach_countries")
	public static class Country extends Row {

	}

	@Entity(name = "ReachCity")
	@Table(name = "reach_cities")
	public static class City extends Row {

	}

	@Entity(name = "ReachStreet")
	@Table(name = "reach_streets")
	public static class Street extends Row {

	}

	@Entity(name = "ReachLeader")
	@Table(name = "reach_leaders")
	public static class Leader extends Row {

	}

	@Entity(name = "ReachCaptain")
	@Table(name = "reach_captains")
	public static class Captain extends Row {

	}

	@Entity(name = "ReachTeam")
	@Table(name = "reach_teams")
	public static class Team extends Row {

	}

	@Entity(name = "ReachSquad")
	@Table(name = "reach_squads")
	public static class Squad extends Row {

	}

	@Entity(name = "ReachStock")
	@Table(name = "reach_stock")
	public static class Stock extends Row {

	}

	@Entity(name = "ReachPrice")
	@Table(name = "reach_prices")
	public static class Price extends Row {

	}

	@Entity(name = "ReachOffer")
	@Immutable
	@Table(name = "reach_offers")
	public static class Offer extends Row {

	}

	/**
	 * The other column of the view.
	 */
	@Entity(name = "ReachOfferPrice")
	@Immutable
	@Table(name = "reach_offers")
	@AttributeOverride(name = "version", column = @Column(name = "price"))
	public static class OfferPrice extends Row {

	}

	@Entity(name = "ReachExtract")
	@Immutable
	@Subselect("select id, version from reach_summaries")
	public static class Extract extends Row {

	}

	@Entity(name = "ReachPerson")
	@Table(name = "reach_people")
	public static class Person extends Row {

		@Column(insertable = false, updatable = false)
		private boolean hidden;

	}

	@Entity(name = "ReachActivePerson")
	@Table(name = "reach_active_people")
	public static class ActivePerson extends Row {

	}

	@Entity(name = "ReachEvent")
	@Table(name = "reach_events")
	public static class Event extends Row {

	}

	@Entity(name = "ReachSensor")
	@Table(name = "reach_sensors")
	public static class Sensor extends Row {

	}

	@Entity(name = "ReachReading")
	@Table(name = "reach_readings")
	public static class Reading extends Child {

	}

	@Entity(name = "ReachVehicle")
	@Table(name = "reach_vehicles")
	public static class Vehicle extends Row {

	}

	@Entity(name = "ReachPlacedOrder")
	@Table(name = "reach_orders")
	public static class PlacedOrder extends Row {

	}

	@Entity(name = "ReachAudit")
	@Table(name = "reach_audits")
	public static class Audit extends Row {

	}

	@Entity(name = "ReachPaper")
	@Table(name = "reach_papers")
	public static class Paper extends Row {

	}

	@Entity(name = "ReachSheet")
	@Table(name = "reach_sheets")
	public static class Sheet extends Row {

	}

	@Entity(name = "ReachInbox")
	@Table(name = "reach_inbox")
	public static class Inbox extends Row {

	}

	@Entity(name = "ReachOutbox")
	@Table(name = "reach_outbox")
	public static class Outbox extends Row {

	}

	@Entity(name = "ReachMark")
	@Table(name = "reach_marks")
	public static class Mark extends Row {

	}

	@Entity(name = "ReachTally")
	@Immutable
	@Table(name = "reach_tallies")
	@Synchronize("reach_marks")
	public static class Tally extends Row {

	}

	@Entity(name = "ReachTallyExtract")
	@Immutable
	@Subselect("select id, version from reach_tallies")
	@Synchronize("reach_marks")
	public static class TallyExtract extends Row {

	}

	@Entity(name = "ReachRecap")
	@Immutable
	@Table(name = "reach_recaps")
	@View(query = "select id, version from reach_marks")
	public static class Recap extends Row {

	}

	@Entity(name = "ReachShop")
	@Table(name = "reach_shops")
	public static class Shop extends Row {

		@ElementCollection(fetch = FetchType.LAZY)
		@CollectionTable(name = "reach_labels", joinColumns = @JoinColumn(name = "id"))
		@Column(name = "version")
		@OnDelete(action = OnDeleteAction.CASCADE)
		private Set<Long> labels = new HashSet<>();

		public Set<Long> getLabels() {
			return this.labels;
		}

	}

	@Entity(name = "ReachClerk")
	@Table(name = "reach_clerks")
	public static class Clerk extends Row {

		@ManyToOne(fetch = FetchType.LAZY)
		@OnDelete(action = OnDeleteAction.CASCADE)
		private Shop shop;

		@Override
		void fill(int id, long version, int parent) {
			super.fill(id, version, parent);
			this.shop = new Shop();
			this.shop.fill(parent, version, parent);
		}

		public Shop getShop() {
			return this.shop;
		}

	}

	@Entity(name = "ReachNote")
	@Table(name = "reach_notes")
	@SoftDelete
	public static class Note extends Row {

	}

	@Entity(name = "ReachMemo")
	@Table(name = "reach_memos")
	@SQLDelete(sql = "update reach_memos set gone = true where id = ?")
	@SQLRestriction("gone = false")
	public static class Memo extends Row {

		@Column(insertable = false, updatable = false)
		private Boolean gone;

	}

	@Entity(name = "ReachThing")
	@Table(name = "reach_things")
	public static class Thing extends Row {

	}

	@Entity(name = "ReachItem")
	@Table(name = "reach_items")
	public static class Item extends Row {

	}

	/**
	 * Entity that is never read or written.
	 */
	@Entity(name = "ReachUnrelated")
	@Table(name = "reach_unrelated")
	public static class Unrelated extends Row {

	}

}
