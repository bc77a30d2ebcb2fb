package dev.accelerate.jpa.rows.fuzz;

import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;

import dev.accelerate.jpa.rows.domain.Hierarchies;
import dev.accelerate.jpa.rows.domain.Lists;
import dev.accelerate.jpa.rows.domain.People;
import dev.accelerate.jpa.rows.domain.People.Company;
import dev.accelerate.jpa.rows.domain.People.Person;
import dev.accelerate.jpa.rows.domain.Specials;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaUpdate;

/**
 * Ways to write by a statement, or by a session without state.
 */
final class StatementWays {

	private StatementWays() {
	}

	static List<Way> all() {
		List<Way> ways = new ArrayList<>();
		ways.add(new Way("person: HQL by its identifier", (fuzz) -> fuzz
			.inTransaction((session) -> PersonWays.persons(fuzz).hqlUpdate(fuzz.longId(Person.class), fuzz.name()))));
		ways.add(hql("persons: HQL of a tenant", "update Person p set p.score = ?1 where p.tenant = ?2",
				(fuzz) -> new Object[] { fuzz.below(10), fuzz.tenant() }));
		ways.add(new Way("person: HQL delete", (fuzz) -> fuzz.inTransaction((session) -> {
			if (fuzz.onceIn(4)) {
				PersonWays.persons(fuzz).hqlDelete(fuzz.email());
			}
		})));
		ways.add(hql("companies: HQL insert",
				"insert into Company (name) select c.name from Company c where c.id = ?1 "
						+ "and (select count(*) from Company o) < 12",
				(fuzz) -> new Object[] { fuzz.id(Company.class) }));
		ways.add(hql("dogs: HQL of a joined table", "update Dog d set d.name = ?1, d.bark = ?1 where d.id = ?2",
				(fuzz) -> new Object[] { fuzz.name(), fuzz.id(Hierarchies.Dog.class) }));
		ways.add(hql("animals: HQL delete of joined tables", "delete from Animal a where a.id = ?1",
				(fuzz) -> new Object[] { fuzz.id(Hierarchies.Animal.class) }));
		ways.add(hql("docs: HQL delete", "delete from Doc d where d.id = ?1",
				(fuzz) -> new Object[] { fuzz.id(Lists.Doc.class) }));
		ways.add(hql("softs: HQL delete", "delete from Soft s where s.id = ?1",
				(fuzz) -> new Object[] { fuzz.id(Specials.Soft.class) }));
		ways.add(new Way("companies: criteria", (fuzz) -> fuzz.inTransaction((session) -> {
			CriteriaBuilder builder = session.getCriteriaBuilder();
			CriteriaUpdate<Company> update = builder.createCriteriaUpdate(Company.class);
			update.where(builder.equal(update.from(Company.class).get("id"), fuzz.id(Company.class)));
			session.createMutationQuery(update.set("name", "c" + fuzz.below(3))).executeUpdate();
		})));
		ways.add(new Way("person: native by its identifier", (fuzz) -> fuzz.inTransaction(
				(session) -> PersonWays.persons(fuzz).nativeUpdate(fuzz.longId(Person.class), fuzz.name()))));
		ways.add(natively("person_tag: native", "update person_tag set tags = ?1 where person_id = ?2 and tags = ?3",
				(fuzz) -> new Object[] { "x" + fuzz.below(9), fuzz.id(Person.class), fuzz.name() }));
		ways.add(natively("post_label: native", "delete from post_label where posts_id = ?1",
				(fuzz) -> new Object[] { fuzz.id(Lists.Post.class) }));
		ways.add(natively("doc: native delete", "delete from doc where id = ?1",
				(fuzz) -> new Object[] { fuzz.id(Lists.Doc.class) }));
		ways.add(natively("box: native delete", "delete from box where id = ?1",
				(fuzz) -> new Object[] { fuzz.id(Lists.Box.class) }));
		ways.add(natively("album: native delete", "delete from album where id = ?1",
				(fuzz) -> new Object[] { fuzz.id(Lists.Album.class) }));
		ways.add(natively("company: native delete", "delete from company where id = ?1",
				(fuzz) -> new Object[] { fuzz.id(Company.class) }));
		ways.add(natively("company: native with the text of Hibernate", "update company set name=? where id=?",
				(fuzz) -> new Object[] { "c" + fuzz.below(3), fuzz.id(Company.class) }));
		ways.add(new Way("companies: native while others are in a batch", (fuzz) -> fuzz.inTransaction((session) -> {
			for (int i = 0; i < 2; i++) {
				Company company = fuzz.find(session, Company.class);
				if (company != null) {
					company.name = "c" + fuzz.below(3);
				}
			}
			session.createNativeMutationQuery("update company set name = 'c1' where id = ?1")
				.setParameter(1, fuzz.id(Company.class))
				.executeUpdate();
		})));
		ways.add(
				new Way("label: native insert of a row that was deleted",
						(fuzz) -> fuzz.inTransaction((session) -> session
							.createNativeMutationQuery("insert into label (id, name) values (?1, ?2)")
							.setParameter(1, fuzz.id(Lists.Label.class))
							.setParameter(2, fuzz.name())
							.executeUpdate())));
		jdbc(ways);
		stateless(ways);
		return ways;
	}

	private static void jdbc(List<Way> ways) {
		ways.add(new Way("company: JDBC outside a transaction", (fuzz) -> fuzz.application.jdbc
			.update("update company set name = ? where id = ?", "c" + fuzz.below(3), fuzz.id(Company.class))));
		ways.add(new Way("person: JDBC in a transaction of Hibernate", (fuzz) -> fuzz.inTransaction((session) -> {
			Person person = fuzz.find(session, Person.class);
			if (person != null) {
				person.name = fuzz.name();
				session.flush();
			}
			fuzz.application.jdbc.update("update person set email = ? where id = ?", fuzz.email(),
					fuzz.id(Person.class));
		})));
		ways.add(new Way("person: doWork after a change of another", (fuzz) -> fuzz.inTransaction((session) -> {
			Person person = fuzz.find(session, Person.class);
			if (person != null) {
				person.score = fuzz.below(10);
				session.flush();
			}
			session.doWork((connection) -> {
				try (PreparedStatement update = connection
					.prepareStatement("update person set name = ? where id = ?")) {
					for (int i = 0; i < 2; i++) {
						update.setString(1, fuzz.name());
						update.setLong(2, fuzz.longId(Person.class));
						update.addBatch();
					}
					update.executeBatch();
				}
			});
		})));
		ways.add(new Way("company: JDBC with the text of Hibernate", (fuzz) -> fuzz.inTransaction((session) -> {
			Company company = fuzz.find(session, Company.class);
			if (company != null) {
				company.name = "c" + fuzz.below(3);
				session.flush();
			}
			session.doWork((connection) -> {
				try (PreparedStatement update = connection.prepareStatement("update company set name=? where id=?")) {
					update.setString(1, "c" + fuzz.below(3));
					update.setLong(2, fuzz.longId(Company.class));
					update.executeUpdate();
				}
			});
		})));
		ways.add(new Way("profiles: JDBC delete of all", (fuzz) -> {
			if (fuzz.onceIn(5)) {
				fuzz.application.jdbc.update("delete from profile");
			}
		}));
	}

	private static void stateless(List<Way> ways) {
		ways.add(Way.stateless("person: stateless update", (fuzz, session) -> {
			Person person = PersonWays.person(fuzz);
			person.id = fuzz.longId(Person.class);
			session.update(person);
		}));
		ways.add(Way.stateless("person: stateless upsert", (fuzz, session) -> {
			Person person = PersonWays.person(fuzz);
			person.id = fuzz.longId(Person.class);
			session.upsert(person);
		}));
		ways.add(Way.stateless("label: stateless upsert", (fuzz, session) -> {
			Lists.Label label = new Lists.Label(fuzz.name());
			label.id = fuzz.longId(Lists.Label.class);
			session.upsert(label);
		}));
		ways.add(Way.stateless("companies: stateless insert, update and delete", (fuzz, session) -> {
			Company one = new Company(fuzz.name());
			Company two = new Company(fuzz.name());
			session.insertMultiple(List.of(one, two));
			one.name = "c" + fuzz.below(3);
			session.update(one);
			session.delete(two);
			session.delete(one);
		}));
		ways.add(Way.stateless("company: stateless, with its tickets", (fuzz, session) -> {
			People.Ticket ticket = session.get(People.Ticket.class, fuzz.id(People.Ticket.class));
			if (ticket != null) {
				ticket.name = fuzz.name();
				ticket.company.name = "c" + fuzz.below(3);
				session.update(ticket);
				session.update(ticket.company);
			}
		}));
		ways.add(Way.stateless("dogs: stateless insert and delete", (fuzz, session) -> {
			Hierarchies.Dog dog = new Hierarchies.Dog();
			dog.name = fuzz.name();
			session.insert(dog);
			dog.bark = fuzz.name();
			session.update(dog);
			session.delete(dog);
		}));
	}

	private static Way hql(String name, String statement, java.util.function.Function<Fuzz, Object[]> parameters) {
		return new Way(name, (fuzz) -> fuzz.inTransaction((session) -> {
			var query = session.createMutationQuery(statement);
			Object[] values = parameters.apply(fuzz);
			for (int i = 0; i < values.length; i++) {
				query.setParameter(i + 1, values[i]);
			}
			query.executeUpdate();
		}));
	}

	private static Way natively(String name, String statement, java.util.function.Function<Fuzz, Object[]> parameters) {
		return new Way(name, (fuzz) -> fuzz.inTransaction((session) -> {
			var query = session.createNativeMutationQuery(statement);
			Object[] values = parameters.apply(fuzz);
			for (int i = 0; i < values.length; i++) {
				query.setParameter(i + 1, values[i]);
			}
			query.executeUpdate();
		}));
	}

}
