package dev.accelerate.examples;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.signature.QuerySignature;
import dev.accelerate.snapshot.Snapshot;
import dev.accelerate.snapshot.codec.SnapshotCodec;
import dev.accelerate.snapshot.codec.UndecodableSnapshotException;
import dev.accelerate.store.Entry;
import dev.accelerate.store.EntryStore;
import dev.accelerate.testing.RecordedFailures;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.JpaRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The example of docs/results.md, with {@link SnapshotCodec}.
 */
class ResultsExamplesTests {

	@AutoClose
	private static final ExamplesApplication application = ExamplesApplication.start(Configured.class);

	private final UserRepository users = application.repository(UserRepository.class);

	private final ByteStore store = application.bean(ByteStore.class);

	private final RecordedFailures failures = application.bean(RecordedFailures.class);

	@BeforeEach
	void reset() {
		application.reset();
		this.store.damage = false;
		this.failures.clear();
	}

	@Test
	void aResultComesFromItsBytes() {
		this.users.save(new User("alice"));
		assertThat(status()).isEqualTo(CacheStatus.MISS);
		assertThat(status()).isEqualTo(CacheStatus.TTL);
		assertThat(this.users.findByName("alice")).extracting(User::getEmail).containsExactly("alice@example.org");
		assertThat(this.failures.all()).isEmpty();
	}

	@Test
	void damagedBytesAreACountedMiss() {
		this.users.save(new User("alice"));
		assertThat(status()).isEqualTo(CacheStatus.MISS);
		this.store.damage = true;
		assertThat(status()).isEqualTo(CacheStatus.MISS);
		assertThat(this.failures.all()).hasAtLeastOneElementOfType(UndecodableSnapshotException.class);
	}

	private CacheStatus status() {
		return application.status(() -> this.users.findByName("alice"));
	}

	interface UserRepository extends JpaRepository<User, Long> {

		@CacheStrategy(ttl = 60)
		List<User> findByName(String name);

	}

	/**
	 * Store that has nothing of a result but its bytes.
	 */
	static final class ByteStore implements EntryStore {

		private final Map<QuerySignature, Entry> entries = new ConcurrentHashMap<>();

		private final ObjectProvider<SnapshotCodec> codecs;

		private volatile boolean damage;

		ByteStore(ObjectProvider<SnapshotCodec> codecs) {
			this.codecs = codecs;
		}

		@Override
		public void put(QuerySignature signature, Entry entry) {
			this.entries.put(signature, entry);
		}

		@Override
		public Entry get(QuerySignature signature) {
			Entry entry = this.entries.get(signature);
			return (entry != null) ? coded(signature, entry, this.codecs.getObject()) : null;
		}

		private Entry coded(QuerySignature signature, Entry entry, SnapshotCodec codec) {
			if (this.damage) {
				byte[] bytes = codec.encode(entry.snapshot(), signature.mapping());
				bytes[bytes.length - 1]++;
				codec.decode(bytes, signature.mapping());
			}
			byte[] bytes = codec.encode(entry.snapshot(), signature.mapping());
			Snapshot snapshot = codec.decode(bytes, signature.mapping());
			return new Entry(entry.signature(), snapshot, entry.dependencies(), entry.loadedAt(), entry.lastModified(),
					entry.lifetime(), entry.backoff());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(ExamplesApplication.Configured.class)
	static class Configured {

		@Bean
		ByteStore byteStore(ObjectProvider<SnapshotCodec> codecs) {
			return new ByteStore(codecs);
		}

		@Bean
		RecordedFailures recordedFailures() {
			return new RecordedFailures();
		}

	}

}
