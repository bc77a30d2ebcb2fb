package dev.accelerate.jpa.rows.fuzz;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;

import dev.accelerate.jpa.rows.domain.Hierarchies;
import dev.accelerate.jpa.rows.domain.Keys;
import dev.accelerate.jpa.rows.domain.Lists;
import dev.accelerate.jpa.rows.domain.People;
import dev.accelerate.jpa.rows.domain.Specials;
import dev.accelerate.jpa.rows.domain.Versions;
import org.hibernate.Session;

/**
 * Ways to write entities whose mapping is the point.
 */
final class MappingWays {

	private MappingWays() {
	}

	static List<Way> all() {
		List<Way> ways = new ArrayList<>();
		versions(ways);
		keys(ways);
		hierarchies(ways);
		specials(ways);
		return ways;
	}

	private static void versions(List<Way> ways) {
		changed(ways, Versions.Dyn.class,
				(fuzz) -> new Versions.Dyn(fuzz.email(), fuzz.tenant(), fuzz.onceIn(4) ? null : fuzz.status()),
				(fuzz, dyn) -> {
					switch (fuzz.below(4)) {
						case 0 -> dyn.status = fuzz.status();
						case 1 -> dyn.tenant = fuzz.tenant();
						case 2 -> dyn.email = fuzz.email();
						default -> dyn.name = fuzz.name();
					}
				});
		changed(ways, Versions.DynVer.class, (fuzz) -> new Versions.DynVer(), (fuzz, ver) -> {
			ver.email = fuzz.email();
			ver.score = fuzz.below(3);
		});
		changed(ways, Versions.Fixed.class, (fuzz) -> {
			Versions.Fixed fixed = new Versions.Fixed();
			fixed.email = fuzz.email();
			return fixed;
		}, (fuzz, fixed) -> {
			fixed.email = "never";
			fixed.later = fuzz.name();
			fixed.score = fuzz.below(3);
		});
		changed(ways, Versions.Gen.class, (fuzz) -> {
			Versions.Gen gen = new Versions.Gen();
			gen.code = "k" + fuzz.below(4);
			return gen;
		}, (fuzz, gen) -> {
			gen.name = fuzz.name();
			gen.code = "k" + fuzz.below(4);
		});
		// Where there are triggers, one on the first table writes the second. That is
		// known only if the transaction writes the second, too.
		ways.add(new Way("opt: persisted with a change of a fixed", (fuzz) -> fuzz.insert(Versions.Opt.class,
				(session) -> hasChangedFixed(fuzz, session) ? new Versions.Opt() : null)));
		ways.add(Way.with("opt: changed with a fixed", Versions.Opt.class, (fuzz, session, opt) -> {
			if (hasChangedFixed(fuzz, session)) {
				opt.name = fuzz.name();
				opt.score = fuzz.below(3);
			}
		}));
	}

	private static boolean hasChangedFixed(Fuzz fuzz, Session session) {
		Versions.Fixed fixed = fuzz.find(session, Versions.Fixed.class);
		if (fixed != null) {
			fixed.score++;
		}
		return fixed != null;
	}

	private static void keys(List<Way> ways) {
		assigned(ways, Keys.Emb.class, (emb, id) -> emb.id = (Keys.Key) id, (fuzz, emb) -> {
			emb.name = fuzz.name();
			if (!emb.tags.remove("t")) {
				emb.tags.add("t");
			}
		});
		assigned(ways, Keys.Pair.class, (pair, id) -> {
			pair.one = ((Keys.PairId) id).one();
			pair.two = ((Keys.PairId) id).two();
		}, (fuzz, pair) -> pair.name = fuzz.name());
		ways.add(Way.with("pair: next", Keys.Pair.class,
				(fuzz, session, pair) -> pair.next = fuzz.find(session, Keys.Pair.class)));
		assigned(ways, Keys.ByUuid.class, (entity, id) -> entity.id = (UUID) id,
				(fuzz, entity) -> entity.name = fuzz.name());
		assigned(ways, Keys.ByText.class, (entity, id) -> entity.id = (String) id,
				(fuzz, entity) -> entity.name = fuzz.name());
		assigned(ways, Keys.ByChars.class, (entity, id) -> entity.id = (String) id,
				(fuzz, entity) -> entity.name = fuzz.name());
		assigned(ways, Keys.ByEnum.class, (entity, id) -> entity.id = (People.Status) id,
				(fuzz, entity) -> entity.name = fuzz.name());
		assigned(ways, Keys.ByDate.class, (entity, id) -> entity.id = (LocalDate) id,
				(fuzz, entity) -> entity.name = fuzz.name());
		assigned(ways, Keys.Assigned.class, (entity, id) -> entity.id = (Integer) id,
				(fuzz, entity) -> entity.name = fuzz.name());
		changed(ways, Keys.Ident.class, (fuzz) -> new Keys.Ident(), (fuzz, ident) -> ident.name = fuzz.name());
		changed(ways, Keys.Nat.class, (fuzz) -> {
			Keys.Nat nat = new Keys.Nat();
			nat.code = "k" + fuzz.below(30);
			return nat;
		}, (fuzz, nat) -> {
			nat.code = "k" + fuzz.below(30);
			nat.name = fuzz.name();
		});
		changed(ways, Keys.Rid.class, (fuzz) -> new Keys.Rid(), (fuzz, rid) -> rid.name = fuzz.name());
		ways.add(new Way("ident: persisted outside a transaction", (fuzz) -> {
			try (org.hibernate.StatelessSession session = fuzz.application.sessionFactory.openStatelessSession()) {
				Keys.Ident ident = new Keys.Ident();
				ident.name = fuzz.name();
				session.insert(ident);
				session.delete(ident);
			}
		}));
	}

	private static void hierarchies(List<Way> ways) {
		changed(ways, Hierarchies.Dog.class, (fuzz) -> new Hierarchies.Dog(), (fuzz, dog) -> {
			if (fuzz.onceIn(2)) {
				dog.bark = fuzz.name();
			}
			else {
				dog.name = fuzz.name();
			}
		});
		changed(ways, Hierarchies.Cat.class, (fuzz) -> new Hierarchies.Cat(), (fuzz, cat) -> cat.lives++);
		ways.add(Way.with("animal: renamed", Hierarchies.Animal.class,
				(fuzz, session, animal) -> animal.name = fuzz.name()));
		changed(ways, Hierarchies.Car.class, (fuzz) -> new Hierarchies.Car(), (fuzz, car) -> {
			car.name = fuzz.name();
			car.doors = fuzz.onceIn(3) ? null : fuzz.below(5);
		});
		changed(ways, Hierarchies.Vehicle.class, (fuzz) -> new Hierarchies.Vehicle(),
				(fuzz, vehicle) -> vehicle.name = fuzz.name());
		changed(ways, Hierarchies.Circle.class, (fuzz) -> new Hierarchies.Circle(), (fuzz, circle) -> {
			circle.name = fuzz.name();
			circle.radius++;
		});
		changed(ways, Hierarchies.Square.class, (fuzz) -> new Hierarchies.Square(),
				(fuzz, square) -> square.name = fuzz.name());
		changed(ways, Hierarchies.Sec.class, (fuzz) -> {
			Hierarchies.Sec sec = new Hierarchies.Sec();
			sec.more = fuzz.onceIn(2) ? fuzz.name() : null;
			return sec;
		}, (fuzz, sec) -> {
			sec.name = fuzz.name();
			sec.more = fuzz.onceIn(2) ? fuzz.name() : null;
		});
		changed(ways, Hierarchies.Twin.class, (fuzz) -> new Hierarchies.Twin(),
				(fuzz, twin) -> twin.name = fuzz.name());
		ways.add(Way.with("twin: by the other entity", Hierarchies.OtherTwin.class,
				(fuzz, session, twin) -> twin.other = fuzz.name()));
	}

	private static void specials(List<Way> ways) {
		changed(ways, Specials.Soft.class, (fuzz) -> {
			Specials.Soft soft = new Specials.Soft();
			soft.tags.add(fuzz.name());
			return soft;
		}, (fuzz, soft) -> soft.name = fuzz.name());
		changed(ways, Specials.Custom.class, (fuzz) -> {
			Specials.Custom custom = new Specials.Custom();
			custom.name = fuzz.name();
			return custom;
		}, (fuzz, custom) -> {
			custom.name = fuzz.name();
			custom.deleted = fuzz.onceIn(4);
		});
		changed(ways, Specials.Own.class, (fuzz) -> {
			Specials.Own own = new Specials.Own();
			own.name = fuzz.name();
			return own;
		}, (fuzz, own) -> own.name = fuzz.name());
		changed(ways, Specials.Restricted.class, (fuzz) -> {
			Specials.Restricted restricted = new Specials.Restricted();
			restricted.name = fuzz.name();
			return restricted;
		}, (fuzz, restricted) -> restricted.name = fuzz.name());
		changed(ways, Specials.Covering.class, (fuzz) -> new Specials.Covering(), (fuzz, covering) -> {
			covering.name = fuzz.name();
			covering.label = fuzz.name();
		});
		changed(ways, Specials.Called.class, (fuzz) -> new Specials.Called(fuzz.name()),
				(fuzz, called) -> called.name = fuzz.name());
		ways.add(Way.insert("ref: persisted", Specials.Ref.class, (fuzz) -> new Specials.Ref()));
		ways.add(Way.with("ref: to others", Specials.Ref.class, (fuzz, session, ref) -> {
			ref.name = fuzz.name();
			ref.label = session.getReference(Lists.Label.class, fuzz.id(Lists.Label.class));
			ref.nat = fuzz.find(session, Keys.Nat.class);
			ref.soft = fuzz.find(session, Specials.Soft.class);
		}));
		ways.add(new Way("loose: persisted", (fuzz) -> fuzz.insert(Specials.Loose.class, (session) -> {
			Specials.Loose loose = new Specials.Loose();
			loose.assigned = session.getReference(Keys.Assigned.class, fuzz.id(Keys.Assigned.class));
			loose.text = session.getReference(Keys.ByText.class, fuzz.id(Keys.ByText.class));
			return loose;
		})));
		ways.add(Way.with("loose: to others", Specials.Loose.class, (fuzz, session, loose) -> {
			loose.name = fuzz.name();
			loose.assigned = session.getReference(Keys.Assigned.class, fuzz.id(Keys.Assigned.class));
			loose.text = session.getReference(Keys.ByText.class, fuzz.id(Keys.ByText.class));
		}));
		changed(ways, Specials.Form.class, (fuzz) -> new Specials.Form(), (fuzz, form) -> form.name = fuzz.name());
		changed(ways, Specials.Latest.class, (fuzz) -> {
			Specials.Latest latest = new Specials.Latest();
			latest.name = fuzz.name();
			return latest;
		}, (fuzz, latest) -> latest.name = fuzz.name());
		changed(ways, Specials.Seen.class, (fuzz) -> new Specials.Seen(), (fuzz, seen) -> seen.name = fuzz.name());
		ways.add(new Way("node: persisted below another", (fuzz) -> fuzz.insert(Specials.Node.class,
				(session) -> new Specials.Node(fuzz.name(), fuzz.find(session, Specials.Node.class)))));
		ways.add(Way.with("node: renamed", Specials.Node.class, (fuzz, session, node) -> node.name = fuzz.name()));
		ways.add(Way.remove(Specials.Node.class));
		changed(ways, Specials.Link.class, (fuzz) -> new Specials.Link(), (fuzz, link) -> link.name = fuzz.name());
		ways.add(Way.with("link: next", Specials.Link.class,
				(fuzz, session, link) -> link.next = fuzz.onceIn(3) ? null : fuzz.find(session, Specials.Link.class)));
	}

	/**
	 * Adds ways to insert, change and remove an entity with a generated identifier.
	 */
	static <T> void changed(List<Way> ways, Class<T> type, Function<Fuzz, T> made, BiConsumer<Fuzz, T> change) {
		ways.add(Way.insert(type.getSimpleName() + ": persisted", type, made));
		ways.add(Way.with(type.getSimpleName() + ": changed", type,
				(fuzz, session, entity) -> change.accept(fuzz, entity)));
		ways.add(Way.remove(type));
	}

	/**
	 * Adds a way to insert, change or remove the row of an identifier that the
	 * application assigns, and one to merge it.
	 */
	static <T> void assigned(List<Way> ways, Class<T> type, BiConsumer<T, Object> identify,
			BiConsumer<Fuzz, T> change) {
		ways.add(new Way(type.getSimpleName() + ": inserted, changed or removed",
				(fuzz) -> fuzz.inTransaction((session) -> {
					Object id = fuzz.id(type);
					T found = session.find(type, id);
					if (found == null) {
						T made = made(type);
						identify.accept(made, id);
						session.persist(made);
					}
					else if (fuzz.onceIn(3)) {
						session.remove(found);
					}
					else {
						change.accept(fuzz, found);
					}
				})));
		ways.add(new Way(type.getSimpleName() + ": merged", (fuzz) -> fuzz.inTransaction((session) -> {
			T made = made(type);
			identify.accept(made, fuzz.id(type));
			change.accept(fuzz, made);
			session.merge(made);
		})));
	}

	private static <T> T made(Class<T> type) {
		try {
			return type.getConstructor().newInstance();
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
