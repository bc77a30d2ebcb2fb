package dev.accelerate.jpa.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.accelerate.jpa.enhanced.EnhancedPicture;
import dev.accelerate.snapshot.ResultSnapshotter;
import dev.accelerate.snapshot.Snapshot;
import dev.accelerate.testing.ObjectGraph;
import org.hibernate.LazyInitializationException;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.BootstrapServiceRegistry;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.bytecode.enhance.spi.DefaultEnhancementContext;
import org.hibernate.bytecode.enhance.spi.Enhancer;
import org.hibernate.bytecode.internal.BytecodeProviderInitiator;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.cfg.TransactionSettings;
import org.hibernate.engine.spi.PersistentAttributeInterceptable;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.data.projection.SpelAwareProxyProjectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link HibernateEntitySnapshots} of a class that was enhanced, so that single
 * attributes are lazy.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnhancedSnapshotTests {

	private Class<?> type;

	private SessionFactory sessionFactory;

	private ResultSnapshotter snapshotter;

	@BeforeAll
	void start() throws Exception {
		this.type = new EnhancingClassLoader().loadClass(EnhancingClassLoader.ENHANCED);
		this.sessionFactory = sessionFactory(this.type, false);
		this.snapshotter = snapshotter(this.sessionFactory);
		fill(this.sessionFactory);
	}

	private static SessionFactory sessionFactory(Class<?> type, boolean loadsOutsideTransactions) {
		return sessionFactory(type, loadsOutsideTransactions, new ArrayList<>());
	}

	private static SessionFactory sessionFactory(Class<?> type, boolean loadsOutsideTransactions,
			List<String> statements) {
		BootstrapServiceRegistry bootstrap = new BootstrapServiceRegistryBuilder()
			.applyClassLoader(type.getClassLoader())
			.build();
		return new MetadataSources(new StandardServiceRegistryBuilder(bootstrap)
			.applySetting(JdbcSettings.JAKARTA_JDBC_URL, "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1")
			.applySetting(SchemaToolingSettings.JAKARTA_HBM2DDL_DATABASE_ACTION, "create-drop")
			.applySetting(JdbcSettings.STATEMENT_INSPECTOR, (StatementInspector) (sql) -> {
				statements.add(sql);
				return sql;
			})
			.applySetting(TransactionSettings.ENABLE_LAZY_LOAD_NO_TRANS, loadsOutsideTransactions)
			.build()).addAnnotatedClass(type).buildMetadata().buildSessionFactory();
	}

	private static ResultSnapshotter snapshotter(SessionFactory sessionFactory) {
		return new ResultSnapshotter(
				new HibernateEntitySnapshots((SessionFactoryImplementor) sessionFactory, () -> null),
				new SpelAwareProxyProjectionFactory());
	}

	private void fill(SessionFactory sessionFactory) throws Exception {
		EnhancedPicture one = (EnhancedPicture) this.type.getConstructor().newInstance();
		EnhancedPicture two = (EnhancedPicture) this.type.getConstructor().newInstance();
		assertThat(one).isInstanceOf(PersistentAttributeInterceptable.class);
		one.fill(1, null);
		two.fill(2, one);
		sessionFactory.inTransaction((session) -> {
			session.persist(one);
			session.persist(two);
		});
	}

	@AfterAll
	void stop() {
		this.sessionFactory.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "from Picture p order by p.id", "from Picture p where p.id = 2",
			"from Picture p left join fetch p.words left join fetch p.next where p.id = 2" })
	void equalsTheTruthAndSharesNothing(String query) {
		Object truth = find(query);
		Snapshot snapshot = this.snapshotter.capture(find(query));
		Object one = this.snapshotter.restore(snapshot);
		Object other = this.snapshotter.restore(snapshot);
		assertThat(ObjectGraph.describe(one)).isEqualTo(ObjectGraph.describe(truth));
		assertThat(ObjectGraph.describe(other)).isEqualTo(ObjectGraph.describe(truth));
		assertThat(ObjectGraph.shared(one, other)).isEmpty();
	}

	@Test
	void throwsWhereTheQuerysOwnResultThrows() {
		EnhancedPicture truth = find("from Picture p where p.id = 2").get(0);
		EnhancedPicture restored = restored("from Picture p where p.id = 2");
		for (EnhancedPicture picture : List.of(truth, restored)) {
			assertThat(picture.getTitle()).isEqualTo("title 2");
			assertThatExceptionOfType(LazyInitializationException.class).isThrownBy(picture::getData);
			assertThatExceptionOfType(LazyInitializationException.class).isThrownBy(picture::getText);
			assertThatExceptionOfType(LazyInitializationException.class).isThrownBy(() -> picture.getNext().getTitle());
			assertThatExceptionOfType(LazyInitializationException.class).isThrownBy(() -> picture.getWords().size());
		}
	}

	@Test
	void mergesWithoutTouchingWhatWasNotLoaded() {
		EnhancedPicture restored = restored("from Picture p where p.id = 2");
		restored.setTitle("changed");
		this.sessionFactory.inTransaction((session) -> session.merge(restored));
		this.sessionFactory.inTransaction((session) -> {
			EnhancedPicture stored = (EnhancedPicture) session
				.createQuery("from Picture p where p.id = 2", Object.class)
				.getSingleResult();
			assertThat(stored.getTitle()).isEqualTo("changed");
			assertThat(stored.getData()).containsExactly(1, 2, 3);
			assertThat(stored.getText()).isEqualTo("text 2");
			assertThat(stored.getNext().getTitle()).isEqualTo("title 1");
			assertThat(stored.getWords()).containsExactly("word");
			stored.setTitle("title 2");
		});
	}

	@Test
	void loadsAfterwardsAsTheQuerysOwnResultDoes() throws Exception {
		try (SessionFactory loading = sessionFactory(this.type, true)) {
			ResultSnapshotter copying = snapshotter(loading);
			fill(loading);
			Supplier<List<EnhancedPicture>> query = () -> loading.fromTransaction(
					(session) -> session.createQuery("from Picture p where p.id = 2", EnhancedPicture.class)
						.getResultList());
			Snapshot snapshot = copying.capture(query.get());
			List<Function<EnhancedPicture, Object>> accesses = List.of(EnhancedPicture::getText,
					(picture) -> picture.getData().length, (picture) -> picture.getNext().getTitle(),
					(picture) -> List.copyOf(picture.getWords()));
			List<String> outcomes = new ArrayList<>();
			for (Function<EnhancedPicture, Object> access : accesses) {
				outcomes.add(outcome(query.get(), access));
				assertThat(outcome(copying.restore(snapshot), access)).isEqualTo(outcome(query.get(), access));
			}
			assertThat(outcomes).contains("title 1", "[word]");
		}
	}

	/**
	 * What comes into an open session loads there, and writes there, what the query's own
	 * result would.
	 */
	@Test
	void inASessionItIsWhatTheQueryReturns() throws Exception {
		List<String> statements = new ArrayList<>();
		try (SessionFactory managing = sessionFactory(this.type, false, statements)) {
			fill(managing);
			Session[] open = new Session[1];
			ResultSnapshotter copying = new ResultSnapshotter(
					new HibernateEntitySnapshots((SessionFactoryImplementor) managing,
							() -> (open[0] != null) ? open[0].unwrap(SessionImplementor.class) : null),
					new SpelAwareProxyProjectionFactory());
			String query = "from Picture p where p.id = 2";
			Snapshot snapshot = managing.fromTransaction((session) -> {
				open[0] = session;
				return copying.capture(session.createQuery(query, Object.class).getResultList());
			});
			List<List<String>> traces = new ArrayList<>();
			for (boolean cached : new boolean[] { false, true }) {
				managing.inTransaction((session) -> {
					open[0] = session;
					List<?> result = cached ? (List<?>) copying.restore(snapshot)
							: session.createQuery(query, Object.class).getResultList();
					EnhancedPicture picture = (EnhancedPicture) result.get(0);
					statements.clear();
					List<String> trace = new ArrayList<>();
					trace.add("managed " + session.contains(picture));
					trace.add(picture.getText() + picture.getData().length + picture.getWords().size());
					trace.add(picture.getNext().getTitle());
					picture.setTitle("changed");
					session.flush();
					picture.setTitle("title 2");
					session.flush();
					trace.addAll(statements);
					traces.add(trace.stream().filter((line) -> !line.startsWith("select 1,")).toList());
				});
			}
			assertThat(traces.get(1)).isEqualTo(traces.get(0)).contains("managed true", "title 1");
		}
	}

	private static String outcome(Object result, Function<EnhancedPicture, Object> access) {
		try {
			return String.valueOf(access.apply((EnhancedPicture) ((List<?>) result).get(0)));
		}
		catch (RuntimeException ex) {
			return ex.getClass().getName();
		}
	}

	private EnhancedPicture restored(String query) {
		List<?> restored = (List<?>) this.snapshotter.restore(this.snapshotter.capture(find(query)));
		return (EnhancedPicture) Objects.requireNonNull(restored).get(0);
	}

	private List<EnhancedPicture> find(String query) {
		return this.sessionFactory
			.fromTransaction((session) -> session.createQuery(query, EnhancedPicture.class).getResultList());
	}

	/**
	 * Enhances one class while it loads it.
	 */
	private static final class EnhancingClassLoader extends ClassLoader {

		static final String ENHANCED = "dev.accelerate.jpa.enhanced.Picture";

		private final Enhancer enhancer = BytecodeProviderInitiator.buildDefaultBytecodeProvider()
			.getEnhancer(new DefaultEnhancementContext());

		EnhancingClassLoader() {
			super(EnhancedSnapshotTests.class.getClassLoader());
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (!name.equals(ENHANCED)) {
				return super.loadClass(name, resolve);
			}
			Class<?> loaded = findLoadedClass(name);
			if (loaded != null) {
				return loaded;
			}
			try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
				byte[] original = Objects.requireNonNull(in).readAllBytes();
				byte[] enhanced = Objects.requireNonNull(this.enhancer).enhance(name, original);
				return defineClass(name, enhanced, 0, enhanced.length);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
