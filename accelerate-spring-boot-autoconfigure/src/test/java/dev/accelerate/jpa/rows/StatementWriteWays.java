package dev.accelerate.jpa.rows;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.accelerate.jpa.rows.WriteWay.Verdict;
import dev.accelerate.jpa.rows.domain.Hierarchies;
import dev.accelerate.jpa.rows.domain.Keys;
import dev.accelerate.jpa.rows.domain.People.Company;
import dev.accelerate.jpa.rows.domain.People.Person;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaUpdate;

/**
 * Ways of writing by stateless sessions and by statements.
 */
final class StatementWriteWays {

	private StatementWriteWays() {
	}

	static List<WriteWay> all() {
		return List.of(way("stateless session, insert, update and delete", Verdict.EXACT, StatementWriteWays::person,
				(app, id) -> app.stateless((session) -> {
					Person person = new Person("s", "t5", "s");
					session.insert(person);
					person.email = "s2";
					session.update(person);
					session.delete(session.get(Person.class, id));
				})), way("stateless session, update of a detached entity", Verdict.EXACT, StatementWriteWays::person,
						(app, id) -> app.stateless((session) -> {
							Person person = new Person("so", "t6", "so");
							person.id = (Long) id;
							session.update(person);
						})),
				way("stateless session, upsert", Verdict.UNKNOWN, (app) -> {
					app.run(() -> app.em.createQuery("delete from Assigned a where a.id in (901, 902)")
						.executeUpdate());
					app.save(new Keys.Assigned(901, "old"));
					return null;
				}, (app, id) -> app.stateless((session) -> {
					session.upsert(new Keys.Assigned(901, "u1"));
					session.upsert(new Keys.Assigned(902, "u2"));
				})),
				way("stateless session, insertMultiple", Verdict.EXACT,
						(app) -> app.stateless((session) -> session
							.insertMultiple(List.of(new Person("im1", "t8", "x"), new Person("im2", "t8", "x"))))),
				way("stateless session, outside a transaction", Verdict.UNKNOWN, (app) -> {
					try (var session = app.sessionFactory.openStatelessSession()) {
						session.insert(new Company("alone"));
					}
				}),
				way("HQL update", Verdict.UNKNOWN, StatementWriteWays::person,
						(app, id) -> app.execute("update Person p set p.name = 'hql' where p.id = " + id)),
				way("HQL delete", Verdict.UNKNOWN, StatementWriteWays::person,
						(app, id) -> app.execute("delete from Person p where p.id = " + id)),
				way("HQL insert", Verdict.UNKNOWN, (app) -> app.execute("insert into Company (name) values ('hq')")),
				way("HQL update, joined inheritance", Verdict.UNKNOWN, (app) -> app.save(new Hierarchies.Dog()).id,
						(app, id) -> app.execute("update Dog d set d.name = 'n', d.bark = 'b'")),
				way("HQL update and an entity of the same table", Verdict.UNKNOWN, StatementWriteWays::person,
						(app, id) -> app.run(() -> {
							app.find(Person.class, id).name = "first";
							app.em.flush();
							app.em.createQuery("update Person p set p.score = p.score + 1").executeUpdate();
						})),
				way("HQL update and an entity of another table", Verdict.PARTLY, StatementWriteWays::person,
						(app, id) -> app.run(() -> {
							app.find(Person.class, id).name = "first";
							app.em.createQuery("update Company c set c.name = 'all'").executeUpdate();
						})),
				way("Criteria update", Verdict.UNKNOWN, (app) -> app.run(() -> {
					CriteriaBuilder builder = app.em.getCriteriaBuilder();
					CriteriaUpdate<Company> update = builder.createCriteriaUpdate(Company.class);
					update.set(update.from(Company.class).<String>get("name"), "criteria");
					app.em.createQuery(update).executeUpdate();
				})),
				way("deleteAllInBatch", Verdict.UNKNOWN, StatementWriteWays::person,
						(app, id) -> app.persons.deleteAllInBatch(List.of(app.persons.findById((Long) id).get()))),
				way("deleteAllByIdInBatch", Verdict.UNKNOWN, StatementWriteWays::person,
						(app, id) -> app.persons.deleteAllByIdInBatch(List.of((Long) id))),
				way("native update", Verdict.UNKNOWN, StatementWriteWays::person,
						(app, id) -> app.executeNatively("update person set name = 'native' where id = " + id)),
				way("native update with the very statement of Hibernate", Verdict.UNKNOWN,
						(app) -> app.save(new Company("c")).id,
						(app, id) -> app.run(() -> app.em.createNativeQuery("update company set name=? where id=?")
							.setParameter(1, "same")
							.setParameter(2, id)
							.executeUpdate())),
				way("the very statement of Hibernate, and an entity", Verdict.UNKNOWN,
						(app) -> new Long[] { app.save(new Company("c")).id, app.save(new Company("d")).id },
						(app, id) -> app.run(() -> {
							app.find(Company.class, ((Long[]) id)[0]).name = "changed";
							app.em.flush();
							app.em.createNativeQuery("update company set name=? where id=?")
								.setParameter(1, "same")
								.setParameter(2, ((Long[]) id)[1])
								.executeUpdate();
						})),
				way("native update while a batch is open", Verdict.UNKNOWN, (app) -> app.save(new Company("c")).id,
						(app, id) -> app.run(() -> {
							for (int i = 0; i < 3; i++) {
								app.em.persist(new Company("nb" + i));
							}
							app.em.createNativeQuery("update company set name = 'nn' where id = " + id).executeUpdate();
						})),
				way("failed flush", Verdict.NOTHING, (app) -> {
					Keys.Emb emb = new Keys.Emb();
					emb.id = new Keys.Key("xx", 1);
					app.save(emb);
					return null;
				}, (app, id) -> {
					try {
						app.run(() -> {
							Keys.Emb emb = new Keys.Emb();
							emb.id = new Keys.Key("xx", 1);
							app.em.persist(emb);
						});
					}
					catch (RuntimeException ex) {
						return;
					}
					throw new IllegalStateException("the key is not unique");
				}), way("write that fails, and others of its session that do not", Verdict.EXACT,
						StatementWriteWays::person, (app, id) -> {
							try (var session = app.sessionFactory.openSession()) {
								var transaction = session.beginTransaction();
								Keys.Assigned twice = new Keys.Assigned(1, "one");
								session.persist(twice);
								transaction.rollback();
								session.clear();
								transaction = session.beginTransaction();
								session.find(Person.class, id).name = "after";
								transaction.commit();
							}
						}),
				way("plain JDBC", Verdict.UNKNOWN, (app) -> app.save(new Company("c")).id,
						(app, id) -> app.jdbc.update("update company set name = 'jdbc' where id = ?", id)),
				way("plain JDBC in the transaction of an entity", Verdict.UNKNOWN, StatementWriteWays::person,
						(app, id) -> app.run(() -> {
							app.find(Person.class, id).name = "entity";
							app.em.flush();
							app.jdbc.update("update person set score = score + 1");
						})));
	}

	private static Object person(WriteTarget app) {
		Person person = new Person("st@x", "t1", "ann");
		person.company = app.save(new Company("one"));
		return app.save(person).id;
	}

	private static WriteWay way(String label, Verdict expected, Consumer<WriteTarget> act) {
		return WriteWay.of(label, expected, act);
	}

	private static WriteWay way(String label, Verdict expected, Function<WriteTarget, Object> before,
			BiConsumer<WriteTarget, Object> act) {
		return WriteWay.of(label, expected, before, act);
	}

}
