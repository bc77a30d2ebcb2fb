package dev.accelerate.jpa.rows.fuzz;

import java.sql.Connection;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;

import dev.accelerate.jpa.rows.domain.Keys;
import dev.accelerate.jpa.rows.domain.Lists;
import dev.accelerate.jpa.rows.domain.People;
import dev.accelerate.jpa.rows.domain.People.Company;
import dev.accelerate.jpa.rows.domain.People.Person;
import dev.accelerate.jpa.rows.domain.Versions;
import jakarta.persistence.LockModeType;
import org.hibernate.Session;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ways to write that differ in what becomes of the session, and of its transaction.
 */
final class SessionWays {

	private SessionWays() {
	}

	static List<Way> all() {
		List<Way> ways = new ArrayList<>();
		ways.add(new Way("person: inserted, updated and deleted", (fuzz) -> fuzz.inTransaction((session) -> {
			Person person = PersonWays.person(fuzz);
			session.persist(person);
			session.flush();
			person.email = fuzz.email();
			session.flush();
			session.remove(person);
		})));
		ways.add(new Way("persons: many in a flush", (fuzz) -> fuzz.inTransaction((session) -> {
			for (int i = 0; i < 6; i++) {
				Person person = fuzz.find(session, Person.class);
				if (person != null) {
					person.name = fuzz.name();
					person.tags.add(fuzz.name());
				}
			}
			for (int i = 0; i < 3; i++) {
				Company company = fuzz.find(session, Company.class);
				if (company != null) {
					company.name = "c" + fuzz.below(3);
				}
			}
		})));
		ways.add(Way.with("person: refreshed after a flush", Person.class, (fuzz, session, person) -> {
			person.name = fuzz.name();
			session.flush();
			person.email = fuzz.email();
			session.refresh(person);
		}));
		ways.add(Way.with("person: written without a change", Person.class, (fuzz, session, person) -> {
			person.score++;
			session.flush();
			person.score--;
		}));
		ways.add(Way.with("person: evicted", Person.class, (fuzz, session, person) -> {
			person.name = fuzz.name();
			session.flush();
			session.detach(person);
			person.name = "never";
		}));
		ways.add(new Way("person: rolled back", (fuzz) -> fuzz.transaction().executeWithoutResult((status) -> {
			change(fuzz, PersonWays.session(fuzz));
			PersonWays.session(fuzz).flush();
			status.setRollbackOnly();
		})));
		ways.add(new Way("person: rolled back to a savepoint", (fuzz) -> fuzz.inTransaction((session) -> {
			change(fuzz, session);
			session.flush();
			Savepoint savepoint = session.doReturningWork(Connection::setSavepoint);
			change(fuzz, session);
			session.flush();
			session.doWork((connection) -> connection.rollback(savepoint));
			session.clear();
		})));
		ways.add(new Way("person: after a savepoint", (fuzz) -> fuzz.inTransaction((session) -> {
			Savepoint savepoint = session.doReturningWork(Connection::setSavepoint);
			change(fuzz, session);
			session.flush();
			session.doWork((connection) -> connection.releaseSavepoint(savepoint));
		})));
		ways.add(new Way("person: in a transaction in a transaction", (fuzz) -> fuzz.inTransaction((session) -> {
			change(fuzz, session);
			template(fuzz, TransactionDefinition.PROPAGATION_REQUIRES_NEW).executeWithoutResult((inner) -> {
				Company company = fuzz.find(PersonWays.session(fuzz), Company.class);
				if (company != null) {
					company.name = "c" + fuzz.below(3);
				}
			});
			fuzz.check();
			fuzz.read();
		})));
		ways.add(new Way("person: by a session of its own", (fuzz) -> {
			try (Session session = fuzz.application.sessionFactory.openSession()) {
				session.beginTransaction();
				change(fuzz, session);
				session.getTransaction().commit();
			}
		}));
		ways.add(new Way("person: by a session that stays open", (fuzz) -> {
			try (Session session = fuzz.application.sessionFactory.openSession()) {
				for (int i = 0; i < 3; i++) {
					session.beginTransaction();
					change(fuzz, session);
					session.getTransaction().commit();
					fuzz.check();
					fuzz.read();
				}
			}
		}));
		ways.add(new Way("emb: fails in its flush", (fuzz) -> {
			Keys.Emb emb = new Keys.Emb();
			emb.id = (Keys.Key) fuzz.id(Keys.Emb.class);
			fuzz.inTransaction((session) -> {
				change(fuzz, session);
				session.persist(emb);
			});
		}));
		locks(ways);
		lost(ways);
		return ways;
	}

	private static void locks(List<Way> ways) {
		ways.add(Way.insert("ver: persisted", Versions.Ver.class, (fuzz) -> new Versions.Ver(fuzz.email())));
		ways.add(Way.with("ver: version raised at the commit", Versions.Ver.class,
				(fuzz, session, ver) -> session.lock(ver, LockModeType.OPTIMISTIC_FORCE_INCREMENT)));
		ways.add(Way.with("ver: version raised at once", Versions.Ver.class,
				(fuzz, session, ver) -> session.lock(ver, LockModeType.PESSIMISTIC_FORCE_INCREMENT)));
		ways.add(Way.with("ver: version raised by a line", Versions.Ver.class, (fuzz, session, ver) -> {
			Lists.Line line = fuzz.find(session, Lists.Line.class);
			if (line != null && line.ver == null) {
				line.ver = ver;
				ver.lines.add(line);
			}
		}));
		ways.add(Way.with("ver: email", Versions.Ver.class, (fuzz, session, ver) -> ver.email = fuzz.email()));
		ways.add(Way.remove(Versions.Ver.class));
	}

	private static void lost(List<Way> ways) {
		ways.add(Way.lost("person: update lost", Person.class, (fuzz, session, person) -> {
			person.email = fuzz.email();
			person.status = fuzz.status();
		}, (fuzz, session, person) -> person.name = fuzz.name()));
		ways.add(Way.lost("person: update lost, or deleted", Person.class, (fuzz, session, person) -> {
			person.email = fuzz.email();
			person.name = fuzz.name();
		}, (fuzz, session, person) -> {
			if (fuzz.onceIn(3)) {
				session.remove(person);
			}
			else {
				person.score++;
			}
		}));
		ways.add(Way.lost("person: bulk update between load and flush", Person.class,
				(fuzz, session, person) -> session
					.createMutationQuery("update Person p set p.status = ?1 where p.id = ?2")
					.setParameter(1, fuzz.status())
					.setParameter(2, person.id)
					.executeUpdate(),
				(fuzz, session, person) -> person.email = fuzz.email()));
		ways.add(Way.lost("person: tags lost", Person.class, (fuzz, session, person) -> person.tags.add(fuzz.name()),
				(fuzz, session, person) -> person.tags.clear()));
		ways.add(Way.lost("person: company deleted meanwhile", Person.class, (fuzz, session, person) -> {
			Company company = person.company;
			person.company = null;
			session.flush();
			if (company != null && fuzz.onceIn(2)) {
				session.remove(company);
			}
		}, (fuzz, session, person) -> person.score++));
		ways.add(Way.lost("dyn: update lost", Versions.Dyn.class, (fuzz, session, dyn) -> {
			dyn.tenant = fuzz.tenant();
			dyn.email = fuzz.email();
		}, (fuzz, session, dyn) -> dyn.status = fuzz.status()));
		ways.add(Way.lost("ver: update refused", Versions.Ver.class, (fuzz, session, ver) -> ver.email = fuzz.email(),
				(fuzz, session, ver) -> ver.score = fuzz.below(5)));
		ways.add(Way.lost("doc: lines lost", Lists.Doc.class, (fuzz, session, doc) -> doc.lines.clear(),
				(fuzz, session, doc) -> doc.add(fuzz.name())));
		ways.add(Way.lost("label: deleted meanwhile", Lists.Label.class,
				(fuzz, session, label) -> session
					.createNativeMutationQuery("delete from post_label where labels_id = ?1")
					.setParameter(1, label.id)
					.executeUpdate(),
				(fuzz, session, label) -> session.remove(label)));
		ways.add(Way.lost("desk: both sides", People.Desk.class, (fuzz, session, desk) -> desk.lamp = null,
				(fuzz, session, desk) -> desk.name = fuzz.name()));
	}

	private static void change(Fuzz fuzz, Session session) {
		Person person = fuzz.find(session, Person.class);
		if (person != null) {
			person.name = fuzz.name();
			person.score = fuzz.below(10);
			if (fuzz.onceIn(2)) {
				person.tags.add(fuzz.name());
			}
		}
	}

	private static TransactionTemplate template(Fuzz fuzz, int propagation) {
		TransactionTemplate template = fuzz.transaction();
		template.setPropagationBehavior(propagation);
		return template;
	}

}
