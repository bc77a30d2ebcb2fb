package dev.accelerate.benchmarks.jmh;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import dev.accelerate.benchmarks.domain.UserQueries;
import dev.accelerate.benchmarks.peer.Peer;
import dev.accelerate.benchmarks.peer.PeerApplication;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What a hit costs in a session that is opened for it, as for a request with Open Session
 * in View. The session manages what is returned. A cache has lost its database when it is
 * measured.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init")
public class SessionBenchmark {

	/**
	 * Who answers.
	 */
	@Param
	Peer peer;

	/**
	 * What is asked.
	 */
	@Param
	Query query;

	private PeerApplication application;

	private UserQueries users;

	private EntityManagerFactory sessions;

	/**
	 * Start the peer, and ask once, so that it has the answer.
	 */
	@Setup(Level.Trial)
	public void start() {
		this.application = PeerApplication.start(this.peer);
		this.users = this.application.users();
		this.sessions = this.application.bean(EntityManagerFactory.class);
		hitInSession();
		this.application.dropTables();
	}

	/**
	 * Stop the peer.
	 * @throws IOException if it cannot be stopped
	 */
	@TearDown(Level.Trial)
	public void stop() throws IOException {
		this.application.close();
	}

	/**
	 * Open a session, ask, and close it.
	 * @return the answer
	 */
	@Benchmark
	public Object hitInSession() {
		EntityManager session = this.sessions.createEntityManager();
		TransactionSynchronizationManager.bindResource(this.sessions, new EntityManagerHolder(session));
		try {
			return this.query.run(this.users);
		}
		finally {
			TransactionSynchronizationManager.unbindResource(this.sessions);
			session.close();
		}
	}

}
