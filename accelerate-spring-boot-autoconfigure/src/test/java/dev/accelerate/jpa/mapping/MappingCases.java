package dev.accelerate.jpa.mapping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongFunction;

import dev.accelerate.jpa.mapping.Collected.Place;
import dev.accelerate.jpa.mapping.Collected.Spot;
import dev.accelerate.jpa.mapping.Identified.Target;
import jakarta.persistence.EntityManager;
import org.hibernate.Hibernate;

/**
 * Cases of the mapping tests.
 */
final class MappingCases {

	private MappingCases() {
	}

	static List<MappingCase<?>> all() {
		List<MappingCase<?>> cases = new ArrayList<>();
		identified(cases);
		inherited(cases);
		collectionsOfValues(cases);
		collectionsOfEntities(cases);
		valued(cases);
		versioned(cases);
		return cases;
	}

	private static Consumer<EntityManager> rows(LongFunction<?> row) {
		return (entityManager) -> {
			for (long i = 1; i <= 3; i++) {
				entityManager.persist(row.apply(i));
			}
		};
	}

	private static <T extends Base> T named(T entity, long id) {
		entity.id = id;
		entity.name = "name " + id;
		return entity;
	}

	private static String nameOf(Object proxy) {
		Object row = Hibernate.unproxy(proxy);
		return (row instanceof Base base) ? base.name
				: (row instanceof Identified.ByRecord other) ? other.name : ((Identified.ByIdClass) row).name;
	}

	private static Consumer<EntityManager> withTargets(Consumer<List<Target>> more) {
		return (entityManager) -> {
			List<Target> targets = new ArrayList<>();
			for (long i = 1; i <= 4; i++) {
				Target target = new Target(i);
				entityManager.persist(target);
				targets.add(target);
			}
			more.accept(targets);
		};
	}

	private static Consumer<EntityManager> withTargets(TargetRow row) {
		return (entityManager) -> withTargets((targets) -> {
			for (int i = 1; i <= 3; i++) {
				entityManager.persist(row.of(i, targets));
			}
		}).accept(entityManager);
	}

	private interface TargetRow {

		Object of(int id, List<Target> targets);

	}

	@SuppressWarnings("deprecation")
	private static void identified(List<MappingCase<?>> cases) {
		Consumer<EntityManager> byRecord = (entityManager) -> {
			Identified.ByRecord before = null;
			for (int i = 3; i >= 1; i--) {
				Identified.ByRecord row = new Identified.ByRecord();
				row.id = new Identified.RecordId("area", i);
				row.name = "name " + i;
				row.next = before;
				entityManager.persist(row);
				before = row;
			}
		};
		for (boolean items : new boolean[] { false, true }) {
			cases.add((items ? MappingCase.items(Repositories.ByRecordRows.class, byRecord)
					: MappingCase.of(Repositories.ByRecordRows.class, byRecord))
				.touch("items", (row) -> row.items.size())
				.touch("next", (row) -> nameOf(row.next))
				.change("name", (row) -> row.name = "changed")
				.change("next", (row) -> row.next = null)
				.change("items", (row) -> row.items.remove("a"))
				.behind("update by_record set next_id_number = 3 where id_number = 1",
						"update by_record set name = 'other' where id_number = 1"));
		}
		Consumer<EntityManager> byIdClass = (entityManager) -> {
			Identified.ByIdClass before = null;
			for (long i = 3; i >= 1; i--) {
				Identified.ByIdClass row = new Identified.ByIdClass();
				row.school = i;
				row.subject = "subject";
				row.name = "name " + i;
				row.next = before;
				entityManager.persist(row);
				before = row;
			}
		};
		for (boolean items : new boolean[] { false, true }) {
			cases.add((items ? MappingCase.items(Repositories.ByIdClassRows.class, byIdClass)
					: MappingCase.of(Repositories.ByIdClassRows.class, byIdClass))
				.touch("items", (row) -> row.items.size())
				.touch("next", (row) -> nameOf(row.next))
				.change("name", (row) -> row.name = "changed")
				.change("next", (row) -> row.next = null)
				.change("items", (row) -> row.items.add("c"))
				.behind("update by_id_class set next_school = 3 where school = 1",
						"update by_id_class set name = 'other' where school = 1"));
		}
		Consumer<EntityManager> derived = withTargets((i, targets) -> {
			Identified.Derived row = new Identified.Derived();
			row.target = targets.get(i);
			row.subject = "subject";
			row.name = "name " + i;
			return row;
		});
		for (boolean items : new boolean[] { false, true }) {
			cases.add((items ? MappingCase.items(Repositories.DerivedRows.class, derived)
					: MappingCase.of(Repositories.DerivedRows.class, derived))
				.touch("target", (row) -> row.target.getName())
				.touch("items", (row) -> row.items.size())
				.change("name", (row) -> row.name = "changed")
				.change("items", (row) -> row.items.add("c"))
				.behind("update derived set name = 'other' where target_id = 2"));
		}
		cases.add(MappingCase.of(Repositories.TwiceDerivedRows.class, (entityManager) -> withTargets((targets) -> {
			for (int i = 1; i <= 3; i++) {
				Identified.Derived derivedRow = new Identified.Derived();
				derivedRow.target = targets.get(i);
				derivedRow.subject = "subject";
				derivedRow.items.clear();
				entityManager.persist(derivedRow);
				Identified.TwiceDerived row = new Identified.TwiceDerived();
				row.derived = derivedRow;
				row.number = i;
				row.name = "name " + i;
				entityManager.persist(row);
			}
		}).accept(entityManager))
			.touch("target", (row) -> row.derived.target.getName())
			.change("name", (row) -> row.name = "changed")
			.behind("update twice_derived set name = 'other' where number = 1"));
		cases.add(MappingCase.of(Repositories.ByItselfRows.class, withTargets((i, targets) -> {
			Identified.ByItself row = new Identified.ByItself();
			row.school = (long) i;
			row.target = targets.get(i);
			row.name = "name " + i;
			return row;
		}))
			.touch("target", (row) -> row.target.getName())
			.change("name", (row) -> row.name = "changed")
			.answered("[NONE, session-mapping]", "[TTL]"));
		cases.add(MappingCase.of(Repositories.MappedRows.class, withTargets((i, targets) -> {
			Identified.Mapped row = new Identified.Mapped();
			row.id.number = i;
			row.target = targets.get(i);
			row.name = "name " + i;
			return row;
		}))
			.touch("target", (row) -> row.target.getName())
			.change("name", (row) -> row.name = "changed")
			.behind("update mapped set name = 'other' where number = 1"));
		cases.add(MappingCase.of(Repositories.SharedRows.class, withTargets((i, targets) -> {
			Identified.Shared row = new Identified.Shared();
			row.target = targets.get(i);
			row.name = "name " + i;
			return row;
		}))
			.touch("target", (row) -> row.target.getName())
			.change("name", (row) -> row.name = "changed")
			.behind("update shared set name = 'other' where target_id = 2"));
		cases.add(MappingCase.of(Repositories.ByEntityRows.class, withTargets((i, targets) -> {
			Identified.ByEntity row = new Identified.ByEntity();
			row.target = targets.get(i);
			row.name = "name " + i;
			return row;
		}))
			.touch("target", (row) -> row.target.getName())
			.change("name", (row) -> row.name = "changed")
			.answered("[NONE, session-mapping]", "[TTL]"));
		cases.add(MappingCase.of(Repositories.WithEntityInIdRows.class, withTargets((i, targets) -> {
			Identified.WithEntityInId row = new Identified.WithEntityInId();
			row.id = new Identified.EntityInId();
			row.id.target = targets.get(i);
			row.id.number = i;
			row.name = "name " + i;
			return row;
		}))
			.touch("target", (row) -> row.id.target.getName())
			.change("name", (row) -> row.name = "changed")
			.answered("[NONE, session-mapping]", "[TTL]"));
		cases.add(MappingCase.of(Repositories.ByBytesRows.class, rows((i) -> {
			Identified.ByBytes row = new Identified.ByBytes();
			row.id = new byte[] { 1, (byte) i };
			row.name = "name " + i;
			return row;
		})).change("name", (row) -> row.name = "changed").behind("update by_bytes set name = 'other'"));
		cases.add(MappingCase.of(Repositories.NaturalRows.class, withTargets((i, targets) -> {
			Identified.Natural row = named(new Identified.Natural(), i);
			row.code = "code " + i;
			row.target = targets.get(i);
			return row;
		}))
			.changeBy("find",
					(row, entityManager) -> entityManager.unwrap(org.hibernate.Session.class)
						.byNaturalId(Identified.Natural.class)
						.using("code", "code 1")
						.using("target", row.target)
						.load().name = "found")
			.change("code", (row) -> row.code = "changed")
			.behind("update natural_row set code = 'other' where id = 1",
					"update natural_row set target_id = 4 where id = 1"));
		Consumer<EntityManager> couples = (entityManager) -> {
			for (long i = 1; i <= 3; i++) {
				Identified.Wife wife = named(new Identified.Wife(), i);
				Identified.Husband husband = named(new Identified.Husband(), i + 10);
				husband.wife = (i != 2) ? wife : null;
				entityManager.persist(wife);
				entityManager.persist(husband);
			}
		};
		cases.add(MappingCase.of(Repositories.HusbandRows.class, couples)
			.touch("wife", (row) -> row.wife.husband == row)
			.change("wife", (row) -> row.wife = null)
			.behind("update husband set wife_id = null where id = 11"));
		cases.add(MappingCase.of(Repositories.WifeRows.class, couples)
			.touch("husband", (row) -> row.husband.wife == row)
			.change("name", (row) -> row.name = "changed")
			.behind("update wife set name = 'other' where id = 1"));
	}

	private static void inherited(List<MappingCase<?>> cases) {
		cases.add(MappingCase.of(Repositories.SingleRows.class, (entityManager) -> {
			Inherited.SingleOne one = named(new Inherited.SingleOne(), 1);
			Inherited.SingleTwo two = named(new Inherited.SingleTwo(), 2);
			Inherited.Single plain = named(new Inherited.Single(), 3);
			Target target = new Target(1);
			one.extra = "extra";
			one.next = two;
			two.extra = 5;
			two.target = target;
			List.of(target, one, two, plain).forEach(entityManager::persist);
		})
			.touch("next", (row) -> Hibernate.unproxy(row.next) instanceof Inherited.SingleTwo)
			.touch("name", (row) -> nameOf(row.next))
			.touch("items", (row) -> ((Inherited.SingleOne) row).items.size())
			.change("extra", (row) -> ((Inherited.SingleOne) row).extra = "changed")
			.change("items", (row) -> ((Inherited.SingleOne) row).items.add("b"))
			.behind("update single set extra = 'other' where id = 1", "update single set next_id = null where id = 1"));
		cases.add(MappingCase.of(Repositories.JoinedRows.class, (entityManager) -> {
			Inherited.JoinedTwo one = named(new Inherited.JoinedTwo(), 1);
			Inherited.JoinedOne two = named(new Inherited.JoinedOne(), 2);
			Target target = new Target(1);
			one.extra = "extra";
			one.more = 5;
			one.target = target;
			one.next = two;
			two.extra = "extra";
			List.of(target, one, two).forEach(entityManager::persist);
		})
			.touch("items", (row) -> ((Inherited.JoinedOne) row).items.size())
			.change("more", (row) -> ((Inherited.JoinedTwo) row).more = 9)
			.change("extra", (row) -> ((Inherited.JoinedTwo) row).extra = "changed")
			.change("target", (row) -> ((Inherited.JoinedTwo) row).target = null)
			.behind("update joined set name = 'other' where id = 1",
					"update joined_one set extra = 'other' where id = 1",
					"update joined_two set target_id = null where id = 1"));
		cases.add(MappingCase.of(Repositories.PerClassRows.class, (entityManager) -> {
			Inherited.PerClassTwo one = named(new Inherited.PerClassTwo(), 1);
			Inherited.PerClassOne two = named(new Inherited.PerClassOne(), 2);
			Target target = new Target(1);
			one.more = 5;
			one.target = target;
			one.next = two;
			two.extra = "extra";
			List.of(target, one, two).forEach(entityManager::persist);
		})
			.touch("next", (row) -> nameOf(row.next))
			.change("more", (row) -> ((Inherited.PerClassTwo) row).more = 9)
			.change("target", (row) -> ((Inherited.PerClassTwo) row).target = null)
			.behind("update per_class_two set name = 'other' where id = 1",
					"update per_class_two set target_id = null where id = 1"));
		cases.add(MappingCase.of(Repositories.SecondaryRows.class, withTargets((i, targets) -> {
			Inherited.Secondary row = named(new Inherited.Secondary(), i);
			row.details = (i != 2) ? "details" : null;
			row.target = targets.get(i);
			return row;
		}))
			.change("details", (row) -> row.details = "changed")
			.change("name", (row) -> row.name = "changed")
			.behind("update secondary_details set details = 'other' where id = 1",
					"delete from secondary_details where id = 1", "update secondary set name = 'other' where id = 1"));
	}

	private static void collectionsOfValues(List<MappingCase<?>> cases) {
		Consumer<EntityManager> bags = rows((i) -> named(new Collected.BagOfValues(), i));
		for (boolean items : new boolean[] { false, true }) {
			cases.add((items ? MappingCase.items(Repositories.BagOfValuesRows.class, bags)
					: MappingCase.of(Repositories.BagOfValuesRows.class, bags))
				.touch("items", (row) -> row.items)
				.change("items", (row) -> row.items.remove("a"))
				.change("name", (row) -> row.name = "changed")
				.change("all", (row) -> row.items = new ArrayList<>(List.of("z"))));
		}
		cases.get(cases.size() - 1)
			.behind("insert into bag_of_values_items (bag_of_values_id, items) values (1, 'a')",
					"delete from bag_of_values_items where bag_of_values_id = 1 and items = 'b'");
		cases.add(MappingCase
			.items(Repositories.SetOfValuesRows.class, rows((i) -> named(new Collected.SetOfValues(), i)))
			.touch("items", (row) -> row.items)
			.change("items", (row) -> row.items.remove("a"))
			.change("more", (row) -> row.items.add("c"))
			.behind("insert into set_of_values_items (set_of_values_id, items) values (1, 'c')"));
		cases.add(MappingCase.items(Repositories.SortedSetOfValuesRows.class, rows((i) -> {
			Collected.SortedSetOfValues row = named(new Collected.SortedSetOfValues(), i);
			row.items.addAll(List.of("a", "b", "c"));
			return row;
		}))
			.touch("first", (row) -> row.items.first())
			.change("items", (row) -> row.items.remove("a"))
			.change("more", (row) -> row.items.add("d"))
			.change("all", (row) -> {
				row.items = new TreeSet<>(new Collected.Backwards());
				row.items.add("z");
			})
			.behind("delete from sorted_set_of_values_items where items = 'b'"));
		cases.add(MappingCase
			.items(Repositories.SortedMapOfValuesRows.class, rows((i) -> named(new Collected.SortedMapOfValues(), i)))
			.touch("first", (row) -> row.items.firstKey())
			.change("items", (row) -> row.items.remove("a"))
			.change("more", (row) -> row.items.put("b", "5"))
			.behind("update sorted_map_of_values_items set items = '9' where items_key = 'b'"));
		cases.add(MappingCase
			.items(Repositories.OrderedSetOfValuesRows.class, rows((i) -> named(new Collected.OrderedSetOfValues(), i)))
			.change("items", (row) -> row.items.remove("a"))
			.behind("delete from ordered_set_of_values_items where items = 'b'"));
		cases.add(MappingCase
			.items(Repositories.ListOfValuesRows.class, rows((i) -> named(new Collected.ListOfValues(), i)))
			.change("items", (row) -> row.items.add(1, "between"))
			.change("fewer", (row) -> row.items.remove(0))
			.behind("update list_of_values_items set items = 'x' where place = 2",
					"update list_of_values_items set place = 9 where place = 3"));
		cases.add(MappingCase.items(Repositories.ListOfValuesRows.class, (entityManager) -> {
			rows((i) -> named(new Collected.ListOfValues(), i)).accept(entityManager);
			entityManager.flush();
			entityManager.createNativeQuery("delete from list_of_values_items where place = 2").executeUpdate();
		})
			.change("items", (row) -> row.items.add("more"))
			.change("hole", (row) -> row.items.set(1, "filled"))
			.behind("insert into list_of_values_items (list_of_values_id, place, items) values (1, 2, 'x')",
					"update list_of_values_items set place = 2 where place = 3"));
		Consumer<EntityManager> lists = withTargets((i, targets) -> {
			Collected.ListOfPlaces row = named(new Collected.ListOfPlaces(), i);
			row.items.add(new Place("city", 1, targets.get(i)));
			row.items.add(new Place(null, 2, null));
			row.items.add(new Place(null, null, null));
			row.items.add(new Place("city", null, targets.get(0)));
			return row;
		});
		for (boolean items : new boolean[] { false, true }) {
			cases.add((items ? MappingCase.items(Repositories.ListOfPlacesRows.class, lists)
					: MappingCase.of(Repositories.ListOfPlacesRows.class, lists))
				.touch("target", (row) -> row.items.get(0).target.getName())
				.change("city", (row) -> row.items.get(0).city = "changed")
				.change("items", (row) -> row.items.add(new Place("new", 3, row.items.get(0).target))));
		}
		cases.get(cases.size() - 1)
			.behind("update list_of_places_items set city = 'other' where place = 1",
					"update list_of_places_items set target_id = 2 where place = 3",
					"update list_of_places_items set target_id = 3 where place = 2");
		cases.add(MappingCase.items(Repositories.BagOfPlacesRows.class, withTargets((i, targets) -> {
			Collected.BagOfPlaces row = named(new Collected.BagOfPlaces(), i);
			row.items.add(new Place("city", 1, targets.get(i)));
			row.items.add(new Place(null, 2, null));
			row.items.add(new Place("city", 1, targets.get(i)));
			return row;
		}))
			.touch("target", (row) -> row.items.get(0).target)
			.change("items", (row) -> row.items.add(new Place("new", 3, null)))
			.behind("update bag_of_places_items set target_id = 4 where city = 'city'"));
		cases.add(MappingCase.items(Repositories.BagOfPlacesRows.class, (entityManager) -> {
			rows((i) -> {
				Collected.BagOfPlaces row = named(new Collected.BagOfPlaces(), i);
				row.items.add(new Place("city", 1, null));
				return row;
			}).accept(entityManager);
			entityManager.flush();
			entityManager.createNativeQuery("insert into bag_of_places_items (bag_of_places_id) values (1)")
				.executeUpdate();
		}).change("items", (row) -> row.items.add(new Place("new", 3, null))));
		cases
			.add(MappingCase.items(Repositories.SetOfSpotsRows.class, rows((i) -> named(new Collected.SetOfSpots(), i)))
				.change("items", (row) -> row.items.remove(new Spot(1, 2)))
				.change("more", (row) -> row.items.add(new Spot(7, 8)))
				.behind("update set_of_spots_items set spot_y = 5 where spot_x = 2"));
		cases.add(MappingCase.items(Repositories.MapToPlacesRows.class, withTargets((i, targets) -> {
			Collected.MapToPlaces row = named(new Collected.MapToPlaces(), i);
			row.items.put("a", new Place("city", 1, targets.get(i)));
			row.items.put("b", new Place(null, 2, null));
			return row;
		}))
			.touch("target", (row) -> row.items.get("a").target.getName())
			.change("items", (row) -> row.items.get("a").city = "changed")
			.change("more", (row) -> row.items.put("c", new Place("new", 3, null)))
			.behind("update map_to_places_items set city = 'other' where items_key = 'b'",
					"update map_to_places_items set items_key = 'z' where items_key = 'b'",
					"update map_to_places_items set target_id = 4 where items_key = 'a'"));
		cases
			.add(MappingCase.items(Repositories.MapOfSpotsRows.class, rows((i) -> named(new Collected.MapOfSpots(), i)))
				.change("items", (row) -> row.items.put(new Spot(1, 2), "changed"))
				.change("more", (row) -> row.items.put(new Spot(9, 9), "new"))
				.behind("update map_of_spots_items set items = 'other' where spot_x = 2",
						"update map_of_spots_items set spot_y = 9 where spot_x = 2"));
		cases.add(MappingCase.items(Repositories.MapOfCornersRows.class, withTargets((i, targets) -> {
			Collected.MapOfCorners row = named(new Collected.MapOfCorners(), i);
			row.items.put(new Collected.Corner("a", targets.get(i)), "a");
			row.items.put(new Collected.Corner("b", targets.get(0)), "b");
			return row;
		}))
			.touch("items", (row) -> row.items.values().stream().sorted().toList())
			.change("items", (row) -> row.items.replaceAll((corner, value) -> value + "!"))
			.answered("[NONE, session-mapping]", "[TTL]"));
		cases.add(MappingCase.items(Repositories.MapOfTargetsRows.class, withTargets((i, targets) -> {
			Collected.MapOfTargets row = named(new Collected.MapOfTargets(), i);
			row.items.put(targets.get(i), "a");
			row.items.put(targets.get(0), "b");
			return row;
		}))
			.touch("keys", (row) -> row.items.keySet().stream().map(Target::getName).sorted().toList())
			.change("items", (row) -> row.items.replaceAll((target, value) -> value + "!"))
			.behind("update map_of_targets_items set items = 'other' where items_key = 1"));
		cases.add(MappingCase
			.of(Repositories.ArrayOfValuesRows.class, rows((i) -> named(new Collected.ArrayOfValues(), i)))
			.change("items", (row) -> row.items = new String[] { "c" })
			.answered("[MISS]", "[MISS]"));
		Consumer<EntityManager> identifierBags = (entityManager) -> {
			rows((i) -> named(new Collected.IdBag(), i)).accept(entityManager);
			entityManager.flush();
			for (int i = 1; i <= 6; i++) {
				entityManager
					.createNativeQuery("insert into id_bag_items (id_bag_id, items, item_id) values (" + (i / 4 + 1)
							+ ", '" + (char) ('a' + i) + "', " + i + ")")
					.executeUpdate();
			}
		};
		cases.add(MappingCase.items(Repositories.IdBagRows.class, identifierBags)
			.touch("items", (row) -> row.items)
			.change("name", (row) -> row.name = "changed")
			.answered("[MISS]", "[MISS]"));
		cases.add(MappingCase.of(Repositories.IdBagRows.class, identifierBags)
			.touch("items", (row) -> row.items)
			.answered("[MISS]", "[MISS]"));
		cases.add(MappingCase.of(Repositories.InEmbeddableRows.class, withTargets((i, targets) -> {
			Collected.InEmbeddable row = named(new Collected.InEmbeddable(), i);
			row.holder.title = "title";
			row.holder.targets.addAll(targets.subList(0, 2));
			return row;
		}))
			.touch("words", (row) -> row.holder.words)
			.touch("targets", (row) -> row.holder.targets.size())
			.change("title", (row) -> row.holder.title = "changed")
			.change("words", (row) -> row.holder.words.add("c"))
			.change("targets", (row) -> row.holder.targets.clear())
			.behind("update in_embeddable set title = 'other' where id = 1"));
	}

	private static void collectionsOfEntities(List<MappingCase<?>> cases) {
		cases.add(MappingCase.items(Repositories.MapOfTargetsToTargetsRows.class, withTargets((i, targets) -> {
			Collected.MapOfTargetsToTargets row = named(new Collected.MapOfTargetsToTargets(), i);
			row.items.put(targets.get(i), targets.get(0));
			row.items.put(targets.get(0), targets.get(i));
			return row;
		}))
			.touch("keys", (row) -> row.items.keySet().stream().map(Target::getName).sorted().toList())
			.change("items", (row) -> row.items.remove(row.items.values().iterator().next()))
			.behind("update map_of_targets_to_targets_items set items_id = 4 where items_key = 1"));
		cases.add(MappingCase.items(Repositories.MapByCodeRows.class, withTargets((i, targets) -> {
			Collected.MapByCode row = named(new Collected.MapByCode(), i);
			row.items.put(targets.get(i).code, targets.get(i));
			row.items.put(targets.get(0).code, targets.get(0));
			return row;
		}))
			.change("items", (row) -> row.items.remove("code 1"))
			.behind("delete from map_by_code_items where items_id = 2"));
		Consumer<EntityManager> bags = withTargets((i, targets) -> {
			Collected.BagOfTargets row = named(new Collected.BagOfTargets(), i);
			row.items.addAll(List.of(targets.get(i), targets.get(0), targets.get(0)));
			return row;
		});
		for (boolean items : new boolean[] { false, true }) {
			cases.add((items ? MappingCase.items(Repositories.BagOfTargetsRows.class, bags)
					: MappingCase.of(Repositories.BagOfTargetsRows.class, bags))
				.touch("items", (row) -> row.items.size())
				.change("items", (row) -> row.items.remove(0))
				.changeBy("more", (row, entityManager) -> row.items.add(entityManager.getReference(Target.class, 4L))));
		}
		cases.get(cases.size() - 1)
			.behind("insert into bag_of_targets_items (bag_of_targets_id, items_id) values (1, 4)");
		cases.add(MappingCase.items(Repositories.ListOfTargetsRows.class, withTargets((i, targets) -> {
			Collected.ListOfTargets row = named(new Collected.ListOfTargets(), i);
			row.items.addAll(List.of(targets.get(i), targets.get(0), targets.get(0)));
			return row;
		}))
			.change("items", (row) -> row.items.remove(0))
			.change("more", (row) -> row.items.add(row.items.get(0)))
			.behind("update list_of_targets_items set items_id = 4 where place = 1"));
		Consumer<EntityManager> parents = rows((i) -> {
			Collected.ParentByColumn row = named(new Collected.ParentByColumn(), i);
			row.items.add(new Collected.ChildByColumn(10 * i + 1));
			row.items.add(new Collected.ChildByColumn(10 * i + 2));
			return row;
		});
		for (boolean items : new boolean[] { false, true }) {
			cases.add((items ? MappingCase.items(Repositories.ParentByColumnRows.class, parents)
					: MappingCase.of(Repositories.ParentByColumnRows.class, parents))
				.touch("items", (row) -> row.items.size())
				.change("items", (row) -> row.items.remove(0))
				.change("more", (row) -> row.items.add(new Collected.ChildByColumn(99)))
				.change("child", (row) -> row.items.get(0).name = "changed"));
		}
		cases.get(cases.size() - 1)
			.behind("update child_by_column set parent_id = 2, place = 2 where id = 12",
					"insert into child_by_column (id, name, parent_id, place) values (77, 'x', 1, 2)");
		cases.add(MappingCase.items(Repositories.ParentOfSomeRows.class, (entityManager) -> {
			for (long i = 1; i <= 3; i++) {
				Collected.ParentOfSome row = named(new Collected.ParentOfSome(), i);
				for (long j = 1; j <= 2; j++) {
					Collected.SomeChild child = new Collected.SomeChild(i * 10 + j);
					entityManager.persist(child);
					row.items.add(child);
				}
				entityManager.persist(row);
			}
			Collected.SomeChild hidden = new Collected.SomeChild(9);
			entityManager.persist(hidden);
			entityManager.flush();
			entityManager.createNativeQuery("update some_child set some_parent_id = 1 where id = 9").executeUpdate();
		})
			.change("items", (row) -> row.items.removeIf((child) -> child.id == 11))
			.behind("update some_child set some_parent_id = 2 where id = 12"));
		Consumer<EntityManager> inverse = rows((i) -> {
			Collected.InverseParent row = named(new Collected.InverseParent(), i);
			row.items.add(new Collected.InverseChild(10 * i + 1, row));
			row.items.add(new Collected.InverseChild(10 * i + 2, row));
			return row;
		});
		cases.add(MappingCase.of(Repositories.InverseParentRows.class, inverse)
			.touch("items", (row) -> row.items.size())
			.change("name", (row) -> row.name = "changed")
			.answered("[NONE, session-mapping]", "[TTL]"));
		cases.add(MappingCase.items(Repositories.InverseParentRows.class, inverse)
			.touch("items", (row) -> row.items.get(0).parent == row)
			.change("child", (row) -> row.items.get(0).name = "changed")
			.change("items", (row) -> row.items.remove(0))
			.behind("update inverse_child set name = 'other' where id = 11"));
	}

	private static void valued(List<MappingCase<?>> cases) {
		cases.add(MappingCase.of(Repositories.NestedRows.class, withTargets((i, targets) -> {
			Valued.Nested row = named(new Valued.Nested(), i);
			row.outer.title = "title";
			row.outer.inner.inside = targets.get(i);
			return row;
		}))
			.touch("inside", (row) -> row.outer.inner.inside.getName())
			.change("measured", (row) -> row.outer.inner.measured.setTime(5))
			.change("spot", (row) -> row.outer.spot = new Spot(3, 4))
			.change("inside", (row) -> row.outer.inner.inside = null)
			.change("absent", (row) -> row.absent = new Place("city", 1, null))
			.change("outer", (row) -> row.outer = null)
			.behind("update nested set inside_id = 4 where id = 1", "update nested set spot_y = 4 where id = 1",
					"update nested set absent_city = 'other' where id = 1",
					"update nested set measured = null where id = 1"));
		cases.add(MappingCase.of(Repositories.ShapedRows.class, rows((i) -> named(new Valued.Shaped(), i)))
			.change("radius", (row) -> ((Valued.Circle) row.shape).radius = 9)
			.answered("[MISS]", "[MISS]"));
		cases.add(MappingCase.of(Repositories.ToAnyRows.class, withTargets((i, targets) -> {
			Valued.ToAny row = named(new Valued.ToAny(), i);
			row.any = targets.get(i);
			return row;
		})).change("any", (row) -> row.any = null).answered("[MISS]", "[MISS]"));
		cases.add(MappingCase.of(Repositories.ConvertibleRows.class, rows((i) -> named(new Valued.Convertible(), i)))
			.change("settings", (row) -> row.settings.entries.add("b"))
			.change("upper", (row) -> row.upper = "other")
			.change("json", (row) -> row.json.put("b", "2"))
			.change("bag", (row) -> row.bag.text = "changed")
			.change("strings", (row) -> row.strings[0] = "z")
			.change("bytes", (row) -> row.bytes[0] = 9)
			.change("kind", (row) -> row.kind = Valued.Kind.TWO)
			.change("decimal", (row) -> row.decimal = new BigDecimal("1.5"))
			.change("more", (row) -> row.decimal = new BigDecimal("2.50"))
			.change("stamp", (row) -> row.stamp = new Date(1_700_000_000_001L))
			.change("zoned", (row) -> row.zoned = row.zoned.plusDays(1))
			.change("real", (row) -> row.real = 0.2)
			.behind("update convertible set settings = 'other' where id = 1",
					"update convertible set upper = 'OTHER' where id = 1",
					"update convertible set json = '{\"a\":\"9\"}' format json where id = 1",
					"update convertible set bag = '{\"text\":\"other\",\"numbers\":[1]}' format json where id = 1",
					"update convertible set strings = array['z'] where id = 1",
					"update convertible set bytes = X'0909' where id = 1",
					"update convertible set kind = 1 where id = 1", "update convertible set decimal = 9 where id = 1",
					"update convertible set stamp = null where id = 1",
					"update convertible set zoned = timestamp with time zone '2026-01-01 10:00:00+03:00' where id = 1",
					"update convertible set real = 0.3 where id = 1",
					"update convertible set uuid = random_uuid() where id = 1"));
		cases.add(MappingCase.of(Repositories.LargeRows.class, rows((i) -> named(new Valued.Large(), i)))
			.change("text", (row) -> row.text = "changed")
			.behind("update large set text = 'other' where id = 1"));
		cases.add(MappingCase.of(Repositories.AggregatedRows.class, rows((i) -> named(new Valued.Aggregated(), i)))
			.change("city", (row) -> row.address.city = "changed")
			.behind("update aggregated set address = '{\"city\":\"other\"}' format json where id = 1"));
		cases.add(MappingCase.of(Repositories.ComputedRows.class, rows((i) -> named(new Valued.Computed(), i)))
			.change("created", (row) -> row.created = "not written")
			.change("name", (row) -> row.name = "changed")
			.change("secret", (row) -> row.secret = "changed")
			.change("outside", (row) -> row.outside = "not written"));
		cases.add(MappingCase.of(Repositories.ComputedRows.class, rows((i) -> named(new Valued.Computed(), i)))
			.change("secret", (row) -> row.secret = "changed")
			.behind("update computed set name = 'other' where id = 1",
					"update computed set secret = 'OTHER' where id = 1"));
		Consumer<EntityManager> keywords = withTargets((i, targets) -> {
			Valued.Keywords row = named(new Valued.Keywords(), i);
			row.join = targets.get(i);
			return row;
		});
		MappingCase<Valued.Keywords> words = MappingCase.of(Repositories.KeywordsRows.class, keywords)
			.touch("join", (row) -> row.join.getName())
			.change("select", (row) -> row.select = "changed")
			.change("items", (row) -> row.items.add("b"))
			.change("in", (row) -> row.in.add("b"));
		for (int i = 1; i <= 21; i++) {
			words.behind("update keywords set c" + i + " = " + ((i == 14) ? "false" : (i == 18) ? "null" : "'x'")
					+ " where id = 1");
		}
		cases.add(words);
		cases.add(MappingCase.items(Repositories.KeywordsRows.class, keywords)
			.change("items", (row) -> row.items.add("b"))
			.behind("update keywords_items set c22 = 'x'"));
		cases
			.add(MappingCase.of(Repositories.SoftlyDeletedRows.class, rows((i) -> named(new Valued.SoftlyDeleted(), i)))
				.change("name", (row) -> row.name = "changed")
				.behind("update softly_deleted set other = 'x' where id = 1"));
		cases.add(MappingCase.of(Repositories.UnchangeableRows.class, rows((i) -> named(new Valued.Unchangeable(), i)))
			.change("name", (row) -> row.name = "not written"));
		Consumer<EntityManager> unchangeable = rows((i) -> named(new Valued.WithUnchangeable(), i));
		for (boolean items : new boolean[] { false, true }) {
			cases.add((items ? MappingCase.items(Repositories.WithUnchangeableRows.class, unchangeable)
					: MappingCase.of(Repositories.WithUnchangeableRows.class, unchangeable))
				.touch("items", (row) -> row.items)
				.change("name", (row) -> row.name = "changed")
				.change("fixed", (row) -> row.fixed.setTime(5))
				.change("items", (row) -> row.items.add("b")));
		}
		cases.add(MappingCase.of(Repositories.ByPropertyRows.class, withTargets((i, targets) -> {
			Valued.ByProperty row = new Valued.ByProperty();
			row.setKeyNumber((long) i);
			row.setName("name " + i);
			row.setTarget(targets.get(i));
			return row;
		}))
			.touch("target", (row) -> row.getTarget().getName())
			.change("name", (row) -> row.setName("changed"))
			.change("target", (row) -> row.setTarget(null))
			.behind("update by_property set name = 'other' where key_number = 1",
					"update by_property set target_id = 4 where key_number = 1"));
		cases.add(MappingCase.of(Repositories.DerivingRows.class, rows((i) -> named(new Valued.Deriving(), i)))
			.touch("shown", (row) -> row.shown)
			.change("name", (row) -> row.name = "changed")
			.behind("update deriving set name = 'other' where id = 1"));
		cases.add(MappingCase.of(Repositories.DecryptingRows.class, rows((i) -> named(new Valued.Decrypting(), i)))
			.change("name", (row) -> row.name = "changed")
			.answered("[MISS]", "[MISS]"));
		cases.add(MappingCase.of(Repositories.ReferringRows.class, (entityManager) -> {
			withTargets((targets) -> {
				List<Valued.Referring> rows = new ArrayList<>();
				for (int i = 1; i <= 3; i++) {
					Valued.Referring row = named(new Valued.Referring(), i);
					row.byCode = targets.get(i);
					row.byTable = targets.get(i);
					row.missing = targets.get(0);
					row.eager = targets.get(0);
					row.self = row;
					row.next = (i > 1) ? rows.get(i - 2) : null;
					entityManager.persist(row);
					rows.add(row);
				}
			}).accept(entityManager);
		})
			.touch("by code", (row) -> row.byCode.getName())
			.touch("by table", (row) -> row.byTable.getName())
			.change("by table", (row) -> row.byTable = row.eager)
			.change("by code", (row) -> row.byCode = row.eager)
			.change("self", (row) -> row.self = null)
			.behind("update referring set target_code = 'code 4' where id = 1",
					"update referring_targets set by_table_id = 4 where id = 1",
					"update referring set missing_id = 4 where id = 1", "update referring set self_id = 2 where id = 1",
					"update referring set next_id = 2 where id = 1"));
		cases.add(MappingCase.of(Repositories.ReferringRows.class, (entityManager) -> {
			withTargets((targets) -> entityManager.persist(named(new Valued.Referring(), 1))).accept(entityManager);
			entityManager.flush();
			entityManager.createNativeQuery("set referential_integrity false").executeUpdate();
			entityManager.createNativeQuery("update referring set missing_id = 77 where id = 1").executeUpdate();
		}).change("name", (row) -> row.name = "changed").behind("update referring set eager_id = 2 where id = 1"));
		cases.add(MappingCase.of(Repositories.RestrictedRows.class, rows((i) -> {
			Valued.Restricted row = named(new Valued.Restricted(), i);
			row.name = (i == 2) ? "hidden" : row.name;
			return row;
		}))
			.change("other", (row) -> row.other = "changed")
			.behind("update restricted set name = 'hidden' where id = 1"));
	}

	private static void versioned(List<MappingCase<?>> cases) {
		cases.add(MappingCase.of(Repositories.HistoricRows.class, rows((i) -> named(new Valued.Historic(), i)))
			.change("name", (row) -> row.name = "changed")
			.behind("update historic set name = 'other' where id = 1"));
		cases.add(MappingCase.of(Repositories.WatchedRows.class, rows((i) -> named(new Valued.Watched(), i)))
			.change("name", (row) -> row.name = "changed")
			.behind("update watched set name = 'other' where id = 1"));
		Consumer<EntityManager> numbers = rows((i) -> named(new Valued.VersionedByNumber(), i));
		for (boolean items : new boolean[] { false, true }) {
			cases.add((items ? MappingCase.items(Repositories.VersionedByNumberRows.class, numbers)
					: MappingCase.of(Repositories.VersionedByNumberRows.class, numbers))
				.touch("items", (row) -> row.items)
				.change("items", (row) -> row.items.add("b"))
				.change("name", (row) -> row.name = "changed")
				.behind("update versioned_by_number set version = version + 1 where id = 1"));
		}
		cases.add(MappingCase.of(Repositories.VersionedByTimeRows.class, (entityManager) -> {
			rows((i) -> named(new Valued.VersionedByTime(), i)).accept(entityManager);
			entityManager.flush();
			entityManager.createNativeQuery("update versioned_by_time set version = timestamp '2026-01-01 00:00:00'")
				.executeUpdate();
		})
			.change("name", (row) -> row.name = "changed")
			.behind("update versioned_by_time set version = timestamp '2020-01-01 00:00:00' where id = 1"));
		cases.add(MappingCase.of(Repositories.VersionedByStampRows.class, (entityManager) -> {
			rows((i) -> named(new Valued.VersionedByStamp(), i)).accept(entityManager);
			entityManager.flush();
			entityManager.createNativeQuery("update versioned_by_stamp set version = timestamp '2026-01-01 00:00:00'")
				.executeUpdate();
		})
			.change("name", (row) -> row.name = "changed")
			.behind("update versioned_by_stamp set version = timestamp '2020-01-01 00:00:00' where id = 1"));
		cases.add(MappingCase
			.of(Repositories.VersionedByDatabaseRows.class, rows((i) -> named(new Valued.VersionedByDatabase(), i)))
			.change("name", (row) -> row.name = "changed")
			.behind("update versioned_by_database set name = 'other' where id = 1"));
		cases.add(MappingCase.of(Repositories.ComparedAllRows.class, rows((i) -> named(new Valued.ComparedAll(), i)))
			.change("name", (row) -> row.name = "changed")
			.change("bytes", (row) -> row.bytes[0] = 9)
			.behind("update compared_all set other = 'x' where id = 1",
					"update compared_all set bytes = X'05' where id = 1"));
		cases
			.add(MappingCase.of(Repositories.ComparedDirtyRows.class, rows((i) -> named(new Valued.ComparedDirty(), i)))
				.change("name", (row) -> row.name = "changed")
				.behind("update compared_dirty set name = 'x' where id = 1"));
	}

}
