package dev.accelerate.jpa.snapshot;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import dev.accelerate.jpa.domain.Keys.Course;
import dev.accelerate.jpa.domain.Keys.Passport;
import dev.accelerate.jpa.domain.Keys.Person;
import dev.accelerate.jpa.domain.Keys.Score;
import dev.accelerate.jpa.domain.Keys.Seat;
import dev.accelerate.jpa.domain.Keys.SeatId;
import dev.accelerate.jpa.domain.Library.Book;
import dev.accelerate.jpa.domain.Library.Label;
import dev.accelerate.jpa.domain.Library.Line;
import dev.accelerate.jpa.domain.Library.Shelf;
import dev.accelerate.jpa.domain.Unsupported.Circle;
import dev.accelerate.jpa.domain.Unsupported.Part;
import dev.accelerate.jpa.domain.Unsupported.WithAny;
import dev.accelerate.jpa.domain.Unsupported.WithArray;
import dev.accelerate.jpa.domain.Unsupported.WithCollectionType;
import dev.accelerate.jpa.domain.Unsupported.WithIdBag;
import dev.accelerate.jpa.domain.Unsupported.WithShape;
import dev.accelerate.jpa.domain.Values.Kind;
import dev.accelerate.jpa.domain.Values.Place;
import dev.accelerate.jpa.domain.Values.Point;
import dev.accelerate.jpa.domain.Values.Range;
import dev.accelerate.jpa.domain.Values.Sample;
import dev.accelerate.jpa.domain.Values.Serialized;
import dev.accelerate.jpa.domain.Values.Settings;
import dev.accelerate.jpa.domain.Zoo.Cage;
import dev.accelerate.jpa.domain.Zoo.Cat;
import dev.accelerate.jpa.domain.Zoo.Dog;
import dev.accelerate.jpa.domain.Zoo.Kennel;
import jakarta.persistence.EntityManager;

/**
 * Rows for every table of the test domain.
 */
final class GraphData {

	static final int LINKS = 10_000;

	private final EntityManager entityManager;

	private GraphData(EntityManager entityManager) {
		this.entityManager = entityManager;
	}

	static void insert(EntityManager entityManager) {
		GraphData data = new GraphData(entityManager);
		Label label = data.persist(new Label(1, "novel"));
		data.library(label);
		data.values(label);
		data.keys(label);
		data.zoo();
		data.unsupported(label);
		entityManager.flush();
		for (int i = 1; i <= LINKS; i += 1000) {
			entityManager
				.createNativeQuery("insert into link (id, next_id) with recursive n(i) as (select " + i
						+ " union all select i + 1 from n where i < " + (i + 999)
						+ ") select i, case when i > 1 then i - 1 end from n order by i")
				.executeUpdate();
		}
	}

	private void library(Label novel) {
		Label red = persist(new Label(2, "red"));
		Shelf shelf = persist(new Shelf(1, "first"));
		persist(new Shelf(2, "empty"));
		Book one = persist(new Book(1, "111", shelf, null));
		Book two = persist(new Book(2, "222", shelf, one));
		one.sequel = two;
		Book three = persist(new Book(3, "333", null, one));
		shelf.order.addAll(List.of(two, one, three, one));
		shelf.labels.addAll(List.of(novel, red));
		shelf.byIsbn.putAll(Map.of("111", one, "333", three));
		shelf.stock.putAll(Map.of(one, 1, two, 2));
		shelf.sorted.addAll(List.of("b", "a", "c"));
		shelf.backwards.addAll(List.of("b", "a", "c"));
		shelf.counts.putAll(Map.of("b", 2, "a", 1));
		shelf.ordered.addAll(List.of("z", "y", "x", "w", "v"));
		shelf.notes.putAll(Map.of("k", "v", "l", "w"));
		shelf.lines.addAll(List.of(new Line("about one", one), new Line("about nothing", null)));
		shelf.sequence.addAll(List.of("second", "first", "second"));
	}

	private void values(Label label) {
		Sample empty = new Sample();
		empty.id = 2L;
		persist(empty);
		Sample sample = new Sample();
		sample.id = 1L;
		sample.place = new Place();
		sample.place.city = "Berlin";
		sample.place.point = new Point();
		sample.place.point.latitude = 52.5;
		sample.place.point.measured = new Date(1_700_000_000_000L);
		sample.place.label = label;
		sample.range = new Range(1, 2);
		sample.ordinal = Kind.TWO;
		sample.named = Kind.TWO;
		sample.flag = true;
		sample.letter = 'x';
		sample.big = BigInteger.TEN;
		sample.uuid = UUID.nameUUIDFromBytes(new byte[] { 1 });
		sample.instant = Instant.parse("2026-01-01T00:00:00.123456Z");
		sample.birthday = LocalDate.of(2026, 1, 2);
		sample.clock = LocalTime.of(1, 2, 3);
		sample.dateTime = LocalDateTime.of(2026, 1, 2, 3, 4, 5);
		sample.offsetDateTime = sample.dateTime.atOffset(ZoneOffset.ofHours(2));
		sample.zonedDateTime = sample.dateTime.atZone(ZoneId.of("Europe/Berlin"));
		sample.duration = Duration.ofSeconds(5);
		sample.founded = Year.of(2026);
		sample.zone = ZoneId.of("Europe/Berlin");
		sample.locale = Locale.GERMANY;
		sample.currency = Currency.getInstance("EUR");
		sample.stamp = new Date(1_700_000_000_000L);
		sample.sqlDate = java.sql.Date.valueOf("2026-01-02");
		sample.calendar = new GregorianCalendar(2026, 1, 2);
		sample.bytes = new byte[] { 1, 2 };
		sample.chars = new char[] { 'a', 'b' };
		sample.strings = new String[] { "a", "b" };
		sample.serialized = new Serialized();
		sample.serialized.number = 7;
		sample.settings = new Settings();
		sample.settings.entries.addAll(List.of("a", "b"));
		sample.json = Map.of("k", "v");
		sample.jsonList = new ArrayList<>(List.of("x", "y"));
		persist(sample);
	}

	private void keys(Label label) {
		Seat first = persist(new Seat(new SeatId(1, 1), "first", null));
		persist(new Seat(new SeatId(1, 2), "second", first));
		Course course = persist(new Course(1L, "math", "Algebra"));
		persist(new Score(label, "art", 3, null));
		persist(new Score(label, "math", 5, course));
		Person person = persist(new Person(1, "alice"));
		persist(new Person(2, "bob"));
		persist(new Passport(person, "P1"));
	}

	private void zoo() {
		Kennel kennel = new Kennel();
		kennel.id = 1L;
		kennel.name = "kennel";
		kennel.size = 3;
		persist(kennel);
		Cage cage = new Cage();
		cage.id = 2L;
		cage.bars = "iron";
		persist(cage);
		Cat cat = new Cat();
		cat.id = 2L;
		cat.name = "cat";
		cat.lives = 9;
		cat.house = cage;
		persist(cat);
		Dog dog = new Dog();
		dog.id = 1L;
		dog.name = "dog";
		dog.barks = true;
		dog.house = kennel;
		dog.friend = cat;
		persist(dog);
	}

	private void unsupported(Label label) {
		WithAny any = new WithAny();
		any.id = 1L;
		any.any = label;
		persist(any);
		WithArray array = new WithArray();
		array.id = 1L;
		array.parts = new Part[] { new Part(), new Part() };
		persist(array);
		WithIdBag bag = new WithIdBag();
		bag.id = 1L;
		bag.items.add("x");
		persist(bag);
		WithCollectionType own = new WithCollectionType();
		own.id = 1L;
		own.items.add("x");
		persist(own);
		WithShape shape = new WithShape();
		shape.id = 1L;
		Circle circle = new Circle();
		circle.radius = 4;
		shape.shape = circle;
		persist(shape);
	}

	private <T> T persist(T entity) {
		this.entityManager.persist(entity);
		return entity;
	}

}
