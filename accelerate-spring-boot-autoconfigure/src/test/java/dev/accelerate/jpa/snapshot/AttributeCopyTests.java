package dev.accelerate.jpa.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.sql.Blob;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheStatus;
import dev.accelerate.jpa.attribute.Attributes;
import dev.accelerate.jpa.attribute.Converters;
import dev.accelerate.snapshot.UnsupportedResultException;
import dev.accelerate.testing.ObjectGraph;
import dev.accelerate.testing.RecordedFailures;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import org.hibernate.engine.jdbc.proxy.ClobProxy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static dev.accelerate.test.AcceleratedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Copies of attributes by their {@link ValueMapping}: what may be shared, what is copied,
 * and what is not stored.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AttributeCopyTests {

	private final TestDatabase database;

	private ConfigurableApplicationContext cached;

	private ConfigurableApplicationContext uncached;

	private AttributeRepository attributes;

	private AccelerateOperations accelerate;

	private RecordedFailures failures;

	AttributeCopyTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeAll
	void start() {
		this.cached = TestApplication.run(this.database, Configured.class);
		String url = this.cached.getEnvironment().getRequiredProperty("spring.datasource.url");
		this.uncached = TestApplication.run(this.database, Configured.class, "spring.datasource.url=" + url,
				"spring.jpa.hibernate.ddl-auto=none", "accelerate.enabled=false");
		this.attributes = this.cached.getBean(AttributeRepository.class);
		this.accelerate = this.cached.getBean(AccelerateOperations.class);
		this.failures = this.cached.getBean(RecordedFailures.class);
		write(AttributeCopyTests::insert);
		write((entityManager) -> entityManager.createNativeQuery("update with_lossy set reading = '1.2345'")
			.executeUpdate());
		// To write a stream is to read it, which Hibernate does more than once.
		write((entityManager) -> entityManager
			.createNativeQuery("update with_stream set stream = :bytes, source = 'text'")
			.setParameter("bytes", new byte[] { 1, 2, 3 })
			.executeUpdate());
	}

	private static void insert(EntityManager entityManager) {
		Attributes.WithBlob blob = new Attributes.WithBlob();
		blob.content = Converters.blob();
		Attributes.WithClob clob = new Attributes.WithClob();
		clob.content = ClobProxy.generateProxy("text");
		Attributes.WithHeldBlob held = new Attributes.WithHeldBlob();
		held.holder = new Converters.Holder();
		held.holder.blob = Converters.blob();
		Attributes.WithKeyOfParts keyOfParts = new Attributes.WithKeyOfParts();
		keyOfParts.key.referenced = new Attributes.Referenced();
		Attributes.OfMutableKey ofMutableKey = new Attributes.OfMutableKey();
		ofMutableKey.other = new Attributes.WithMutableKey();
		Stream
			.of(keyOfParts.key.referenced, keyOfParts, ofMutableKey.other, ofMutableKey, new Attributes.WithStream(),
					blob, clob, held, new Attributes.WithLossy(), new Attributes.WithSharingUserType(),
					new Attributes.WithTimeZone(), new Attributes.WithClones(), new Attributes.WithJson(),
					new Attributes.WithFinalValues(), new Attributes.WithDeclaredImmutable(),
					new Attributes.WithInterned(), new Attributes.WithUserTypes(), new Attributes.WithParents(),
					new Attributes.WithParentInId(), new Attributes.WithInstantiators())
			.forEach(entityManager::persist);
	}

	@BeforeEach
	void forget() {
		this.accelerate.invalidateAll();
		this.failures.clear();
	}

	@AfterAll
	void stop() {
		this.uncached.close();
		this.cached.close();
	}

	static Stream<Read> kept() {
		return Stream.of(new Read("time zones", AttributeRepository::timeZones),
				new Read("time zones in a row", AttributeRepository::timeZonesInRow),
				new Read("arrays, calendars, serializables", AttributeRepository::clones),
				new Read("JSON", AttributeRepository::json),
				new Read("final values of converters", AttributeRepository::finalValues),
				new Read("@Immutable value of a converter", AttributeRepository::declaredImmutable),
				new Read("user type that copies", AttributeRepository::userTypes),
				new Read("@ManyToOne in an @EmbeddedId", AttributeRepository::keysOfParts),
				new Read("key of a lazy collection", AttributeRepository::mutableKeys),
				new Read("@Parent", AttributeRepository::parents),
				new Read("@Parent in an @EmbeddedId", AttributeRepository::parentInId),
				new Read("records and instantiators", AttributeRepository::instantiators));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("kept")
	void copiesAreWhatWasReadAndShareNothing(Read read) {
		String truth = ObjectGraph.describe(read.query().apply(this.uncached.getBean(AttributeRepository.class)));
		Accelerated<Object> miss = this.accelerate.withAccelerateInfo(() -> read.query().apply(this.attributes));
		Accelerated<Object> hit = this.accelerate.withAccelerateInfo(() -> read.query().apply(this.attributes));
		assertThat(this.failures.messages()).isEmpty();
		assertThat(hit).hasStatus(CacheStatus.TTL);
		assertThat(ObjectGraph.describe(miss.data())).isEqualTo(truth);
		assertThat(ObjectGraph.describe(hit.data())).isEqualTo(truth);
		assertThat(ObjectGraph.shared(miss.data(), hit.data())).isEmpty();
	}

	@Test
	void instanceThatAConverterGivesToEveryoneIsGivenToEveryone() {
		Object unit = this.uncached.getBean(AttributeRepository.class).interned().get(0).unit;
		assertThat(this.attributes.interned().get(0).unit).isSameAs(unit);
		Accelerated<List<Attributes.WithInterned>> hit = this.accelerate.withAccelerateInfo(this.attributes::interned);
		assertThat(hit).hasStatus(CacheStatus.TTL);
		assertThat(hit.data().get(0).unit).isSameAs(unit);
	}

	static Stream<Read> notKept() {
		return Stream.of(new Read("WithBlob.content", AttributeRepository::blobs),
				new Read("No neutral copy", AttributeRepository::blobInRow),
				new Read("No neutral copy", AttributeRepository::blobInTuple),
				new Read("No neutral copy", AttributeRepository::blobInMap),
				new Read("WithClob.content", AttributeRepository::clobs),
				new Read("WithHeldBlob.holder", AttributeRepository::heldBlobs),
				new Read("WithStream.", AttributeRepository::streams),
				new Read("WithMutableKey", AttributeRepository::ofMutableKeys),
				new Read("No neutral copy", AttributeRepository::streamInRow),
				new Read("WithLossy.reading", AttributeRepository::lossy),
				new Read("WithSharingUserType.shared", AttributeRepository::sharingUserType));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("notKept")
	void whatCannotBeCopiedWholeOrApartIsNotKept(Read read) {
		for (int i = 1; i <= 2; i++) {
			Accelerated<Object> result = read(
					() -> this.accelerate.withAccelerateInfo(() -> read.query().apply(this.attributes)));
			assertThat(result).hasStatus(CacheStatus.MISS);
			assertThat(this.failures.all()).hasSize(i).hasOnlyElementsOfType(UnsupportedResultException.class);
		}
		assertThat(this.failures.messages().get(0)).contains(read.name()).doesNotContain("1.2345");
	}

	@Test
	void everyTransactionReadsLargeObjectsOfItsOwn() {
		for (int i = 0; i < 3; i++) {
			read(() -> {
				Attributes.WithBlob entity = this.attributes.blobs().get(0);
				assertThat(Converters.read(entity.content)).containsExactly(1, 2, 3);
				assertThat(Converters.read(this.attributes.heldBlobs().get(0).holder.blob)).containsExactly(1, 2, 3);
				assertThat(Converters.read((Blob) this.attributes.blobInRow().get(0)[1])).containsExactly(1, 2, 3);
				assertThat(text(this.attributes.clobs().get(0))).isEqualTo("text");
				return entity;
			});
		}
	}

	@Test
	void streamsAreLeftToTheCaller() throws IOException {
		for (int i = 0; i < 2; i++) {
			Attributes.WithStream entity = this.attributes.streams().get(0);
			assertThat(entity.stream.readAllBytes()).containsExactly(1, 2, 3);
			assertThat(entity.source.readers.get(0).read()).isEqualTo('t');
			assertThat(((InputStream) this.attributes.streamInRow().get(0)[1]).readAllBytes()).containsExactly(1, 2, 3);
		}
	}

	@Test
	void lossyConverterLosesNothingThatWasRead() {
		for (int i = 0; i < 2; i++) {
			assertThat(this.attributes.lossy().get(0).reading.number).isEqualTo(new BigDecimal("1.2345"));
		}
	}

	private static String text(Attributes.WithClob entity) {
		try {
			return entity.content.getSubString(1, 4);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void write(Consumer<EntityManager> action) {
		new TransactionTemplate(this.cached.getBean(PlatformTransactionManager.class))
			.executeWithoutResult((status) -> action.accept(this.cached.getBean(EntityManager.class)));
	}

	/**
	 * Reads in a transaction, without which PostgreSQL returns no large object.
	 */
	private <T> T read(Supplier<T> action) {
		TransactionTemplate transaction = new TransactionTemplate(
				this.cached.getBean(PlatformTransactionManager.class));
		transaction.setReadOnly(true);
		return transaction.execute((status) -> action.get());
	}

	record Read(String name, Function<AttributeRepository, Object> query) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(RecordedFailures.class)
	@EntityScan(basePackageClasses = Attributes.class)
	@EnableJpaRepositories(basePackageClasses = AttributeRepository.class,
			includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE,
					classes = AttributeRepository.class))
	static class Configured {

	}

}
