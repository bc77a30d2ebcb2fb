package dev.accelerate.invalidation.reach;

import java.util.List;

/**
 * Way in which a write reaches more than the table that it names.
 */
enum Kind {

	CASCADE(Relation.AUTHORS, Relation.BOOKS, Relation.REVIEWS, Relation.SHELVES) {

		@Override
		void write(Event event) {
			if (!event.has(Cell.AUTHOR)) {
				event.insert(Relation.AUTHORS);
				event.insert(Relation.BOOKS);
				event.insert(Relation.REVIEWS);
			}
			else if (!event.has(Cell.BOOK)) {
				event.insert(Relation.BOOKS);
				event.insert(Relation.REVIEWS);
			}
			else {
				switch (event.any(4)) {
					case 0 -> event.delete(Relation.BOOKS, Cell.REVIEW);
					case 1 -> event.update(event.any(Relation.AUTHORS, Relation.BOOKS, Relation.REVIEWS));
					default -> event.delete(Relation.AUTHORS, Cell.BOOK, Cell.REVIEW);
				}
			}
		}

	},

	UPDATE_CASCADE(Relation.COUNTRIES, Relation.CITIES, Relation.STREETS) {

		@Override
		void write(Event event) {
			if (event.isFirst()) {
				event.insert(Relation.COUNTRIES);
				event.insert(Relation.CITIES);
				event.insert(Relation.STREETS);
			}
			else {
				event.update(Relation.COUNTRIES, Cell.COUNTRY, Cell.CITY, Cell.STREET);
			}
		}

	},

	SET_NULL(Relation.LEADERS, Relation.TEAMS) {

		@Override
		void write(Event event) {
			setNull(event, Relation.LEADERS, Relation.TEAMS);
		}

	},

	SET_DEFAULT(Relation.CAPTAINS, Relation.SQUADS) {

		@Override
		void write(Event event) {
			setNull(event, Relation.CAPTAINS, Relation.SQUADS);
		}

	},

	VIEW(Relation.STOCK, Relation.PRICES, Relation.OFFERS, Relation.OFFER_PRICES, Relation.SUMMARIES) {

		@Override
		void write(Event event) {
			updateAny(event, Relation.STOCK, Relation.PRICES);
		}

	},

	UPDATABLE_VIEW(Relation.PEOPLE, Relation.ACTIVE_PEOPLE) {

		@Override
		void write(Event event) {
			insertUpdateOrDelete(event, event.any(Relation.PEOPLE, Relation.ACTIVE_PEOPLE));
		}

	},

	PARTITION_BY_LIST(Relation.EVENTS_NEAR, Relation.EVENTS_FAR, Relation.NEAR_PARTITION, Relation.FAR_PARTITION) {

		@Override
		void write(Event event) {
			insertUpdateOrDelete(event, event.any(Relation.EVENTS_NEAR, Relation.EVENTS_FAR, Relation.NEAR_PARTITION,
					Relation.FAR_PARTITION));
		}

	},

	PARTITION_BY_RANGE(Relation.SENSORS, Relation.READINGS_LOW, Relation.READINGS_HIGH, Relation.LOW_PARTITION,
			Relation.HIGH_PARTITION, Relation.HIGHEST_PARTITION) {

		@Override
		void write(Event event) {
			if (!event.has(Cell.SENSOR)) {
				event.insert(Relation.SENSORS);
			}
			else if (event.any(3) == 0) {
				event.delete(Relation.SENSORS, Cell.READING_LOW, Cell.READING_HIGH);
			}
			else {
				insertUpdateOrDelete(event, event.any(Relation.READINGS_LOW, Relation.READINGS_HIGH,
						Relation.LOW_PARTITION, Relation.HIGH_PARTITION, Relation.HIGHEST_PARTITION));
			}
		}

	},

	INHERITANCE(Relation.VEHICLES, Relation.CARS_AS_VEHICLES, Relation.TAXIS_AS_VEHICLES, Relation.CARS,
			Relation.TAXIS_AS_CARS, Relation.TAXIS) {

		@Override
		void write(Event event) {
			updateAny(event, Relation.VEHICLES, Relation.CARS, Relation.TAXIS);
			if (!event.isFirst() && event.any(2) == 0) {
				event.update(event.any(Relation.CARS_AS_VEHICLES, Relation.TAXIS_AS_VEHICLES, Relation.TAXIS_AS_CARS));
			}
		}

	},

	RULE_ALSO(Relation.ORDERS, Relation.AUDITS) {

		@Override
		void write(Event event) {
			if (event.isFirst()) {
				event.insert(Relation.ORDERS);
				event.insert(Relation.AUDITS);
			}
			else {
				event.update(Relation.ORDERS, Cell.ORDER, Cell.AUDIT);
			}
		}

	},

	RULE_INSTEAD(Relation.INBOX, Relation.OUTBOX) {

		@Override
		void write(Event event) {
			if (event.isFirst()) {
				event.insert(Relation.INBOX);
				event.insert(Relation.OUTBOX);
			}
			else {
				event.update(Relation.INBOX, Cell.OUTBOX);
			}
		}

	},

	RULE_OF_A_VIEW(Relation.PAPERS, Relation.SHEETS) {

		@Override
		void write(Event event) {
			if (event.isFirst()) {
				event.insert(Relation.PAPERS);
				event.insert(Relation.DESKS);
			}
			else {
				event.update(event.any(Relation.PAPERS, Relation.SHEETS));
			}
		}

	},

	SYNCHRONIZE(Relation.MARKS, Relation.TALLIES, Relation.TALLY_EXTRACTS, Relation.RECAPS) {

		@Override
		void write(Event event) {
			insertUpdateOrDelete(event, Relation.MARKS);
		}

	},

	ON_DELETE(Relation.SHOPS, Relation.CLERKS, Relation.LABELS) {

		@Override
		void write(Event event) {
			if (event.has(Cell.SHOP)) {
				event.delete(Relation.SHOPS, Cell.CLERK, Cell.LABEL);
			}
			else {
				event.insert(Relation.SHOPS);
				event.insert(Relation.LABELS);
				event.insert(Relation.CLERKS);
			}
		}

	},

	SOFT_DELETE(Relation.NOTES, Relation.MEMOS) {

		@Override
		void write(Event event) {
			Relation relation = event.any(Relation.NOTES, Relation.MEMOS);
			if (event.isFirst()) {
				event.insert(Relation.NOTES);
				event.insert(Relation.MEMOS);
			}
			else if (event.has(relation.cell())) {
				event.delete(relation);
			}
			else {
				event.replace(relation);
			}
		}

	},

	SYNONYM(Relation.THINGS, Relation.ITEMS) {

		@Override
		void write(Event event) {
			insertUpdateOrDelete(event, event.any(Relation.THINGS, Relation.ITEMS));
		}

	};

	private final List<Relation> relations;

	Kind(Relation... relations) {
		this.relations = List.of(relations);
	}

	/**
	 * Returns what is read.
	 */
	List<Relation> relations() {
		return this.relations;
	}

	/**
	 * Says what an event writes.
	 */
	abstract void write(Event event);

	private static void setNull(Event event, Relation parent, Relation child) {
		if (event.has(parent.cell())) {
			event.delete(parent, child.cell());
			return;
		}
		event.insert(parent);
		if (event.isFirst()) {
			event.insert(child);
		}
		else {
			event.update(child);
		}
	}

	private static void updateAny(Event event, Relation... relations) {
		if (event.isFirst()) {
			for (Relation relation : relations) {
				event.insert(relation);
			}
		}
		else {
			event.update(event.any(relations));
		}
	}

	private static void insertUpdateOrDelete(Event event, Relation relation) {
		if (!event.has(relation.cell())) {
			event.insert(relation);
		}
		else if (event.any(3) == 0) {
			event.delete(relation);
		}
		else {
			event.update(relation);
		}
	}

}
