package dev.accelerate.jpa.rows.fuzz;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.accelerate.Accelerated;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.invalidation.Tags;
import dev.accelerate.jpa.rows.domain.People;
import dev.accelerate.store.Entry;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionTemplate;

/**
 * Random writes and reads, one after the other. After each write, every result that still
 * counts as valid, and that was read from a table which the write has changed, is
 * compared with the same read without the cache.
 */
final class Fuzz {

	private static final int CALLS = 2_500;

	private static final int ENOUGH = 10;

	private static final int FOCUS = 100;

	private static final String THROWS = "throws ";

	private static final int ALL = 2_000;

	final FuzzApplication application;

	final Tally tally = new Tally();

	final List<String> stale = new ArrayList<>();

	private final Random random;

	private final List<Way> ways;

	private final Map<String, Call> calls = new LinkedHashMap<>(CALLS, 0.75f, true);

	private final Deque<String> recent = new ArrayDeque<>();

	private final Focus focus;

	private int enough = ENOUGH;

	/**
	 * The tables that the present way has changed.
	 */
	private BitSet written = new BitSet();

	Fuzz(FuzzApplication application, List<Way> ways, long seed) {
		this.application = application;
		this.ways = ways;
		this.random = new Random(seed);
		this.focus = new Focus(application.reads, ways, this.random);
	}

	/**
	 * Begins with some reads, comes back to them, and stops at the first stale result.
	 */
	Fuzz about(Predicate<FuzzedRead> some) {
		this.focus.about(some);
		this.enough = 1;
		return this;
	}

	/**
	 * Writes in each way a few times, and then does some steps, or until enough stale
	 * results were found.
	 */
	Fuzz run(int steps) {
		for (int i = 0; i < 2; i++) {
			this.ways.forEach(this::write);
		}
		this.application.reads.forEach(this::read);
		this.focus.move();
		for (int i = 1; i <= steps && this.stale.size() < this.enough; i++) {
			if (below(10) < 2) {
				write(this.focus.way());
			}
			else {
				read();
			}
			if (i % FOCUS == 0) {
				this.focus.move();
			}
			if (i % ALL == 0) {
				checkAll();
			}
		}
		checkAll();
		return this;
	}

	private void write(Way way) {
		boolean failed = false;
		this.written = new BitSet();
		try {
			way.act().accept(this);
		}
		catch (RuntimeException ex) {
			failed = true;
			this.tally.failed(way.name(), ex);
		}
		this.tally.wrote(way.name());
		this.recent.addLast(failed ? way.name() + " (failed)" : way.name());
		if (this.recent.size() > 4) {
			this.recent.removeFirst();
		}
		check();
		this.focus.wrote(way, this.written);
	}

	/**
	 * Makes some read.
	 */
	void read() {
		Call again = onceIn(2) ? this.focus.again() : null;
		if (again != null) {
			compare(again, true);
		}
		else {
			read(this.focus.read());
		}
	}

	private Call read(FuzzedRead read) {
		@Nullable Object[] arguments = FuzzedReads.arguments(read, this);
		Call call = this.calls.computeIfAbsent(read.name() + ' ' + FuzzedReads.text(arguments, this),
				(text) -> new Call(read, arguments, text));
		compare(call, true);
		this.focus.read(call);
		if (this.calls.size() > CALLS) {
			Iterator<Call> eldest = this.calls.values().iterator();
			eldest.next();
			eldest.remove();
		}
		return call;
	}

	/**
	 * Makes a read, and compares the result with what is known or with the database.
	 */
	private void compare(Call call, boolean counted) {
		this.application.reading(call.read);
		this.application.store.take();
		this.application.readTables.take();
		CacheStatus[] status = { CacheStatus.NONE };
		String served = result(call, () -> {
			Accelerated<?> result = this.application.accelerate
				.withAccelerateInfo(() -> call.read.call(call.arguments));
			status[0] = result.info().cacheStatus();
			return result.data();
		});
		call.signature = this.application.store.take();
		call.tables.or(this.application.readTables.take());
		if (counted) {
			this.tally.read(call.read.name(), status[0], call.survived);
		}
		if (status[0] != CacheStatus.TTL) {
			call.expected = served;
			call.known = true;
			call.survived = false;
			return;
		}
		if (!call.known) {
			call.expected = result(call, () -> fresh(call));
			call.known = true;
			call.tables.or(this.application.readTables.take());
		}
		if (!served.equals(call.expected)) {
			this.stale
				.add(call + "\n  cached   " + served + "\n  database " + call.expected + "\n  after    " + this.recent);
			this.application.accelerate.invalidateAll();
		}
	}

	private @Nullable Object fresh(Call call) {
		return this.application.accelerate.withCacheStrategy(CacheOptions.none(), () -> call.read.call(call.arguments));
	}

	private String result(Call call, java.util.function.Supplier<@Nullable Object> read) {
		try {
			return text(read.get(), call.read.ordered());
		}
		catch (RuntimeException ex) {
			return THROWS + ex.getClass().getSimpleName();
		}
	}

	String text(@Nullable Object result, boolean ordered) {
		return Flat.of(result, ordered, this.application.sessionFactory);
	}

	/**
	 * Compares what is valid although a table that it was read from has been written.
	 */
	void check() {
		BitSet changed = this.application.versions.changed();
		this.written.or(changed);
		if (!changed.isEmpty()) {
			for (Call call : this.calls.values()) {
				if (call.tables.intersects(changed)) {
					call.known = false;
					call.survived = true;
					if (isValid(call)) {
						compare(call, false);
					}
				}
			}
		}
	}

	/**
	 * Compares everything that is valid, whatever it was read from.
	 */
	private void checkAll() {
		for (Call call : this.calls.values()) {
			call.known = false;
			if (isValid(call)) {
				compare(call, false);
			}
		}
	}

	/**
	 * Reads again whatever was never answered from the cache.
	 * @return the reads that are not answered then, either, although they do not fail
	 */
	Set<String> unanswered() {
		Set<String> failing = new TreeSet<>();
		for (FuzzedRead read : this.application.reads) {
			for (int i = 0; i < 20 && this.tally.withoutHit().contains(read.name()); i++) {
				Call call = read(read);
				compare(call, true);
				if (call.expected.startsWith(THROWS)) {
					failing.add(read.name());
				}
			}
		}
		Set<String> unanswered = this.tally.withoutHit();
		unanswered.removeAll(failing);
		return unanswered;
	}

	private boolean isValid(Call call) {
		Entry entry = (call.signature != null) ? this.application.store.get(call.signature) : null;
		return entry != null
				&& this.application.invalidations.isValid(entry.dependencies(), Tags.NONE, System.nanoTime());
	}

	int below(int bound) {
		return this.random.nextInt(bound);
	}

	boolean onceIn(int times) {
		return below(times) == 0;
	}

	<T> T draw(List<T> values) {
		return values.get(below(values.size()));
	}

	String name() {
		return "n" + below(3);
	}

	String email() {
		return "abcdef".charAt(below(6)) + "@x";
	}

	String tenant() {
		return "t" + below(3);
	}

	People.Status status() {
		return People.Status.values()[below(3)];
	}

	Object id(Class<?> type) {
		return this.application.population.draw(type, this.random);
	}

	Long longId(Class<?> type) {
		return (Long) id(type);
	}

	/**
	 * Finds some entity, or {@code null} if there is none with the drawn identifier.
	 */
	<T> @Nullable T find(Session session, Class<T> type) {
		return session.find(type, id(type));
	}

	TransactionTemplate transaction() {
		return new TransactionTemplate(this.application.transactions);
	}

	/**
	 * Runs an action in a transaction of its own.
	 */
	void inTransaction(Consumer<Session> action) {
		transaction()
			.executeWithoutResult((status) -> action.accept(this.application.entityManager.unwrap(Session.class)));
	}

	/**
	 * Persists an entity, unless there are enough, or none is made.
	 */
	<T> void insert(Class<T> type, java.util.function.Function<Session, @Nullable T> made) {
		T[] born = newArray();
		inTransaction((session) -> {
			String name = this.application.sessionFactory.getMappingMetamodel()
				.getEntityDescriptor(type)
				.getEntityName();
			if (session.createSelectionQuery("select count(*) from " + name, Long.class).getSingleResult() < 10) {
				born[0] = made.apply(session);
				if (born[0] != null) {
					session.persist(born[0]);
				}
			}
		});
		if (born[0] != null) {
			this.application.population.born(type,
					this.application.sessionFactory.getPersistenceUnitUtil().getIdentifier(born[0]));
		}
	}

	@SuppressWarnings("unchecked")
	private static <T> T[] newArray() {
		return (T[]) new Object[1];
	}

}
