package dev.accelerate.applications.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import dev.accelerate.applications.cluster.history.HistoryCheck;
import dev.accelerate.applications.cluster.history.HistoryReport;
import dev.accelerate.applications.cluster.history.Table;

import org.springframework.util.FileSystemUtils;

/**
 * Processes at work on one database while faults happen, and the check of what they have
 * read.
 */
final class ClusterRun implements AutoCloseable {

	private static final String[] CLOCKS = { "15m", "-15m", "0s" };

	/**
	 * How many processes reach the log by a data source of its own.
	 */
	private static final int LOG_WIRES = 2;

	private static final int STARTS = 5;

	private static final int TRIES = 10;

	private static final long CALM = 10;

	/**
	 * How long in seconds a run waits for its first violation.
	 */
	private static final int PATIENCE = 480;

	/**
	 * Properties of every process. The data source beneath the pool is one of the
	 * application's own, but shows everyone the same.
	 */
	private static final List<String> PROPERTIES = List.of("spring.main.web-application-type=none",
			"spring.main.banner-mode=off", "spring.jpa.hibernate.ddl-auto=none", "accelerate.tenancy=single",
			"accelerate.invalidation.jdbc=true", "logging.level.dev.accelerate.applications=debug");

	private final ClusterOptions options;

	private final Path directory;

	private final PostgresServer server;

	private final HistoryCheck check;

	private final List<ClusterSlot> slots = new ArrayList<>();

	private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);

	private final AtomicInteger processes = new AtomicInteger();

	private final long begin = System.nanoTime();

	private long retired;

	ClusterRun(ClusterOptions options) throws IOException, SQLException {
		this.options = options;
		this.directory = Path.of("target", "cluster", options.name());
		FileSystemUtils.deleteRecursively(this.directory);
		Files.createDirectories(this.directory);
		this.server = new PostgresServer(this.directory);
		this.check = new HistoryCheck(options.maxSilence());
		try (Connection connection = this.server.connect(); Statement statement = connection.createStatement()) {
			for (Table table : Table.values()) {
				statement.execute("create table " + table.sqlName()
						+ " (id bigint primary key, revision bigint not null, shelf_id bigint)");
				statement.execute("insert into " + table.sqlName() + " select id, 0, 1 + id % " + Table.SHELVES.size()
						+ " from generate_series(1, " + table.size() + ") id");
			}
		}
	}

	/**
	 * Runs until enough was done and every fault has happened often enough, or until the
	 * first violation if the options say so.
	 */
	HistoryReport run() throws Exception {
		TruthReader truth = new TruthReader(this.server, this.check);
		try {
			for (int i = 0; i < this.options.processes(); i++) {
				// The last one makes its connections to the log as its pool makes them.
				this.slots.add(new ClusterSlot(this.server.port(), i < LOG_WIRES));
			}
			startAll();
			Random random = new Random(this.options.seed());
			ProcessFaults ofProcesses = new ProcessFaults(this, random.nextLong());
			ServerFaults ofServer = new ServerFaults(this, random.nextLong());
			for (int i = 0; !isEnough(i); i++) {
				if (this.options.faults().isEmpty()) {
					LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
					continue;
				}
				Thread other = new Thread(ofServer::all, "server-faults");
				other.start();
				ofProcesses.all();
				other.join();
			}
			for (ClusterSlot slot : this.slots) {
				slot.process().stop();
			}
		}
		finally {
			truth.end();
		}
		return this.check.check();
	}

	private boolean isEnough(int rounds) throws IOException {
		if (this.options.untilViolation()) {
			return this.check.check().violated() > 0 || seconds() > PATIENCE;
		}
		return (!isLacking() || rounds >= TRIES) && operations() >= this.options.operations();
	}

	private void startAll() throws Exception {
		ExecutorService starts = Executors.newFixedThreadPool(this.slots.size());
		try {
			List<Callable<Void>> all = new ArrayList<>();
			this.slots.forEach((slot) -> all.add(() -> {
				start(slot);
				return null;
			}));
			for (Future<Void> started : starts.invokeAll(all)) {
				started.get();
			}
		}
		finally {
			starts.shutdownNow();
		}
	}

	/**
	 * Starts a process in the place of one that has died.
	 */
	void start(ClusterSlot slot) throws IOException, InterruptedException {
		if (slot.process() != null) {
			slot.process().kill();
			this.retired += slot.process().operations();
		}
		for (int i = 0; i < STARTS; i++) {
			int number = this.processes.incrementAndGet();
			boolean off = this.options.faults().contains(Fault.CLOCK_OFF);
			String clock = off ? CLOCKS[number % CLOCKS.length] : "0s";
			List<String> properties = new ArrayList<>(PROPERTIES);
			properties.addAll(this.options.properties());
			properties.add("cluster.url=" + PostgresServer.url(slot.wire.port()));
			properties.add("cluster.log-url=" + PostgresServer.url(slot.logWire.port()));
			if (slot.hasOwnLogWire()) {
				properties.add("accelerate.invalidation.table.data-source=logDataSource");
			}
			properties.add("cluster.clock-offset=" + clock);
			NodeProcess process = new NodeProcess(number, this.options.seed() + 100L * number, this.directory,
					properties, (token) -> relay(slot, token));
			slot.process(process);
			if (process.awaitReady()) {
				this.check.add(number, process.history());
				process.go();
				if (off && !clock.equals("0s")) {
					happened(Fault.CLOCK_OFF);
				}
				return;
			}
			// The server may have been away.
			process.close();
		}
		throw new IllegalStateException("No process starts, see " + this.directory.toAbsolutePath());
	}

	/**
	 * Hands a token of one process to the next.
	 */
	private void relay(ClusterSlot from, String token) {
		NodeProcess to = this.slots.get((this.slots.indexOf(from) + 1) % this.slots.size()).process();
		try {
			if (to != null) {
				to.send(token);
			}
		}
		catch (IOException ex) {
			// It has died.
		}
	}

	private long operations() {
		return this.retired + this.slots.stream().mapToLong((slot) -> slot.process().operations()).sum();
	}

	/**
	 * Returns those of some faults that are to happen next, in any order.
	 */
	synchronized List<Fault> shuffled(List<Fault> faults, Random random) {
		List<Fault> order = new ArrayList<>(faults);
		order.retainAll(this.options.faults());
		if (isLacking()) {
			order.removeIf((fault) -> !isLacking(fault));
		}
		Collections.shuffle(order, random);
		return order;
	}

	/**
	 * Waits between two faults, for longer when each has happened often enough, so that a
	 * long run does more than starting processes.
	 */
	void pause(int millis) {
		LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(isLacking() ? millis : CALM * millis));
	}

	/**
	 * Returns whether some fault has not happened often enough.
	 */
	private synchronized boolean isLacking() {
		return this.options.faults().stream().anyMatch(this::isLacking);
	}

	private boolean isLacking(Fault fault) {
		return this.faults.getOrDefault(fault, 0) < this.options.rounds();
	}

	String name() {
		return this.options.name();
	}

	/**
	 * Returns how long ago it was created.
	 */
	long seconds() {
		return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - this.begin);
	}

	List<ClusterSlot> slots() {
		return this.slots;
	}

	PostgresServer server() {
		return this.server;
	}

	synchronized void happened(Fault fault) {
		this.faults.merge(fault, 1, Integer::sum);
	}

	synchronized Map<Fault, Integer> faults() {
		return new EnumMap<>(this.faults);
	}

	@Override
	public void close() throws IOException {
		for (ClusterSlot slot : this.slots) {
			slot.close();
		}
		this.server.close();
	}

}
