package dev.accelerate.jpa.rows.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.accelerate.jpa.rows.domain.People;
import dev.accelerate.jpa.rows.domain.People.Company;
import dev.accelerate.jpa.rows.domain.People.Person;
import dev.accelerate.jpa.rows.domain.PersonRepository;
import org.hibernate.Session;

/**
 * Ways to write persons, and what is one to one or that many have in common.
 */
final class PersonWays {

	private PersonWays() {
	}

	static List<Way> all() {
		List<Way> ways = new ArrayList<>();
		ways.add(Way.insert("company: persisted", Company.class, (fuzz) -> new Company("c" + fuzz.below(3))));
		ways.add(new Way("person: persisted", (fuzz) -> fuzz.insert(Person.class, (session) -> {
			Person person = person(fuzz);
			person.company = fuzz.find(session, Company.class);
			person.tags.add(fuzz.name());
			person.phones.addAll(List.of("1", "2"));
			return person;
		})));
		ways.add(Way.with("company: renamed", Company.class,
				(fuzz, session, company) -> company.name = "c" + fuzz.below(3)));
		ways.add(Way.with("person: name", Person.class, (fuzz, session, person) -> person.name = fuzz.name()));
		ways.add(Way.with("person: email", Person.class, (fuzz, session, person) -> person.email = fuzz.email()));
		ways.add(Way.with("person: status", Person.class, (fuzz, session, person) -> person.status = fuzz.status()));
		ways.add(Way.with("person: score", Person.class, (fuzz, session, person) -> person.score = fuzz.below(10)));
		ways.add(Way.with("person: company", Person.class,
				(fuzz, session, person) -> person.company = fuzz.onceIn(4) ? null : fuzz.find(session, Company.class)));
		ways.add(Way.with("person: tag added or removed", Person.class, (fuzz, session, person) -> {
			String tag = fuzz.name();
			if (!person.tags.remove(tag)) {
				person.tags.add(tag);
			}
		}));
		ways.add(Way.with("person: tags replaced", Person.class,
				(fuzz, session, person) -> person.tags = new TreeSet<>(Set.of(fuzz.name(), "x" + fuzz.below(3)))));
		ways.add(Way.with("person: tags cleared", Person.class, (fuzz, session, person) -> person.tags.clear()));
		ways.add(Way.with("person: first phone removed, another added", Person.class, (fuzz, session, person) -> {
			if (!person.phones.isEmpty()) {
				person.phones.remove(0);
			}
			person.phones.add(fuzz.name());
		}));
		ways.add(Way.with("person: phones replaced", Person.class,
				(fuzz, session, person) -> person.phones = new ArrayList<>(List.of(fuzz.name()))));
		ways.add(Way.with("person: phone of a collection that is not loaded", Person.class,
				(fuzz, session, person) -> person.phones.clear()));
		ways.add(Way.with("person: profile made, changed or orphaned", Person.class, (fuzz, session, person) -> {
			if (person.profile == null) {
				person.profile = new People.Profile(person, fuzz.name());
				session.persist(person.profile);
			}
			else if (fuzz.onceIn(2)) {
				person.profile.bio = fuzz.name();
			}
			else {
				person.profile = null;
			}
		}));
		ways.add(Way.remove(Person.class));
		ways.add(Way.remove(Company.class));
		ways.add(new Way("person: saved by the repository",
				(fuzz) -> fuzz.application.population.born(Person.class, persons(fuzz).save(person(fuzz)).id)));
		ways.add(new Way("person: deleted by its identifier",
				(fuzz) -> persons(fuzz).deleteById(fuzz.longId(Person.class))));
		ways.add(new Way("person: deleted by a derived query",
				(fuzz) -> fuzz.inTransaction((session) -> persons(fuzz).deleteByEmail(fuzz.email()))));
		ways.add(new Way("person: deleted in a batch by its identifier",
				(fuzz) -> persons(fuzz).deleteAllByIdInBatch(List.of(fuzz.longId(Person.class)))));
		ways.add(new Way("person: result of the cache saved",
				(fuzz) -> persons(fuzz).findById(fuzz.longId(Person.class)).ifPresent((person) -> {
					person.name = fuzz.name();
					person.tags.add(fuzz.name());
					persons(fuzz).save(person);
				})));
		ways.add(new Way("person: result of the cache deleted",
				(fuzz) -> persons(fuzz).findById(fuzz.longId(Person.class)).ifPresent(persons(fuzz)::delete)));
		ways.add(new Way("person: result of the cache changed in its session", (fuzz) -> fuzz
			.inTransaction((session) -> persons(fuzz).findById(fuzz.longId(Person.class)).ifPresent((person) -> {
				person.email = fuzz.email();
				person.tags.add(fuzz.name());
			}))));
		ways.add(new Way("person: merged without what it had", (fuzz) -> fuzz.inTransaction((session) -> {
			Person person = person(fuzz);
			person.id = fuzz.longId(Person.class);
			if (session.find(Person.class, person.id) != null) {
				session.clear();
				session.merge(person);
			}
		})));
		ways.add(Way.with("person: removed by a reference", Person.class, (fuzz, session, person) -> {
			session.clear();
			session.remove(session.getReference(Person.class, person.id));
		}));
		desks(ways);
		return ways;
	}

	private static void desks(List<Way> ways) {
		ways.add(Way.insert("lamp: persisted", People.Lamp.class, (fuzz) -> {
			People.Lamp lamp = new People.Lamp();
			lamp.name = fuzz.name();
			return lamp;
		}));
		ways.add(new Way("desk: persisted", (fuzz) -> fuzz.insert(People.Desk.class, (session) -> {
			People.Desk desk = new People.Desk();
			desk.name = fuzz.name();
			return desk;
		})));
		ways.add(Way.with("desk: other lamp", People.Desk.class, (fuzz, session, desk) -> {
			People.Lamp lamp = fuzz.find(session, People.Lamp.class);
			if (lamp == null || lamp.desk == null) {
				desk.lamp = lamp;
			}
		}));
		ways.add(Way.with("desk: renamed", People.Desk.class, (fuzz, session, desk) -> desk.name = fuzz.name()));
		ways.add(Way.with("lamp: renamed", People.Lamp.class, (fuzz, session, lamp) -> lamp.name = fuzz.name()));
		ways.add(Way.remove(People.Desk.class));
		ways.add(Way.remove(People.Lamp.class));
		ways.add(new Way("ticket: persisted", (fuzz) -> fuzz.insert(People.Ticket.class, (session) -> {
			People.Ticket ticket = new People.Ticket();
			ticket.name = fuzz.name();
			ticket.company = fuzz.find(session, Company.class);
			ticket.desk = fuzz.find(session, People.Desk.class);
			return ticket;
		})));
		ways.add(Way.with("ticket: other company", People.Ticket.class, (fuzz, session, ticket) -> {
			Company company = fuzz.find(session, Company.class);
			ticket.company = (company != null) ? company : ticket.company;
		}));
		ways.add(Way.remove(People.Ticket.class));
		ways.add(Way.insert("site: persisted", People.Site.class, (fuzz) -> {
			People.Site site = new People.Site();
			site.name = fuzz.name();
			return site;
		}));
		ways.add(Way.with("site: other owner", People.Site.class, (fuzz, session, site) -> {
			site.address = new People.Address();
			site.address.street = fuzz.name();
			site.address.owner = fuzz.find(session, Company.class);
		}));
	}

	static Person person(Fuzz fuzz) {
		Person person = new Person(fuzz.email(), fuzz.tenant(), fuzz.name());
		person.status = fuzz.status();
		person.score = fuzz.below(10);
		return person;
	}

	static PersonRepository persons(Fuzz fuzz) {
		return fuzz.application.bean(PersonRepository.class);
	}

	static Session session(Fuzz fuzz) {
		return fuzz.application.entityManager.unwrap(Session.class);
	}

}
