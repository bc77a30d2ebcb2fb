package dev.accelerate.jpa;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import dev.accelerate.snapshot.ResultSnapshotter;
import dev.accelerate.snapshot.Snapshot;
import dev.accelerate.test.ObjectGraph;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Inheritance;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PostLoad;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import jakarta.persistence.criteria.CriteriaQuery;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.engine.spi.PersistentAttributeInterceptable;
import org.hibernate.engine.spi.PersistentAttributeInterceptor;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.data.projection.SpelAwareProxyProjectionFactory;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * {@link EntityAssembler}: which entities have one, and that it builds what the persister
 * builds.
 */
class EntityAssemblerTests {

	private static final Class<?>[] ENTITIES = { PlainItem.class, ByGetters.class, ByOneGetter.class, ByHand.class,
			OfTwoKeys.class, OfOneKey.class, Inheriting.class, AbstractRoot.class, OfRoot.class, WithFinal.class,
			WithConverter.class, WithBytes.class, WithCallback.class, WithListener.class, Of64.class, Of65.class,
			WithOthers.class, WithPart.class, WithConstructor.class, Failing.class };

	private static SessionFactory sessionFactory;

	@BeforeAll
	static void start() {
		sessionFactory = new MetadataSources(new StandardServiceRegistryBuilder()
			.applySetting(JdbcSettings.JAKARTA_JDBC_URL, "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1")
			.applySetting(SchemaToolingSettings.JAKARTA_HBM2DDL_DATABASE_ACTION, "create-drop")
			.build()).addAnnotatedClasses(ENTITIES).buildMetadata().buildSessionFactory();
		sessionFactory.inTransaction((session) -> stored().forEach(session::persist));
	}

	@AfterAll
	static void stop() {
		sessionFactory.close();
	}

	@ParameterizedTest(name = "{0}: assembler {1}, flat {2}")
	@CsvSource({ "PlainItem, true, true", "ByGetters, false, false", "ByOneGetter, false, false",
			"ByHand, false, false", "OfTwoKeys, false, false", "OfOneKey, true, false", "Inheriting, true, true",
			"OfRoot, true, true", "WithFinal, true, true", "WithConverter, true, false", "WithBytes, true, false",
			"WithCallback, true, false", "WithListener, true, false", "Of64, true, true", "Of65, false, false",
			"WithOthers, true, false", "WithPart, true, false", "WithConstructor, false, false" })
	void has(String entity, boolean assembler, boolean flat) {
		EntityMapping mapping = snapshots().mappingOf(getClass().getName() + "$" + entity);
		assertThat(mapping.assembler() != null).as("assembler").isEqualTo(assembler);
		assertThat(mapping.isFlat()).as("flat").isEqualTo(flat);
	}

	@ParameterizedTest
	@MethodSource("queried")
	void buildsWhatThePersisterBuildsOfTheSameSnapshot(Class<?> entity) {
		List<?> truth = find(entity);
		assertThat(truth).isNotEmpty();
		HibernateEntitySnapshots assembling = snapshots();
		HibernateEntitySnapshots persisting = snapshots();
		leaveToPersisters(persisting);
		Snapshot snapshot = snapshotter(assembling).capture(find(entity));
		Object assembled = snapshotter(assembling).restore(snapshot);
		Object again = snapshotter(assembling).restore(snapshot);
		Object persisted = snapshotter(persisting).restore(snapshot);
		assertThat(ObjectGraph.describe(assembled)).isEqualTo(ObjectGraph.describe(persisted))
			.isEqualTo(ObjectGraph.describe(truth));
		assertThat(ObjectGraph.shared(assembled, again)).isEmpty();
	}

	static List<Class<?>> queried() {
		List<Class<?>> queried = new ArrayList<>(List.of(ENTITIES));
		queried.removeAll(List.of(WithConstructor.class, Failing.class));
		return queried;
	}

	@Test
	void buildsEntitiesOfSeveralKindsInOneResult() {
		HibernateEntitySnapshots assembling = snapshots();
		HibernateEntitySnapshots persisting = snapshots();
		leaveToPersisters(persisting);
		List<Object> mixed = new ArrayList<>();
		for (Class<?> entity : List.of(PlainItem.class, Inheriting.class, PlainItem.class, WithOthers.class,
				PlainItem.class, ByGetters.class)) {
			mixed.addAll(find(entity));
		}
		Snapshot snapshot = snapshotter(assembling).capture(mixed);
		Object assembled = snapshotter(assembling).restore(snapshot);
		assertThat(ObjectGraph.describe(assembled)).isEqualTo(ObjectGraph.describe(mixed))
			.isEqualTo(ObjectGraph.describe(snapshotter(persisting).restore(snapshot)));
	}

	@Test
	void entityIsMergedAsAnyDetachedOne() {
		HibernateEntitySnapshots snapshots = snapshots();
		Snapshot snapshot = snapshotter(snapshots).capture(find(PlainItem.class));
		List<?> restored = (List<?>) Objects.requireNonNull(snapshotter(snapshots).restore(snapshot));
		PlainItem item = (PlainItem) restored.get(0);
		long version = item.version;
		item.text = "merged";
		sessionFactory.inTransaction((session) -> session.merge(item));
		PlainItem stored = find(PlainItem.class).get(0);
		assertThat(stored.text).isEqualTo("merged");
		assertThat(stored.version).isEqualTo(version + 1);
	}

	@Test
	void failureOfAConstructorIsPassedOn() {
		EntityAssembler assembler = assembler(Failing.class);
		Failing.failure = new IllegalArgumentException("as told");
		assertThatIllegalArgumentException().isThrownBy(assembler::instantiate).isSameAs(Failing.failure);
		Failing.failure = new Exception("as told");
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(assembler::instantiate)
			.withCause(Failing.failure);
		Failing.failure = new StackOverflowError();
		assertThatExceptionOfType(StackOverflowError.class).isThrownBy(assembler::instantiate);
		Failing.failure = null;
		assertThat(assembler.instantiate()).isExactlyInstanceOf(Failing.class);
	}

	@Test
	void eachEntityHasAnAssemblerOfItsOwn() {
		EntityAssembler one = assembler(PlainItem.class);
		EntityAssembler other = assembler(Inheriting.class);
		assertThat(one.instantiate()).isExactlyInstanceOf(PlainItem.class).isNotSameAs(one.instantiate());
		assertThat(other.instantiate()).isExactlyInstanceOf(Inheriting.class);
		assertThat(one.getClass().isHidden()).isTrue();
	}

	private static EntityAssembler assembler(Class<?> entity) {
		return Objects.requireNonNull(snapshots().mappingOf(entity.getName()).assembler());
	}

	private static HibernateEntitySnapshots snapshots() {
		return new HibernateEntitySnapshots((SessionFactoryImplementor) sessionFactory);
	}

	/**
	 * Take the assemblers away.
	 */
	private static void leaveToPersisters(HibernateEntitySnapshots snapshots) {
		for (Class<?> entity : ENTITIES) {
			EntityMapping mapping = snapshots.mappingOf(entity.getName());
			ReflectionTestUtils.setField(mapping, "assembler", null);
			ReflectionTestUtils.setField(mapping, "flat", false);
			assertThat(mapping.assembler()).isNull();
			assertThat(mapping.isFlat()).isFalse();
		}
	}

	private static ResultSnapshotter snapshotter(HibernateEntitySnapshots snapshots) {
		return new ResultSnapshotter(snapshots, new SpelAwareProxyProjectionFactory());
	}

	private static <T> List<T> find(Class<T> entity) {
		return sessionFactory.fromTransaction((session) -> {
			CriteriaQuery<T> query = session.getCriteriaBuilder().createQuery(entity);
			query.from(entity);
			return session.createQuery(query).getResultList();
		});
	}

	private static List<Object> stored() {
		PlainItem empty = new PlainItem();
		empty.id = 2L;
		PlainItem item = new PlainItem();
		item.fill();
		ByGetters byGetters = new ByGetters();
		byGetters.setId(1L);
		byGetters.setText("text");
		WithOthers alone = new WithOthers(1L, null);
		List<Object> stored = new ArrayList<>(List.of(item, empty, byGetters, new ByOneGetter(), new ByHand(),
				new OfTwoKeys("x", 1), new OfTwoKeys("x", 2), new OfOneKey(), new Inheriting(), new OfRoot(),
				new WithFinal("final"), new WithConverter(), new WithBytes(), new WithCallback(), new WithListener(),
				new Of64(), new Of65(), alone, new WithOthers(2L, alone), new WithPart()));
		return stored;
	}

	@Entity
	static class PlainItem {

		@Id
		private Long id;

		@Version
		private long version;

		private String text;

		private int number;

		private boolean flag;

		private double fraction;

		private float half;

		private short small;

		private byte tiny;

		private char letter = 'x';

		private Integer boxed;

		private BigDecimal amount;

		private Instant at;

		private UUID token;

		@Enumerated(EnumType.STRING)
		private TimeUnit unit;

		@Transient
		private String notMapped = "by the constructor";

		private PlainItem() {
		}

		void fill() {
			this.id = 1L;
			this.text = "text";
			this.number = -5;
			this.flag = true;
			this.fraction = 1.5;
			this.half = 0.5f;
			this.small = 3;
			this.tiny = 4;
			this.letter = 'y';
			this.boxed = 7;
			this.amount = new BigDecimal("12.30");
			this.at = Instant.ofEpochSecond(5);
			this.token = new UUID(1, 2);
			this.unit = TimeUnit.DAYS;
			this.notMapped = "changed";
		}

	}

	@Entity
	static class ByGetters {

		private Long key;

		private String content;

		@Id
		public Long getId() {
			return this.key;
		}

		public void setId(Long id) {
			this.key = id;
		}

		public String getText() {
			return this.content;
		}

		public void setText(String text) {
			this.content = text;
		}

	}

	@Entity
	static class ByOneGetter {

		@Id
		private Long id = 1L;

		@Transient
		private String content = "text";

		@Access(AccessType.PROPERTY)
		public String getText() {
			return this.content;
		}

		public void setText(String text) {
			this.content = text;
		}

	}

	/**
	 * As an enhanced class is, as far as the assembler looks.
	 */
	@Entity
	static class ByHand implements PersistentAttributeInterceptable {

		@Id
		private Long id = 1L;

		private String text = "text";

		@Transient
		private transient PersistentAttributeInterceptor interceptor;

		@Override
		public PersistentAttributeInterceptor $$_hibernate_getInterceptor() {
			return this.interceptor;
		}

		@Override
		public void $$_hibernate_setInterceptor(PersistentAttributeInterceptor interceptor) {
			this.interceptor = interceptor;
		}

	}

	@Entity
	@IdClass(TwoKeys.class)
	static class OfTwoKeys {

		@Id
		private String town;

		@Id
		private Integer number;

		private String text = "text";

		OfTwoKeys() {
		}

		OfTwoKeys(String town, Integer number) {
			this.town = town;
			this.number = number;
		}

	}

	record TwoKeys(String town, Integer number) implements Serializable {
	}

	@Entity
	static class OfOneKey {

		@EmbeddedId
		private Place place = new Place("x", 1);

		private String text = "text";

	}

	@Embeddable
	record Place(String town, Integer number) implements Serializable {
	}

	@MappedSuperclass
	abstract static class Base {

		@Id
		private Long id = 1L;

		private Instant created = Instant.ofEpochSecond(7);

		private String text = "of the base";

	}

	@Entity
	static class Inheriting extends Base {

		private String more = "more";

	}

	@Entity
	@Inheritance
	abstract static class AbstractRoot {

		@Id
		private Long id = 1L;

		private String rootText = "of the root";

	}

	@Entity
	static class OfRoot extends AbstractRoot {

		private String more = "more";

	}

	@Entity
	static class WithFinal {

		@Id
		private final Long id;

		private final String text;

		private WithFinal() {
			this(null);
		}

		WithFinal(String text) {
			this.id = (text != null) ? 1L : null;
			this.text = text;
		}

	}

	@Entity
	static class WithConverter {

		@Id
		private Long id = 1L;

		@Convert(converter = MoneyConverter.class)
		private Money money = new Money("5 EUR");

	}

	static class Money {

		private final String text;

		Money(String text) {
			this.text = text;
		}

	}

	static class MoneyConverter implements AttributeConverter<Money, String> {

		@Override
		public String convertToDatabaseColumn(Money money) {
			return (money != null) ? money.text : null;
		}

		@Override
		public Money convertToEntityAttribute(String text) {
			return (text != null) ? new Money(text) : null;
		}

	}

	@Entity
	static class WithBytes {

		@Id
		private Long id = 1L;

		private byte[] bytes = { 1, 2, 3 };

	}

	@Entity
	static class WithCallback {

		@Id
		private Long id = 1L;

		private String text = "text";

		@Transient
		private String derived;

		@PostLoad
		void derive() {
			this.derived = "derived of " + this.text;
		}

	}

	@Entity
	@EntityListeners(Deriving.class)
	static class WithListener {

		@Id
		private Long id = 1L;

		private String text = "text";

		@Transient
		private String derived;

	}

	static class Deriving {

		@PostLoad
		void derive(WithListener entity) {
			entity.derived = "derived of " + entity.text;
		}

	}

	@MappedSuperclass
	abstract static class Fields {

		@Id
		private Long id = 1L;

		private String a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20,
				a21, a22, a23, a24, a25, a26, a27, a28, a29, a30, a31, a32, a33, a34, a35, a36, a37, a38, a39, a40, a41,
				a42, a43, a44, a45, a46, a47, a48, a49, a50, a51, a52, a53, a54, a55, a56, a57, a58, a59, a60, a61, a62,
				a63;

	}

	@Entity
	static class Of64 extends Fields {

	}

	@Entity
	static class Of65 extends Fields {

		private String oneMore = "one more";

	}

	@Entity
	static class WithOthers {

		@Id
		private Long id;

		@ManyToOne(fetch = FetchType.LAZY)
		private WithOthers other;

		@ElementCollection
		private List<String> words = new ArrayList<>(List.of("word"));

		WithOthers() {
		}

		WithOthers(Long id, WithOthers other) {
			this.id = id;
			this.other = other;
		}

	}

	@Entity
	static class WithPart {

		@Id
		private Long id = 1L;

		private Place place = new Place("x", 1);

	}

	@Entity
	static class WithConstructor {

		@Id
		private Long id;

		WithConstructor(Long id) {
			this.id = id;
		}

	}

	@Entity
	static class Failing {

		static Throwable failure;

		@Id
		private Long id;

		Failing() throws Exception {
			if (failure instanceof Error error) {
				throw error;
			}
			if (failure != null) {
				throw (Exception) failure;
			}
		}

	}

}
