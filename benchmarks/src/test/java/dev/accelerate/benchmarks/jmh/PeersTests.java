package dev.accelerate.benchmarks.jmh;

import java.io.IOException;
import java.util.Collection;
import java.util.Optional;

import dev.accelerate.benchmarks.domain.UserQueries;
import dev.accelerate.benchmarks.peer.Peer;
import dev.accelerate.benchmarks.peer.PeerApplication;
import jakarta.persistence.EntityManagerFactory;
import javax.cache.Caching;
import javax.cache.configuration.Configuration;
import javax.cache.spi.CachingProvider;
import org.assertj.core.api.SoftAssertions;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Peer}: a peer that caches must do so, or its numbers say nothing.
 */
class PeersTests {

	/**
	 * Not asked is the peer that answers everything with one constant.
	 */
	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "ADVICE", "POSTGRESQL", "ACCELERATE_POSTGRESQL" })
	void onlyAPeerWithoutCacheAsksTheDatabaseAgain(Peer peer) throws IOException {
		askTwice(peer);
	}

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "ACCELERATE_POSTGRESQL" })
	@Tag("postgres")
	void onlyAPeerWithoutCacheAsksPostgresAgain(Peer peer) throws IOException {
		askTwice(peer);
	}

	/**
	 * A cache that copies by serialization would be slow for no reason that its users
	 * have.
	 */
	@Test
	@SuppressWarnings({ "unchecked", "rawtypes" })
	void hibernatesCachesHandOutWhatTheyHold() throws IOException {
		try (PeerApplication application = PeerApplication.start(Peer.HIBERNATE)) {
			CachingProvider provider = Caching
				.getCachingProvider("com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider");
			assertThat(provider.getCacheManager().getCacheNames()).hasSize(7)
				.allSatisfy((name) -> assertThat(provider.getCacheManager()
					.getCache(name)
					.getConfiguration(Configuration.class)
					.isStoreByValue()).isFalse());
			assertThat(application.users()).isNotNull();
		}
	}

	private static void askTwice(Peer peer) throws IOException {
		try (PeerApplication application = PeerApplication.start(peer,
				"spring.jpa.properties.hibernate.generate_statistics=true")) {
			UserQueries users = application.users();
			Statistics statistics = application.bean(EntityManagerFactory.class)
				.unwrap(SessionFactory.class)
				.getStatistics();
			SoftAssertions softly = new SoftAssertions();
			for (Query query : Query.values()) {
				Object first = query.run(users);
				long before = statistics.getPrepareStatementCount();
				Object second = query.run(users);
				long statements = statistics.getPrepareStatementCount() - before;
				softly.assertThat(statements)
					.as("statements of %s when asked again", query)
					.isEqualTo(peer.isCache() ? 0 : 1);
				softly.assertThat(size(second)).as("size of %s when asked again", query).isEqualTo(size(first));
			}
			softly.assertAll();
		}
	}

	private static long size(Object answer) {
		if (answer instanceof Collection<?> rows) {
			return rows.size();
		}
		return (answer instanceof Optional<?> found) ? found.stream().count() : (Long) answer;
	}

}
