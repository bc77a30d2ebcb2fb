package dev.accelerate.jpa.rows.fuzz;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.accelerate.jpa.rows.domain.People;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionTemplate;

/**
 * Random writes and reads, one after the other. After each write, every result that still
 * counts as valid, and that was read from a table which the write has changed, is
 * compared with the same read without the cache.
 */
final class Fuzz {

	private static final int ENOUGH = 10;

	private static final int FOCUS = 100;

	private static final int ALL = 2_000;

	final FuzzApplication application;

	final Tally tally = new Tally();

	final List<String> stale;

	private final Random random;

	private final List<Way> ways;

	private final Calls calls;

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
		this.calls = new Calls(application, this.tally);
		this.stale = this.calls.stale;
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
				this.calls.checkAll();
			}
		}
		this.calls.checkAll();
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
		this.calls.wrote(failed ? way.name() + " (failed)" : way.name());
		check();
		this.focus.wrote(way, this.written);
	}

	/**
	 * Makes some read.
	 */
	void read() {
		Call again = onceIn(2) ? this.focus.again() : null;
		if (again != null) {
			this.calls.make(again);
		}
		else {
			read(this.focus.read());
		}
	}

	private Call read(FuzzedRead read) {
		@Nullable Object[] arguments = FuzzedReads.arguments(read, this);
		Call call = this.calls.of(read, arguments, FuzzedReads.text(arguments, this));
		this.calls.make(call);
		this.focus.read(call);
		return call;
	}

	/**
	 * Compares what is valid although a table that it was read from has been written.
	 */
	void check() {
		this.written.or(this.calls.check());
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
				this.calls.make(call);
				if (call.failed()) {
					failing.add(read.name());
				}
			}
		}
		Set<String> unanswered = this.tally.withoutHit();
		unanswered.removeAll(failing);
		return unanswered;
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
