package dev.accelerate.jpa.snapshot;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.AdditionalAnswers;
import org.mockito.Mockito;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link HibernateArgumentParts}.
 */
class HibernateArgumentPartsTests {

	private static SessionFactory sessionFactory;

	private static HibernateArgumentParts arguments;

	@BeforeAll
	static void start() {
		sessionFactory = new MetadataSources(new StandardServiceRegistryBuilder()
			.applySetting(JdbcSettings.JAKARTA_JDBC_URL, "jdbc:h2:mem:" + UUID.randomUUID())
			.build()).addAnnotatedClasses(Animal.class, Cat.class, Stable.class, Owner.class, Contract.class)
			.buildMetadata()
			.buildSessionFactory();
		arguments = arguments((SessionFactoryImplementor) sessionFactory);
	}

	@AfterAll
	static void stop() {
		sessionFactory.close();
	}

	private static HibernateArgumentParts arguments(SessionFactoryImplementor factory) {
		return new HibernateArgumentParts(factory, new MappingRegistry((SessionFactoryImplementor) sessionFactory));
	}

	@ParameterizedTest(name = "{0}: {1}, because it is {2}")
	@CsvSource({ "Animal, true, an entity", "Cat, true, a subclass of one",
			"Stable, true, an entity with several columns for its identifier", "Place, true, an embeddable",
			"Route, true, an embeddable that is read by its getters",
			"Contract, true, an entity that refers to another",
			"Owner, false, referred to by another column than its identifier", "Stranger, false, not mapped" })
	void supports(String type, boolean supported, String reason) throws Exception {
		assertThat(arguments.supports(Class.forName(getClass().getName() + "$" + type))).as(reason)
			.isEqualTo(supported);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("parts")
	void isMadeOf(String name, Object argument, List<Object> parts) {
		assertThat(arguments.partsOf(argument)).isEqualTo(parts);
	}

	static List<Arguments> parts() {
		String animal = Animal.class.getName();
		return List.of(Arguments.of("an entity: its identifier", new Animal(1L, "a"), List.of(animal, 1L)),
				Arguments.of("whatever else it holds", new Animal(1L, "b"), List.of(animal, 1L)),
				Arguments.of("a subclass: the same as its root", new Cat(1L, "a"), List.of(animal, 1L)),
				Arguments.of("an identifier of several columns", new Stable(new Place("x", 1)),
						List.of(Stable.class.getName(), new Place("x", 1))),
				Arguments.of("an entity without an identifier", new Animal(null, "a"), null),
				Arguments.of("an entity referred to by another column", new Owner(1L, "o"), null),
				Arguments.of("an embeddable: its attributes by name", new Place("x", 1),
						List.of(Place.class.getName(), 1, "x")),
				Arguments.of("an attribute that is null", new Place(null, 1),
						Arrays.asList(Place.class.getName(), 1, null)),
				Arguments.of("what the getters say", new Route("x", "y"),
						List.of(Route.class.getName(), "from x", "to y")),
				Arguments.of("what is not mapped", new Stranger(), null), Arguments.of("a scalar", "a", null));
	}

	@Test
	void aProxyIsMadeOfWhatItsEntityIsWithoutBeingLoaded() {
		try (Session session = sessionFactory.openSession()) {
			Animal proxy = session.getReference(Animal.class, 1L);
			assertThat(arguments.partsOf(proxy)).isEqualTo(arguments.partsOf(new Cat(1L, "a")));
			assertThat(Hibernate.isInitialized(proxy)).isFalse();
			assertThat(arguments.partsOf(session.getReference(Owner.class, 1L))).isNull();
		}
	}

	@Test
	void theMetamodelIsSearchedOnceForEmbeddables() {
		SessionFactoryImplementor counted = Mockito.mock(SessionFactoryImplementor.class,
				AdditionalAnswers.delegatesTo(sessionFactory));
		HibernateArgumentParts once = arguments(counted);
		for (int i = 0; i < 3; i++) {
			assertThat(once.supports(Place.class)).isTrue();
			assertThat(once.partsOf(new Place("x", i))).hasSize(3);
			assertThat(once.partsOf("a")).isNull();
		}
		Mockito.verify(counted).getMetamodel();
	}

	@Entity
	static class Animal {

		@Id
		Long id;

		String name;

		Animal() {
		}

		Animal(Long id, String name) {
			this.id = id;
			this.name = name;
		}

	}

	@Entity
	static class Cat extends Animal {

		Cat() {
		}

		Cat(Long id, String name) {
			super(id, name);
		}

	}

	@Entity
	static class Stable {

		@EmbeddedId
		Place place;

		@Embedded
		Route route;

		Stable() {
		}

		Stable(Place place) {
			this.place = place;
		}

	}

	@Entity
	static class Owner {

		@Id
		Long id;

		@Column(unique = true)
		String code;

		Owner() {
		}

		Owner(Long id, String code) {
			this.id = id;
			this.code = code;
		}

	}

	@Entity
	static class Contract {

		@Id
		Long id;

		@ManyToOne
		@JoinColumn(referencedColumnName = "code")
		Owner owner;

	}

	@Embeddable
	record Place(String town, int number) {
	}

	@Embeddable
	@Access(AccessType.PROPERTY)
	static class Route {

		private String start;

		private String end;

		Route() {
		}

		Route(String start, String end) {
			this.start = start;
			this.end = end;
		}

		@Column(name = "route_start")
		String getStart() {
			return "from " + this.start;
		}

		void setStart(String start) {
			this.start = start;
		}

		@Column(name = "route_end")
		String getTarget() {
			return "to " + this.end;
		}

		void setTarget(String end) {
			this.end = end;
		}

	}

	static class Stranger {

	}

}
