package dev.accelerate.jpa.rows.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongUnaryOperator;

import dev.accelerate.CacheStatus;
import dev.accelerate.jpa.rows.domain.People.Person;
import dev.accelerate.jpa.rows.domain.PersonRepository;
import org.hibernate.Hibernate;
import org.hibernate.Session;

import org.springframework.transaction.support.TransactionTemplate;

/**
 * Threads that write and threads that read rows at once. Each row, and each collection,
 * shows its version. A read that begins after a commit returned, or after somebody saw
 * it, shows no older version.
 */
final class RowRace {

	private static final int PERSONS = 6;

	private static final int WRITERS = 2;

	private static final int READERS = 2;

	final Queue<String> violations = new ConcurrentLinkedQueue<>();

	final AtomicInteger hits = new AtomicInteger();

	final AtomicInteger reads = new AtomicInteger();

	private final FuzzApplication application;

	private final PersonRepository persons;

	private final TransactionTemplate transaction;

	private final List<Long> ids = new ArrayList<>();

	/**
	 * The latest known versions: of the row of each person, and then of its collection.
	 */
	private final AtomicLongArray known = new AtomicLongArray(2 * PERSONS);

	private final AtomicInteger operations = new AtomicInteger();

	private final AtomicLong seen = new AtomicLong();

	private final ThreadLocal<Boolean> pausing = ThreadLocal.withInitial(() -> false);

	RowRace(FuzzApplication application) {
		this.application = application;
		this.persons = application.bean(PersonRepository.class);
		this.transaction = new TransactionTemplate(application.transactions);
		for (int i = 0; i < PERSONS; i++) {
			Person person = new Person("a@x", "t0", "n0");
			person.phones.add("0");
			this.ids.add(this.persons.save(person).id);
		}
		application.committed = this::pause;
	}

	List<Long> ids() {
		return this.ids;
	}

	/**
	 * Lets others read what a writer has committed, before anybody is told.
	 */
	private void pause() {
		if (this.pausing.get()) {
			this.pausing.set(false);
			long start = System.nanoTime();
			long before = this.seen.get();
			while (this.seen.get() < before + 4 && System.nanoTime() - start < 3_000_000) {
				Thread.onSpinWait();
			}
		}
	}

	RowRace run(long seed, int enough) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(WRITERS + READERS);
		try {
			List<Future<?>> futures = new ArrayList<>();
			for (int i = 0; i < WRITERS + READERS; i++) {
				int thread = i;
				Random random = new Random(seed + i);
				futures.add(threads.submit(() -> {
					while (this.operations.get() < enough && this.violations.isEmpty()) {
						if (thread < WRITERS) {
							write(random, thread);
						}
						else {
							read(random);
						}
						this.operations.incrementAndGet();
					}
				}));
			}
			for (Future<?> future : futures) {
				future.get(10, TimeUnit.MINUTES);
			}
		}
		finally {
			threads.shutdownNow();
		}
		return this;
	}

	/**
	 * Writes a person that no other thread writes.
	 */
	private void write(Random random, int thread) {
		int number = thread + WRITERS * random.nextInt(PERSONS / WRITERS);
		long id = this.ids.get(number);
		int way = random.nextInt(5);
		int versioned = (way < 2) ? number + PERSONS : number;
		long version = this.known.get(versioned) + 1;
		this.pausing.set(random.nextInt(4) == 0);
		this.transaction.executeWithoutResult((status) -> {
			Session session = this.application.entityManager.unwrap(Session.class);
			switch (way) {
				case 0, 1 -> session.find(Person.class, id).phones = new ArrayList<>(List.of("" + version));
				case 2, 3 -> session.find(Person.class, id).score = (int) version;
				default -> session.createMutationQuery("update Person p set p.score = ?1 where p.id = ?2")
					.setParameter(1, (int) version)
					.setParameter(2, id)
					.executeUpdate();
			}
		});
		this.pausing.set(false);
		raise(versioned, version);
	}

	private void read(Random random) {
		int number = random.nextInt(PERSONS);
		long id = this.ids.get(number);
		long[] promised = new long[2 * PERSONS];
		for (int i = 0; i < promised.length; i++) {
			promised[i] = this.known.get(i);
		}
		var answer = this.application.accelerate.<List<Person>>withAccelerateInfo(() -> switch (random.nextInt(3)) {
			case 0 -> this.persons.findById(id).stream().toList();
			case 1 -> this.persons.hqlWithPhones(id).stream().toList();
			default -> this.persons.findAllById(List.of(id, this.ids.get((number + 1) % PERSONS)));
		});
		this.reads.incrementAndGet();
		if (answer.info().cacheStatus() == CacheStatus.TTL) {
			this.hits.incrementAndGet();
		}
		for (Person person : answer.data()) {
			int shown = this.ids.indexOf(person.id);
			check(shown, person.score, promised);
			if (Hibernate.isInitialized(person.phones)) {
				check(shown + PERSONS, Long.parseLong(person.phones.get(0)), promised);
			}
		}
		this.seen.incrementAndGet();
	}

	private void check(int versioned, long shown, long[] promised) {
		if (shown < promised[versioned]) {
			this.violations.add("version " + shown + " of " + versioned + " after " + promised[versioned]);
		}
		raise(versioned, shown);
	}

	private void raise(int versioned, long version) {
		LongUnaryOperator latest = (present) -> Math.max(present, version);
		this.known.getAndUpdate(versioned, latest);
	}

}
