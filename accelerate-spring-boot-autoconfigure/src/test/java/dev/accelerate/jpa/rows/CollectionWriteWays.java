package dev.accelerate.jpa.rows;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;

import dev.accelerate.jpa.rows.WriteWay.Verdict;
import dev.accelerate.jpa.rows.domain.Keys;
import dev.accelerate.jpa.rows.domain.Lists;
import dev.accelerate.jpa.rows.domain.People.Person;
import dev.accelerate.jpa.rows.domain.Versions;

/**
 * Ways of writing collections.
 */
final class CollectionWriteWays {

	private CollectionWriteWays() {
	}

	static List<WriteWay> all() {
		return List.of(way("element collection, add and remove", Verdict.EXACT, CollectionWriteWays::person,
				(app, id) -> app.run(() -> {
					Person person = app.find(Person.class, id);
					person.tags.add("y");
					person.tags.remove("x");
				})),
				way("element collection, replaced", Verdict.EXACT, CollectionWriteWays::person,
						(app, id) -> app.run(() -> app.find(Person.class, id).tags = new TreeSet<>(Set.of("r", "s")))),
				way("element collection, cleared", Verdict.EXACT, CollectionWriteWays::person,
						(app, id) -> app.run(() -> app.find(Person.class, id).tags.clear())),
				way("element collection, its owner is deleted", Verdict.EXACT, CollectionWriteWays::person,
						(app, id) -> app.run(() -> app.em.remove(app.find(Person.class, id)))),
				way("list with an order column, remove the first and add", Verdict.EXACT, CollectionWriteWays::person,
						(app, id) -> app.run(() -> {
							Person person = app.find(Person.class, id);
							person.phones.remove(0);
							person.phones.add("9");
						})),
				way("element collection of an embedded identifier", Verdict.EXACT, (app) -> {
					Keys.Emb emb = new Keys.Emb();
					emb.id = new Keys.Key("fr", 7);
					emb.tags.add("a");
					app.save(emb);
					return emb.id;
				}, (app, id) -> app.run(() -> app.find(Keys.Emb.class, id).tags.add("b"))),
				way("map and bag, put, remove and add", Verdict.EXACT, (app) -> {
					Lists.Dict dict = new Lists.Dict();
					dict.words.put("a", "1");
					dict.words.put("b", "1");
					dict.bag.add("b");
					return app.save(dict).id;
				}, (app, id) -> app.run(() -> {
					Lists.Dict dict = app.find(Lists.Dict.class, id);
					dict.words.put("a", "2");
					dict.words.put("c", "3");
					dict.words.remove("b");
					dict.bag.add("b2");
				})),
				way("inverse one-to-many, add by cascade", Verdict.EXACT, CollectionWriteWays::doc,
						(app, id) -> app.run(() -> app.find(Lists.Doc.class, id).add("l3"))),
				way("inverse one-to-many, orphan removal", Verdict.EXACT, CollectionWriteWays::doc,
						(app, id) -> app.run(() -> app.find(Lists.Doc.class, id).lines.remove(0))),
				way("inverse one-to-many, delete of owner and elements", Verdict.EXACT, CollectionWriteWays::doc,
						(app, id) -> app.run(() -> app.em.remove(app.find(Lists.Doc.class, id)))),
				way("inverse one-to-many, new element raises a version", Verdict.EXACT,
						(app) -> app.save(new Versions.Ver("v")).id, (app, id) -> app.run(() -> {
							Lists.Line line = new Lists.Line("l");
							line.ver = app.find(Versions.Ver.class, id);
							app.em.persist(line);
							line.ver.lines.add(line);
						})),
				way("one-to-many by a join column, add", Verdict.EXACT, CollectionWriteWays::box,
						(app, id) -> app
							.run(() -> app.find(Lists.Box.class, id).items.add(app.em.merge(new Lists.Item("new"))))),
				way("one-to-many by a join column, remove one", Verdict.EXACT, CollectionWriteWays::box,
						(app, id) -> app
							.run(() -> app.find(Lists.Box.class, id).items.removeIf((item) -> item.name.equals("i1")))),
				way("one-to-many by a join column, taken from another owner", Verdict.EXACT, CollectionWriteWays::box,
						(app, id) -> app.run(() -> {
							Lists.Box other = new Lists.Box("other");
							other.items.add(app.find(Lists.Box.class, id).items.iterator().next());
							app.em.persist(other);
						})),
				way("one-to-many by a join column, an element is deleted", Verdict.EXACT, CollectionWriteWays::box,
						(app, id) -> app.run(() -> {
							Lists.Item item = app.find(Lists.Box.class, id).items.iterator().next();
							app.find(Lists.Box.class, id).items.remove(item);
							app.em.remove(item);
						})),
				way("one-to-many by a join column, replaced", Verdict.UNKNOWN, CollectionWriteWays::box,
						(app, id) -> app.run(() -> app.find(Lists.Box.class, id).items = new java.util.HashSet<>())),
				way("one-to-many by a join column, its owner is deleted", Verdict.PARTLY, CollectionWriteWays::box,
						(app, id) -> app.run(() -> app.em.remove(app.find(Lists.Box.class, id)))),
				way("one-to-many by a join table, add and remove", Verdict.EXACT, (app) -> {
					Lists.Crate crate = new Lists.Crate();
					crate.parts.add(app.save(new Lists.Part()));
					return app.save(crate).id;
				}, (app, id) -> {
					Lists.Part part = app.save(new Lists.Part());
					app.run(() -> {
						List<Lists.Part> parts = app.find(Lists.Crate.class, id).parts;
						parts.remove(0);
						parts.add(app.find(Lists.Part.class, part.id));
					});
				}), way("many-to-many, add and remove", Verdict.EXACT, CollectionWriteWays::post, (app, id) -> {
					Lists.Label label = app.save(new Lists.Label("l2"));
					app.run(() -> {
						Set<Lists.Label> labels = app.find(Lists.Post.class, id).labels;
						labels.clear();
						labels.add(app.find(Lists.Label.class, label.id));
					});
				}),
				way("many-to-many, its owner is deleted", Verdict.EXACT, CollectionWriteWays::post,
						(app, id) -> app.run(() -> app.em.remove(app.find(Lists.Post.class, id)))),
				way("inverse list with an order column", Verdict.EXACT, (app) -> app.save(new Lists.Album("a")).id,
						(app, id) -> app.run(() -> {
							Lists.Album album = app.find(Lists.Album.class, id);
							album.tracks.add(new Lists.Track(album, "t1"));
							album.tracks.add(new Lists.Track(album, "t2"));
							app.em.flush();
							Collections.swap(album.tracks, 0, 1);
						})),
				way("collections, by a stateless session", Verdict.EXACT, (app) -> app.stateless((session) -> {
					Lists.Post post = new Lists.Post("s");
					Lists.Label label = new Lists.Label("s");
					session.insert(label);
					post.labels.add(label);
					session.insert(post);
				})));
	}

	private static Object person(WriteTarget app) {
		Person person = new Person("c@x", "t1", "cees");
		person.tags.addAll(Set.of("x", "z"));
		person.phones.addAll(List.of("1", "2", "3"));
		return app.save(person).id;
	}

	private static Object doc(WriteTarget app) {
		Lists.Doc doc = new Lists.Doc("d");
		doc.add("l1");
		doc.add("l2");
		return app.save(doc).id;
	}

	private static Object box(WriteTarget app) {
		Lists.Box box = new Lists.Box("b");
		box.items.add(app.save(new Lists.Item("i1")));
		box.items.add(app.save(new Lists.Item("i2")));
		return app.get(() -> app.em.merge(box)).id;
	}

	private static Object post(WriteTarget app) {
		Lists.Post post = new Lists.Post("p");
		post.labels.add(app.save(new Lists.Label("l1")));
		return app.get(() -> app.em.merge(post)).id;
	}

	private static WriteWay way(String label, Verdict expected, java.util.function.Consumer<WriteTarget> act) {
		return WriteWay.of(label, expected, act);
	}

	private static WriteWay way(String label, Verdict expected, Function<WriteTarget, Object> before,
			BiConsumer<WriteTarget, Object> act) {
		return WriteWay.of(label, expected, before, act);
	}

}
