package dev.accelerate.invalidation.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.store.LocalEntryCache;
import dev.accelerate.testing.MutableTime;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;

import org.springframework.cache.Cache;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writers and readers at work on one database, until they have done enough or found a
 * violation.
 */
final class ModelRun {

	static final List<String> TABLES = List.of("model_items", "model_boxes", "model_tickets");

	static final List<String> TAGS = IntStream.range(0, Rows.TICKETS).mapToObj((id) -> "ticket_" + id).toList();

	private static final int READERS = 8;

	final Versions versions = new Versions();

	final ModelRepository repository;

	final ItemRepository items;

	final AccelerateOperations accelerate;

	final Cache cache;

	final MutableTime time;

	final PlatformTransactionManager transactionManager;

	final EntityManager entityManager;

	final EntityManagerFactory entityManagerFactory;

	private final AtomicInteger operations = new AtomicInteger();

	private volatile boolean failed;

	ModelRun(ApplicationContext context) {
		this.repository = context.getBean(ModelRepository.class);
		this.items = context.getBean(ItemRepository.class);
		this.accelerate = context.getBean(AccelerateOperations.class);
		this.cache = context.getBean(LocalEntryCache.class).cache();
		this.time = context.getBean(MutableTime.class);
		this.transactionManager = context.getBean(PlatformTransactionManager.class);
		this.entityManager = context.getBean(EntityManager.class);
		this.entityManagerFactory = context.getBean(EntityManagerFactory.class);
	}

	/**
	 * Fill the tables.
	 */
	ModelRun fill() {
		new TransactionTemplate(this.transactionManager).executeWithoutResult((transaction) -> {
			List<Box> boxes = new ArrayList<>();
			for (int id = 0; id <= Rows.BOXES; id++) {
				boxes.add(new Box(id));
			}
			boxes.forEach(this.entityManager::persist);
			for (int id = 0; id < Rows.ITEMS; id++) {
				this.entityManager.persist(new Item(id, boxes.get(Rows.boxOf(id))));
			}
			for (int id = 0; id < Rows.TICKETS; id++) {
				this.entityManager.persist(new Ticket(id));
			}
		});
		return this;
	}

	/**
	 * Run until a number of operations has been done, or a result was wrong.
	 */
	void run(long seed, int enough) throws Exception {
		List<Runnable> steps = new ArrayList<>();
		for (int i = 0; i < Rows.WRITERS; i++) {
			steps.add(new ModelWriter(this, i, new Random(seed + i))::step);
		}
		for (int i = 0; i < READERS; i++) {
			steps.add(new ModelReader(this, new Random(seed - 1 - i))::step);
		}
		ExecutorService threads = Executors.newFixedThreadPool(steps.size());
		try {
			List<Future<?>> futures = new ArrayList<>();
			steps.forEach((step) -> futures.add(threads.submit(() -> repeat(step, enough))));
			for (Future<?> future : futures) {
				await(future);
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	/**
	 * Waits for a thread of the model. If the test times out first, the failure says
	 * where the threads are.
	 */
	private static void await(Future<?> future) throws ExecutionException {
		try {
			future.get(1, TimeUnit.HOURS);
		}
		catch (InterruptedException | TimeoutException ex) {
			throw new IllegalStateException("The model does not come to an end. Its threads: " + stacks(), ex);
		}
	}

	private static String stacks() {
		StringBuilder stacks = new StringBuilder();
		Thread.getAllStackTraces().forEach((thread, stack) -> {
			if (thread.getName().startsWith("pool-")) {
				stacks.append('\n').append(thread.getName()).append(' ').append(thread.getState());
				Arrays.stream(stack).limit(60).forEach((frame) -> stacks.append("\n\tat ").append(frame));
			}
		});
		return stacks.toString();
	}

	private void repeat(Runnable step, int enough) {
		try {
			while (this.operations.get() < enough && !this.failed && this.versions.violations().isEmpty()) {
				step.run();
			}
		}
		catch (Throwable ex) {
			this.failed = true;
			throw ex;
		}
	}

	int operations() {
		return this.operations.get();
	}

	/**
	 * Count a write or a cached read.
	 */
	void count() {
		this.operations.incrementAndGet();
	}

}
