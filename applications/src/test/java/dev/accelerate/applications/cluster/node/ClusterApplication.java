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
	@Primary
	DataSource dataSource(@Value("${cluster.url}") String url, CommitHalt commitHalt) {
		HikariDataSource pool = new HikariDataSource();
		pool.setDataSource(new HaltingDataSource(server(url), commitHalt));
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

	static PGSimpleDataSource server(String url) {
		PGSimpleDataSource server = new PGSimpleDataSource();
		server.setUrl(url);
		server.setUser("postgres");
		return server;
	}

}
