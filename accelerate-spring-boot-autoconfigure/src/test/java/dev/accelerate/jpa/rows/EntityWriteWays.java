package dev.accelerate.jpa.rows;

import java.util.List;
import java.util.UUID;

import dev.accelerate.jpa.rows.WriteWay.Verdict;
import dev.accelerate.jpa.rows.domain.Hierarchies;
import dev.accelerate.jpa.rows.domain.Keys;
import dev.accelerate.jpa.rows.domain.People.Company;
import dev.accelerate.jpa.rows.domain.People.Person;
import dev.accelerate.jpa.rows.domain.People.Profile;
import dev.accelerate.jpa.rows.domain.People.Status;
import dev.accelerate.jpa.rows.domain.Specials;
import dev.accelerate.jpa.rows.domain.Versions;
import jakarta.persistence.LockModeType;

/**
 * Ways of writing entities.
 */
final class EntityWriteWays {

	private EntityWriteWays() {
	}

	static List<WriteWay> all() {
		return List.of(
				way("insert by a repository", Verdict.EXACT, (app) -> app.persons.save(new Person("b", "t2", "bob"))),
				way("update of one column", Verdict.EXACT, EntityWriteWays::person,
						(app, id) -> app.run(() -> app.find(Person.class, id).name = "ann2")),
				way("update of a foreign key", Verdict.EXACT, EntityWriteWays::person, (app, id) -> {
					Company other = app.save(new Company("other"));
					app.run(() -> app.find(Person.class, id).company = app.find(Company.class, other.id));
				}), way("merge of a detached entity", Verdict.EXACT, EntityWriteWays::person, (app, id) -> {
					Person detached = app.get(() -> app.find(Person.class, id));
					detached.score = 7;
					app.run(() -> app.em.merge(detached));
				}),
				way("delete by a repository", Verdict.EXACT, EntityWriteWays::person,
						(app, id) -> app.persons.deleteById((Long) id)),
				way("delete by a derived query", Verdict.EXACT, EntityWriteWays::person,
						(app, id) -> app.run(() -> app.persons.deleteByEmail("ann@" + "x"))),
				way("insert, update and delete in one transaction", Verdict.NOTHING, (app) -> app.run(() -> {
					Person person = new Person("z", "t3", "z");
					app.em.persist(person);
					app.em.flush();
					person.email = "z2";
					app.em.flush();
					app.em.remove(person);
				})),
				way("two flushes of one entity", Verdict.EXACT, EntityWriteWays::person, (app, id) -> app.run(() -> {
					Person person = app.find(Person.class, id);
					person.email = "z2";
					app.em.flush();
					person.email = "z3";
				})), way("200 inserts in one flush", Verdict.EXACT, (app) -> app.run(() -> {
					for (int i = 0; i < 200; i++) {
						app.em.persist(new Person("m" + i, "many", "m"));
					}
				})), way("200 updates in one flush", Verdict.EXACT, (app) -> {
					app.run(() -> {
						for (int i = 0; i < 200; i++) {
							app.em.persist(new Person("m" + i, "more", "m"));
						}
					});
					return null;
				}, (app, id) -> app
					.run(() -> app.em.createQuery("select p from Person p where p.tenant = 'more'", Person.class)
						.getResultList()
						.forEach((person) -> person.status = Status.ACTIVE))),
				way("more rows than are told apart", Verdict.UNKNOWN, (app) -> app.run(() -> {
					for (int i = 0; i < 1001; i++) {
						app.em.persist(new Company("many"));
					}
				})),
				way("@MapsId, insert by cascade", Verdict.EXACT, EntityWriteWays::person, (app, id) -> app.run(() -> {
					Person person = app.find(Person.class, id);
					person.profile = new Profile(person, "bio");
				})), way("one-to-one, orphan removal", Verdict.EXACT, (app) -> {
					Person person = new Person("o", "t", "o");
					person.profile = new Profile(person, "bio");
					return app.save(person).id;
				}, (app, id) -> app.run(() -> app.find(Person.class, id).profile = null)),
				way("joined inheritance, identity, insert", Verdict.EXACT, EntityWriteWays::dog),
				way("joined inheritance, update of the sub table", Verdict.EXACT, EntityWriteWays::dog,
						(app, id) -> app.run(() -> app.find(Hierarchies.Dog.class, id).bark = "wuff")),
				way("joined inheritance, update of the root table", Verdict.EXACT, EntityWriteWays::dog,
						(app, id) -> app.run(() -> app.find(Hierarchies.Dog.class, id).name = "rex2")),
				way("joined inheritance, delete", Verdict.EXACT, EntityWriteWays::dog,
						(app, id) -> app.run(() -> app.em.remove(app.find(Hierarchies.Animal.class, id)))),
				way("table per class, insert and update", Verdict.UNKNOWN, (app) -> app.run(() -> {
					Hierarchies.Circle circle = new Hierarchies.Circle();
					app.em.persist(circle);
					app.em.flush();
					circle.radius = 2;
				})), way("single table, insert and update of a subclass", Verdict.EXACT, (app) -> app.run(() -> {
					Hierarchies.Car car = new Hierarchies.Car();
					app.em.persist(car);
					app.em.flush();
					car.doors = 3;
				})), way("secondary table, identity, insert with its row", Verdict.EXACT, (app) -> sec(app, "m")),
				way("secondary table, identity, insert without its row", Verdict.EXACT, (app) -> sec(app, null)),
				way("secondary table, update of the first table only", Verdict.EXACT, (app) -> sec(app, null),
						(app, id) -> app.run(() -> app.find(Hierarchies.Sec.class, id).name = "s2")),
				way("secondary table, upsert", Verdict.UNKNOWN, (app) -> sec(app, "m"),
						(app, id) -> app.run(() -> app.find(Hierarchies.Sec.class, id).more = "m2")),
				way("secondary table, all null", Verdict.UNKNOWN, (app) -> sec(app, "m"),
						(app, id) -> app.run(() -> app.find(Hierarchies.Sec.class, id).more = null)),
				way("secondary table, its row appears", Verdict.UNKNOWN, (app) -> sec(app, null),
						(app, id) -> app.run(() -> app.find(Hierarchies.Sec.class, id).more = "m3")),
				way("secondary table, delete", Verdict.EXACT, (app) -> sec(app, "m"),
						(app, id) -> app.run(() -> app.em.remove(app.find(Hierarchies.Sec.class, id)))),
				way("two entities over one table", Verdict.UNKNOWN, (app) -> app.save(new Hierarchies.Twin()).id,
						(app, id) -> app.run(() -> app.find(Hierarchies.OtherTwin.class, id).other = "o")),
				way("@SoftDelete, entity with a collection", Verdict.EXACT, (app) -> {
					Specials.Soft soft = new Specials.Soft();
					soft.tags.add("x");
					return app.save(soft).id;
				}, (app, id) -> app.run(() -> app.em.remove(app.find(Specials.Soft.class, id)))),
				way("@SQLDelete", Verdict.UNKNOWN, (app) -> app.save(new Specials.Custom()).id,
						(app, id) -> app.run(() -> app.em.remove(app.find(Specials.Custom.class, id)))),
				way("@SQLInsert", Verdict.UNKNOWN, (app) -> app.save(new Specials.Own())),
				way("embedded identifier, insert and update", Verdict.EXACT, (app) -> app.run(() -> {
					Keys.Emb emb = new Keys.Emb();
					emb.id = new Keys.Key("de", 1);
					app.em.persist(emb);
					app.em.flush();
					emb.name = "x";
				})), way("class of an identifier, insert and update", Verdict.EXACT, (app) -> app.run(() -> {
					Keys.Pair pair = new Keys.Pair();
					pair.one = 1L;
					pair.two = 2;
					app.em.persist(pair);
					app.em.flush();
					pair.name = "x";
				})), way("identifier that is a UUID", Verdict.EXACT, (app) -> {
					Keys.ByUuid entity = new Keys.ByUuid();
					entity.id = UUID.randomUUID();
					app.save(entity);
				}), way("identifier that is a text", Verdict.EXACT, (app) -> text(app, "Ab-1")),
				way("identifier that is a text, update and delete", Verdict.EXACT, (app) -> {
					text(app, "u-1");
					text(app, "u-2");
					return null;
				}, (app, id) -> app.run(() -> {
					app.find(Keys.ByText.class, "u-1").name = "x";
					app.em.remove(app.find(Keys.ByText.class, "u-2"));
				})), way("identifier that cannot be folded", Verdict.UNKNOWN, (app) -> text(app, "\u6f22")),
				way("identifier that the database pads", Verdict.EXACT, (app) -> {
					Keys.ByChars entity = new Keys.ByChars();
					entity.id = "ab";
					app.save(entity);
				}), way("identifier that is an enum", Verdict.EXACT, (app) -> {
					Keys.ByEnum entity = new Keys.ByEnum();
					entity.id = Status.ACTIVE;
					app.save(entity);
				}), way("identifier that is a date", Verdict.UNKNOWN, (app) -> {
					Keys.ByDate entity = new Keys.ByDate();
					entity.id = java.time.LocalDate.of(2026, 1, 2);
					app.save(entity);
				}), way("identity, insert", Verdict.EXACT, (app) -> app.save(new Keys.Ident())),
				way("identity, outside a transaction", Verdict.UNKNOWN, (app) -> {
					try (var session = app.sessionFactory.openStatelessSession()) {
						session.insert(new Keys.Ident());
					}
				}), way("natural identifier, update", Verdict.EXACT, (app) -> {
					Keys.Nat nat = new Keys.Nat();
					nat.code = UUID.randomUUID().toString();
					return app.save(nat).id;
				}, (app, id) -> app.run(() -> app.find(Keys.Nat.class, id).code = UUID.randomUUID().toString())),
				way("values that are generated, version", Verdict.EXACT, (app) -> {
					Versions.Gen gen = new Versions.Gen();
					gen.code = "abc";
					return app.save(gen).id;
				}, (app, id) -> app.run(() -> app.find(Versions.Gen.class, id).name = "x")),
				way("@DynamicUpdate", Verdict.EXACT, (app) -> app.save(new Versions.Dyn("d", "t1", null)).id,
						(app, id) -> app.run(() -> app.find(Versions.Dyn.class, id).status = Status.ACTIVE)),
				way("@OptimisticLocking(DIRTY)", Verdict.EXACT, (app) -> app.save(new Versions.Opt()).id,
						(app, id) -> app.run(() -> app.find(Versions.Opt.class, id).score = 3)),
				way("@RowId, update and delete", Verdict.UNKNOWN,
						(app) -> new Long[] { app.save(new Keys.Rid()).id, app.save(new Keys.Rid()).id },
						(app, id) -> app.run(() -> {
							app.find(Keys.Rid.class, ((Long[]) id)[0]).name = "r";
							app.em.remove(app.find(Keys.Rid.class, ((Long[]) id)[1]));
						})),
				way("OPTIMISTIC_FORCE_INCREMENT", Verdict.EXACT, (app) -> app.save(new Versions.Ver("v")).id,
						(app, id) -> app.run(() -> app.em.lock(app.find(Versions.Ver.class, id),
								LockModeType.OPTIMISTIC_FORCE_INCREMENT))),
				way("PESSIMISTIC_FORCE_INCREMENT", Verdict.EXACT, (app) -> app.save(new Versions.Ver("v")).id,
						(app, id) -> app.run(() -> app.em.lock(app.find(Versions.Ver.class, id),
								LockModeType.PESSIMISTIC_FORCE_INCREMENT))),
				way("foreign key within the table that cascades", Verdict.UNKNOWN, (app) -> {
					Specials.Node root = app.save(new Specials.Node("root", null));
					app.save(new Specials.Node("child", root));
					return root.id;
				}, (app, id) -> app.run(() -> app.em.remove(app.find(Specials.Node.class, id)))),
				way("column that is called like another table", Verdict.EXACT, (app) -> {
					Specials.Covering covering = new Specials.Covering();
					covering.label = "l";
					app.save(covering);
				}), way("rolled back", Verdict.NOTHING, EntityWriteWays::person,
						(app, id) -> app.rolledBack(() -> app.find(Person.class, id).name = "never")));
	}

	private static Object person(WriteTarget app) {
		Person person = new Person("ann@x", "t1", "ann");
		person.tags.add("x");
		person.company = app.save(new Company("one"));
		return app.save(person).id;
	}

	private static Object dog(WriteTarget app) {
		Hierarchies.Dog dog = new Hierarchies.Dog();
		dog.name = "rex";
		dog.bark = "wau";
		return app.save(dog).id;
	}

	private static Object sec(WriteTarget app, String more) {
		Hierarchies.Sec sec = new Hierarchies.Sec();
		sec.name = "s";
		sec.more = more;
		return app.save(sec).id;
	}

	private static void text(WriteTarget app, String id) {
		Keys.ByText entity = new Keys.ByText();
		entity.id = id;
		app.save(entity);
	}

	private static WriteWay way(String label, Verdict expected, java.util.function.Consumer<WriteTarget> act) {
		return WriteWay.of(label, expected, act);
	}

	private static WriteWay way(String label, Verdict expected, java.util.function.Function<WriteTarget, Object> before,
			java.util.function.BiConsumer<WriteTarget, Object> act) {
		return WriteWay.of(label, expected, before, act);
	}

}
