package dev.accelerate.jpa.rows.fuzz;

import java.util.ArrayList;
import java.util.List;

import dev.accelerate.jpa.rows.domain.Hidden;
import dev.accelerate.jpa.rows.domain.People;

/**
 * Ways to write entities that others hide, or that show what is in other rows.
 */
final class HiddenWays {

	private HiddenWays() {
	}

	static List<Way> all() {
		List<Way> ways = new ArrayList<>();
		queries(ways);
		restrictions(ways);
		others(ways);
		return ways;
	}

	private static void queries(List<Way> ways) {
		ways.add(new Way("visit: persisted", (fuzz) -> fuzz.insert(Hidden.Visit.class, (session) -> {
			Hidden.Visit visit = new Hidden.Visit();
			visit.tally = session.getReference(Hidden.Tally.class, fuzz.id(People.Company.class));
			return visit;
		})));
		ways.add(Way.with("visit: to others", Hidden.Visit.class, (fuzz, session, visit) -> {
			visit.name = fuzz.name();
			visit.tally = fuzz.onceIn(3) ? null
					: session.getReference(Hidden.Tally.class, fuzz.id(People.Company.class));
		}));
		ways.add(Way.remove(Hidden.Visit.class));
		MappingWays.changed(ways, Hidden.Place.class, (fuzz) -> {
			Hidden.Place place = new Hidden.Place();
			place.name = fuzz.name();
			return place;
		}, (fuzz, place) -> place.name = fuzz.name());
	}

	/**
	 * No session finds what is hidden.
	 */
	private static void restrictions(List<Way> ways) {
		ways.add(Way.stateless("payer: upserted", (fuzz, session) -> session.upsert(payer(fuzz))));
		ways.add(new Way("payment: persisted", (fuzz) -> fuzz.insert(Hidden.Payment.class, (session) -> {
			Hidden.Payment payment = new Hidden.Payment();
			payment.name = fuzz.name();
			payment.payer = session.getReference(Hidden.Payer.class, fuzz.id(Hidden.Payer.class));
			return payment;
		})));
		ways.add(Way.stateless("payment: paid or not", (fuzz, session) -> {
			Hidden.Payment payment = new Hidden.Payment();
			payment.id = fuzz.longId(Hidden.Payment.class);
			payment.name = fuzz.name();
			payment.paid = fuzz.onceIn(3);
			payment.payer = payer(fuzz);
			session.update(payment);
		}));
		ways.add(Way.stateless("club: upserted", (fuzz, session) -> {
			Hidden.Club club = club(fuzz);
			club.name = fuzz.name();
			session.upsert(club);
		}));
		ways.add(Way.stateless("bidder: upserted", (fuzz, session) -> {
			Hidden.Bidder bidder = bidder(fuzz);
			bidder.club = club(fuzz);
			session.upsert(bidder);
		}));
		ways.add(new Way("bid: persisted", (fuzz) -> fuzz.insert(Hidden.Bid.class, (session) -> {
			Hidden.Bid bid = new Hidden.Bid();
			bid.name = fuzz.name();
			bid.bidder = session.getReference(Hidden.Bidder.class, fuzz.id(Hidden.Bidder.class));
			return bid;
		})));
		ways.add(Way.stateless("bid: changed", (fuzz, session) -> {
			Hidden.Bid bid = new Hidden.Bid();
			bid.id = fuzz.longId(Hidden.Bid.class);
			bid.name = fuzz.name();
			bid.bidder = bidder(fuzz);
			session.update(bid);
		}));
	}

	private static Hidden.Payer payer(Fuzz fuzz) {
		Hidden.Payer payer = new Hidden.Payer();
		payer.id = fuzz.longId(Hidden.Payer.class);
		return payer;
	}

	private static Hidden.Club club(Fuzz fuzz) {
		Hidden.Club club = new Hidden.Club();
		club.id = fuzz.longId(Hidden.Club.class);
		return club;
	}

	private static Hidden.Bidder bidder(Fuzz fuzz) {
		Hidden.Bidder bidder = new Hidden.Bidder();
		bidder.id = fuzz.longId(Hidden.Bidder.class);
		return bidder;
	}

	private static void others(List<Way> ways) {
		MappingWays.assigned(ways, Hidden.Worker.class, (worker, id) -> worker.id = (Long) id,
				(fuzz, worker) -> worker.name = fuzz.name());
		ways.add(Way.with("worker: boss", Hidden.Worker.class, (fuzz, session,
				worker) -> worker.boss = session.getReference(Hidden.Worker.class, fuzz.id(Hidden.Worker.class))));
		MappingWays.changed(ways, Hidden.Rack.class, (fuzz) -> {
			Hidden.Rack rack = new Hidden.Rack();
			rack.name = fuzz.name();
			return rack;
		}, (fuzz, rack) -> rack.name = fuzz.name());
		MappingWays.changed(ways, Hidden.Pick.class, (fuzz) -> {
			Hidden.Pick pick = new Hidden.Pick();
			pick.name = fuzz.name();
			return pick;
		}, (fuzz, pick) -> pick.name = fuzz.name());
		ways.add(new Way("kin: persisted or removed", (fuzz) -> fuzz.inTransaction((session) -> {
			Hidden.Kin kin = fuzz.find(session, Hidden.Kin.class);
			if (kin != null) {
				session.remove(kin);
			}
			else {
				Hidden.Kin made = fuzz.onceIn(2) ? new Hidden.Cousin() : new Hidden.Kin();
				made.id = fuzz.longId(Hidden.Kin.class);
				made.next = fuzz.find(session, Hidden.Kin.class);
				session.persist(made);
			}
		})));
	}

}
