package dev.accelerate.jpa.differential;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.accelerate.CacheOptions;
import org.jspecify.annotations.Nullable;

/**
 * Comparison of a read in one place, with the arguments of one seed, with the same read
 * while the cache is off. Each time the database has the same rows at the beginning.
 */
final class Comparison {

	private final HarnessApplication application;

	private final Read read;

	private final Place place;

	private final long seed;

	private final Map<Way, Trace> traces = new EnumMap<>(Way.class);

	private final Map<Way, String> outcomes = new EnumMap<>(Way.class);

	private final List<String> unencodable = new ArrayList<>();

	private int decoded;

	Comparison(HarnessApplication application, Read read, Place place, long seed) {
		this.application = application;
		this.read = read;
		this.place = place;
		this.seed = seed;
		for (Way way : Way.values()) {
			run(way);
		}
	}

	private void run(Way way) {
		this.application.reset();
		if (way.isHit()) {
			fill();
		}
		this.application.store.coding(way == Way.BYTES);
		this.application.sql.clear();
		this.application.bypasses.reasons();
		Trace trace = new Trace(this.application.sql);
		List<String> statuses = new ArrayList<>();
		new Observation(this.application, this.place, () -> answer(way, trace, statuses), new Draws(this.seed + 1),
				trace)
			.run();
		this.traces.put(way, trace);
		if (way == Way.BYTES) {
			this.unencodable.addAll(this.application.store.unencodable());
			this.decoded = this.application.store.decoded();
		}
		this.application.store.coding(false);
		this.outcomes.put(way, statuses.isEmpty() ? "-" : statuses.get(0));
	}

	/**
	 * Reads where the read is compared, and where no session is open, in any order. A
	 * session that writes what it has read, since a value has no {@code equals} for
	 * instance, is of no use for this.
	 */
	private void fill() {
		List<Place> places = (this.seed % 2 == 0) ? List.of(this.place, Place.NO_SESSION)
				: List.of(Place.NO_SESSION, this.place);
		places.forEach(this::fill);
		if (!this.application.sql.written().isEmpty()) {
			this.application.reset();
			fill(Place.NO_SESSION);
		}
	}

	private void fill(Place where) {
		try {
			where.run(this.application, () -> Results.consume(this.read.call(arguments())));
		}
		catch (RuntimeException ex) {
			// It fails when it is compared, too.
		}
	}

	private @Nullable Object answer(Way way, Trace trace, List<String> statuses) {
		@Nullable Object[] arguments = arguments();
		if (way == Way.DATABASE) {
			for (int i = 0; i < arguments.length; i++) {
				arguments[i] = (arguments[i] instanceof CacheOptions) ? CacheOptions.none() : arguments[i];
			}
			return Results.consume(this.application.accelerate.withCacheStrategy(CacheOptions.none(),
					() -> this.read.call(arguments)));
		}
		int before = this.application.sql.size();
		statuses.add("fails");
		int call = statuses.size() - 1;
		try {
			var answer = this.application.accelerate.withAccelerateInfo(() -> this.read.call(arguments));
			String status = String.valueOf(answer.info().cacheStatus());
			statuses.set(call, status);
			if (status.equals("TTL") && !NotAnswered.maySend(this.read, this.place)) {
				this.application.sql.since(before).forEach((statement) -> trace.add("a hit sends", statement));
			}
			return Results.consume(answer.data());
		}
		finally {
			List<String> reasons = this.application.bypasses.reasons();
			if (!reasons.isEmpty() && statuses.get(call).equals("NONE")) {
				statuses.set(call, "NONE " + reasons.get(0));
			}
		}
	}

	private @Nullable Object[] arguments() {
		return this.application.arguments.draw(this.read, new Draws(this.seed));
	}

	String outcome(Way way) {
		return this.outcomes.get(way);
	}

	/**
	 * Returns why a hit did not come from bytes, although it should have, or nothing.
	 */
	List<String> withoutBytes() {
		if (!outcome(Way.BYTES).equals("TTL") || this.decoded > 0 && this.unencodable.isEmpty()) {
			return List.of();
		}
		return this.unencodable.isEmpty() ? List.of(this.read + " was not decoded") : this.unencodable;
	}

	/**
	 * Returns where the first difference is and what it is, or nothing.
	 */
	List<String> differences() {
		List<String> truth = this.traces.get(Way.DATABASE).lines();
		for (Way way : Way.values()) {
			List<String> lines = this.traces.get(way).lines();
			for (int i = 0; i < Math.max(lines.size(), truth.size()); i++) {
				if (i >= lines.size() || i >= truth.size() || !lines.get(i).equals(truth.get(i))) {
					return List.of(
							this.read + ", " + this.place + ", " + way + ", " + this.outcome(way) + ", seed "
									+ this.seed + ", arguments " + Arguments.text(arguments()),
							"after    " + part(truth, i - 3, i), "cache    " + part(lines, i, i + 4),
							"database " + part(truth, i, i + 4));
				}
			}
		}
		return List.of();
	}

	private static List<String> part(List<String> lines, int from, int to) {
		return lines.subList(Math.min(Math.max(from, 0), lines.size()), Math.min(to, lines.size()));
	}

}
