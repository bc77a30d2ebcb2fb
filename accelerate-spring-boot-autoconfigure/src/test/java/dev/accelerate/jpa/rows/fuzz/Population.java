package dev.accelerate.jpa.rows.fuzz;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

import dev.accelerate.jpa.rows.domain.Hidden;
import dev.accelerate.jpa.rows.domain.Hierarchies;
import dev.accelerate.jpa.rows.domain.Keys;
import dev.accelerate.jpa.rows.domain.Lists;
import dev.accelerate.jpa.rows.domain.People;
import dev.accelerate.jpa.rows.domain.Specials;

/**
 * Identifiers that writes and reads are about: few, so that they meet. Those that the
 * application assigns are always the same; of the others there are the latest ones.
 */
final class Population {

	private static final int MOST = 10;

	private final Map<Class<?>, List<Object>> identifiers = new HashMap<>();

	Population() {
		this.identifiers.put(Keys.Emb.class,
				List.of(new Keys.Key("de", 1), new Keys.Key("de", 2), new Keys.Key("DE", 1), new Keys.Key("fr", 1)));
		this.identifiers.put(Keys.Pair.class,
				IntStream.range(0, 6).<Object>mapToObj((i) -> new Keys.PairId((long) i / 2, (short) (i % 2))).toList());
		this.identifiers.put(Keys.ByUuid.class,
				IntStream.range(0, 5).<Object>mapToObj((i) -> new UUID(i, -i)).toList());
		this.identifiers.put(Keys.ByText.class,
				List.of("a", "A", "b", "b ", "\u00e4", "\u00df", "ss", "\ufb01", "fi", "\u0131", "\uff11", "1"));
		this.identifiers.put(Keys.ByChars.class, List.of("a", "ab", "ab ", "A", "abc"));
		this.identifiers.put(Keys.ByEnum.class, List.of((Object[]) People.Status.values()));
		this.identifiers.put(Keys.ByDate.class,
				IntStream.range(1, 6).<Object>mapToObj((day) -> LocalDate.of(2024, 2, 25 + Math.min(day, 4))).toList());
		List.of(Hidden.Payer.class, Hidden.Bidder.class, Hidden.Club.class, Hidden.Worker.class, Hidden.Kin.class)
			.forEach((type) -> this.identifiers.put(type, List.of(1L, 2L, 3L)));
		this.identifiers.put(Keys.Assigned.class, IntStream.range(0, 8).<Object>mapToObj((i) -> i).toList());
	}

	/**
	 * Returns an identifier of an entity, which may have no row. Some are drawn more
	 * often than others.
	 */
	Object draw(Class<?> type, Random random) {
		List<Object> known = this.identifiers.get(holder(type));
		return (known == null || known.isEmpty()) ? (Object) 1L
				: known.get(Math.min(random.nextInt(known.size()), random.nextInt(known.size())));
	}

	/**
	 * Notes that an entity has a new row.
	 */
	void born(Class<?> type, Object identifier) {
		List<Object> known = this.identifiers.computeIfAbsent(holder(type), (key) -> new ArrayList<>());
		if (!known.contains(identifier)) {
			if (known.size() >= MOST) {
				known.remove(0);
			}
			known.add(identifier);
		}
	}

	private static Class<?> holder(Class<?> type) {
		if (type == Hierarchies.OtherTwin.class) {
			return Hierarchies.Twin.class;
		}
		if (type == Specials.Synced.class) {
			return Lists.Label.class;
		}
		if (type == People.Profile.class) {
			return People.Person.class;
		}
		return (type.getSuperclass() != Object.class) ? type.getSuperclass() : type;
	}

}
