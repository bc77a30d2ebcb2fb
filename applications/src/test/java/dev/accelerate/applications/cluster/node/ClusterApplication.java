package dev.accelerate.applications.cluster.node;

import java.time.Clock;
import java.time.Duration;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.accelerate.freshness.TimeSource;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

/**
 * Application that runs several times on one database.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class ClusterApplication {

	@Bean
	CommitHalt commitHalt() {
		return new CommitHalt();
	}

	@Bean
	ReceivedTokens receivedTokens() {
		return new ReceivedTokens();
	}

	@Bean
	@Primary
	DataSource dataSource(@Value("${cluster.url}") String url, CommitHalt commitHalt,
			@Value("${cluster.slow-commit-millis:30}") int slowCommitMillis) {
		HikariDataSource pool = new HikariDataSource();
		pool.setDataSource(new HaltingDataSource(server(url), commitHalt, slowCommitMillis));
		pool.setMaximumPoolSize(14);
		pool.setMinimumIdle(2);
		pool.setConnectionTimeout(3000);
		return pool;
	}

	/**
	 * Tells the time of a machine whose clock is wrong.
	 */
	@Bean
	TimeSource timeSource(@Value("${cluster.clock-offset}") Duration offset) {
		return new TimeSource(Clock.offset(Clock.systemUTC(), offset), System::nanoTime);
	}

	/**
	 * Reaches the log by a wire of its own, so that this alone can fail.
	 */
	@Bean(defaultCandidate = false)
	DataSource logDataSource(@Value("${cluster.log-url}") String url) {
		return server(url);
	}

	@Bean
	static MutantPostProcessor mutantPostProcessor(Environment environment) {
		return new MutantPostProcessor(environment.getProperty("cluster.mutant", Mutant.class, Mutant.NONE));
	}

	static PGSimpleDataSource server(String url) {
		PGSimpleDataSource server = new PGSimpleDataSource();
		server.setUrl(url);
		server.setUser("postgres");
		return server;
	}

}
