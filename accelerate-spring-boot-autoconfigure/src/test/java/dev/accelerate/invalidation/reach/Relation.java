package dev.accelerate.invalidation.reach;

/**
 * Table or view through which a cell is read or written, with the entity that maps it if
 * there is one.
 */
enum Relation {

	AUTHORS("reach_authors", ReachRows.Author.class, ReachRepositories.Authors.class, Cell.AUTHOR, null, Access.ALL),

	BOOKS("reach_books", ReachRows.Book.class, ReachRepositories.Books.class, Cell.BOOK, "parent_id", Access.ALL),

	REVIEWS("reach_reviews", ReachRows.Review.class, ReachRepositories.Reviews.class, Cell.REVIEW, "parent_id",
			Access.ALL),

	SHELVES("reach_shelves", null, null, Cell.REVIEW, null, Access.ALL),

	COUNTRIES("reach_countries", ReachRows.Country.class, ReachRepositories.Countries.class, Cell.COUNTRY, null,
			Access.ALL),

	CITIES("reach_cities", ReachRows.City.class, ReachRepositories.Cities.class, Cell.CITY, null, Access.ALL),

	STREETS("reach_streets", ReachRows.Street.class, ReachRepositories.Streets.class, Cell.STREET, null, Access.ALL),

	LEADERS("reach_leaders", ReachRows.Leader.class, ReachRepositories.Leaders.class, Cell.LEADER, null, Access.ALL),

	CAPTAINS("reach_captains", ReachRows.Captain.class, ReachRepositories.Captains.class, Cell.CAPTAIN, null,
			Access.ALL),

	TEAMS("reach_teams", ReachRows.Team.class, ReachRepositories.Teams.class, Cell.TEAM, null, Access.ALL),

	SQUADS("reach_squads", ReachRows.Squad.class, ReachRepositories.Squads.class, Cell.SQUAD, null, Access.ALL),

	STOCK("reach_stock", ReachRows.Stock.class, ReachRepositories.Stocks.class, Cell.STOCK, null, Access.ALL),

	PRICES("reach_prices", ReachRows.Price.class, ReachRepositories.Prices.class, Cell.PRICE, null, Access.ALL),

	OFFERS("reach_offers", ReachRows.Offer.class, ReachRepositories.Offers.class, Cell.STOCK, null, Access.READS),

	OFFER_PRICES("reach_offers", ReachRows.OfferPrice.class, ReachRepositories.OfferPrices.class, Cell.PRICE, null,
			Access.ENTITY_READS),

	SUMMARIES("reach_summaries", ReachRows.Extract.class, ReachRepositories.Extracts.class, Cell.PRICE, null,
			Access.READS),

	PEOPLE("reach_people", ReachRows.Person.class, ReachRepositories.People.class, Cell.PERSON, null, Access.ALL),

	ACTIVE_PEOPLE("reach_active_people", ReachRows.ActivePerson.class, ReachRepositories.ActivePeople.class,
			Cell.PERSON, null, Access.ALL),

	EVENTS_NEAR("reach_events", ReachRows.Event.class, ReachRepositories.Events.class, Cell.EVENT_NEAR, null,
			Access.ALL),

	EVENTS_FAR("reach_events", ReachRows.Event.class, ReachRepositories.Events.class, Cell.EVENT_FAR, null, Access.ALL),

	NEAR_PARTITION("reach_events_near", null, null, Cell.EVENT_NEAR, null, Access.ALL),

	FAR_PARTITION("reach_events_far", null, null, Cell.EVENT_FAR, null, Access.ALL),

	SENSORS("reach_sensors", ReachRows.Sensor.class, ReachRepositories.Sensors.class, Cell.SENSOR, null, Access.ALL),

	READINGS_LOW("reach_readings", ReachRows.Reading.class, ReachRepositories.Readings.class, Cell.READING_LOW,
			"parent_id", Access.ALL),

	READINGS_HIGH("reach_readings", ReachRows.Reading.class, ReachRepositories.Readings.class, Cell.READING_HIGH,
			"parent_id", Access.ALL),

	LOW_PARTITION("reach_readings_low", null, null, Cell.READING_LOW, "parent_id", Access.ALL),

	HIGH_PARTITION("reach_readings_high", null, null, Cell.READING_HIGH, "parent_id", Access.ALL),

	HIGHEST_PARTITION("reach_readings_highest", null, null, Cell.READING_HIGH, "parent_id", Access.ALL),

	VEHICLES("reach_vehicles", ReachRows.Vehicle.class, ReachRepositories.Vehicles.class, Cell.VEHICLE, null,
			Access.ALL),

	CARS_AS_VEHICLES("reach_vehicles", ReachRows.Vehicle.class, ReachRepositories.Vehicles.class, Cell.CAR, null,
			Access.ALL),

	TAXIS_AS_VEHICLES("reach_vehicles", ReachRows.Vehicle.class, ReachRepositories.Vehicles.class, Cell.TAXI, null,
			Access.ALL),

	CARS("reach_cars", null, null, Cell.CAR, null, Access.ALL),

	TAXIS_AS_CARS("reach_cars", null, null, Cell.TAXI, null, Access.ALL),

	TAXIS("reach_taxis", null, null, Cell.TAXI, null, Access.ALL),

	ORDERS("reach_orders", ReachRows.PlacedOrder.class, ReachRepositories.PlacedOrders.class, Cell.ORDER, null,
			Access.ALL),

	AUDITS("reach_audits", ReachRows.Audit.class, ReachRepositories.Audits.class, Cell.AUDIT, null, Access.ALL),

	PAPERS("reach_papers", ReachRows.Paper.class, ReachRepositories.Papers.class, Cell.PAPER, null, Access.ALL),

	DESKS("reach_desks", null, null, Cell.DESK, null, Access.ALL),

	SHEETS("reach_sheets", ReachRows.Sheet.class, ReachRepositories.Sheets.class, Cell.PAPER, null, Access.ALL),

	INBOX("reach_inbox", ReachRows.Inbox.class, ReachRepositories.Inboxes.class, Cell.INBOX, null, Access.ALL),

	OUTBOX("reach_outbox", ReachRows.Outbox.class, ReachRepositories.Outboxes.class, Cell.OUTBOX, null, Access.ALL),

	MARKS("reach_marks", ReachRows.Mark.class, ReachRepositories.Marks.class, Cell.MARK, null, Access.ALL),

	TALLIES("reach_tallies", ReachRows.Tally.class, ReachRepositories.Tallies.class, Cell.MARK, null,
			Access.ENTITY_READS),

	TALLY_EXTRACTS("reach_tallies", ReachRows.TallyExtract.class, ReachRepositories.TallyExtracts.class, Cell.MARK,
			null, Access.ENTITY_READS),

	RECAPS("reach_recaps", ReachRows.Recap.class, ReachRepositories.Recaps.class, Cell.MARK, null, Access.READS),

	SHOPS("reach_shops", ReachRows.Shop.class, ReachRepositories.Shops.class, Cell.SHOP, null, Access.ALL),

	CLERKS("reach_clerks", ReachRows.Clerk.class, ReachRepositories.Clerks.class, Cell.CLERK, "shop_id", Access.ALL),

	LABELS("reach_labels", null, null, Cell.LABEL, null, Access.ALL),

	NOTES("reach_notes", ReachRows.Note.class, ReachRepositories.Notes.class, Cell.NOTE, null, Access.ENTITY),

	MEMOS("reach_memos", ReachRows.Memo.class, ReachRepositories.Memos.class, Cell.MEMO, null, Access.ENTITY),

	THINGS("reach_things", ReachRows.Thing.class, ReachRepositories.Things.class, Cell.THING, null, Access.ALL),

	ITEMS("reach_items", ReachRows.Item.class, ReachRepositories.Items.class, Cell.THING, null, Access.ALL);

	private final String table;

	private final Class<? extends Row> entity;

	private final Class<? extends ReachRepositories.Rows<?>> repository;

	private final Cell cell;

	private final String parent;

	private final Access access;

	Relation(String table, Class<? extends Row> entity, Class<? extends ReachRepositories.Rows<?>> repository,
			Cell cell, String parent, Access access) {
		this.table = table;
		this.entity = entity;
		this.repository = repository;
		this.cell = cell;
		this.parent = parent;
		this.access = access;
	}

	String table() {
		return this.table;
	}

	/**
	 * Returns the entity that maps it, or {@code null}.
	 */
	Class<? extends Row> entity() {
		return this.entity;
	}

	/**
	 * Returns the name that its entity has in JPQL.
	 */
	String entityName() {
		return "Reach" + this.entity.getSimpleName();
	}

	/**
	 * Returns the repository of its entity, or {@code null}.
	 */
	Class<? extends ReachRepositories.Rows<?>> repository() {
		return this.repository;
	}

	/**
	 * Returns what it shows.
	 */
	Cell cell() {
		return this.cell;
	}

	/**
	 * Returns the column that refers to the row with the number of the slot, or
	 * {@code null}.
	 */
	String parent() {
		return this.parent;
	}

	/**
	 * Returns whether it may be read by its name, and not only as an entity.
	 */
	boolean isReadByName() {
		return this.access == Access.ALL || this.access == Access.READS;
	}

	/**
	 * What may be done with a relation.
	 */
	private enum Access {

		ALL, READS, ENTITY, ENTITY_READS

	}

}
