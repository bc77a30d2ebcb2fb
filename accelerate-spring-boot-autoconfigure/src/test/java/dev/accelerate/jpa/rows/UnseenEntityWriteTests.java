package dev.accelerate.jpa.rows;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import dev.accelerate.AccelerateException;
import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.ErrorCode;
import dev.accelerate.catalog.DatabaseCatalogs;
import dev.accelerate.invalidation.WrittenMarks;
import dev.accelerate.jpa.rows.domain.DomainApplication;
import dev.accelerate.jpa.rows.domain.Hierarchies;
import dev.accelerate.jpa.rows.domain.Keys;
import dev.accelerate.jpa.rows.domain.Lists;
import dev.accelerate.jpa.rows.domain.People;
import dev.accelerate.jpa.rows.domain.People.Company;
import dev.accelerate.jpa.rows.domain.People.Person;
import dev.accelerate.jpa.rows.domain.PersonRepository;
import dev.accelerate.jpa.rows.domain.Repositories;
import dev.accelerate.jpa.rows.domain.Specials;
import dev.accelerate.jpa.rows.domain.Versions;
import dev.accelerate.testing.CacheStatuses;
import dev.accelerate.testing.RecordingLog;
import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link UnseenWrite}, told by hand: what may show the entity is read anew, and other
 * rows stay.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnseenEntityWriteTests {

	private static final String TRIGGER = "dev.accelerate.jpa.rows.fuzz.WritingTrigger$OnPart";

	private ConfigurableApplicationContext context;

	private WriteTarget app;

	private RecordingLog log;

	private AccelerateOperations accelerate;

	private PersonRepository persons;

	@BeforeAll
	void start() {
		this.context = new SpringApplicationBuilder(DomainApplication.class, RecordingLog.class)
			.properties(TestDatabase.H2.properties())
			.properties(Map.of("spring.jpa.open-in-view", false, "accelerate.default-strategy.ttl", "1h",
					"accelerate.invalidation.precision", "auto"))
			.run();
		this.app = new WriteTarget(this.context);
		this.log = this.context.getBean(RecordingLog.class);
		this.accelerate = this.context.getBean(AccelerateOperations.class);
		this.persons = this.context.getBean(PersonRepository.class);
		// What reads by a query is stored only once the catalog is known.
		this.context.getBean(DatabaseCatalogs.class).started();
	}

	@AfterAll
	void close() {
		this.context.close();
	}

	@BeforeEach
	void forget() {
		this.accelerate.invalidateAll();
		this.log.appended.clear();
	}

	@Test
	void aRowIsReadAnewAndOthersStay() {
		Long first = person("first");
		Long second = person("second");
		assertEnds(Person.class, first, "update person set name = 'other' where id = " + first,
				() -> this.persons.findById(first).orElseThrow().name);
		assertKeeps(() -> this.persons.findById(second), () -> this.accelerate.invalidateEntity(Person.class, first));
	}

	@Test
	void whatLooksForValuesIsReadAnew() {
		Long id = person("looked for");
		assertEnds(Person.class, id, "update person set email = 'new@x', tenant = 'new' where id = " + id,
				() -> this.persons.findByEmail("new@x").isPresent());
		assertEnds(Person.class, id, "update person set status = 'BLOCKED', tenant = 'newer' where id = " + id,
				() -> this.persons.findByTenantAndStatus("newer", People.Status.BLOCKED).size());
		assertEnds(Person.class, id, "update person set email = 'newest@x' where id = " + id,
				() -> this.persons.findByEmail("new@x").isPresent());
	}

	@Test
	void theSetOfRowsIsReadAnew() {
		assertEnds(Company.class, 4_000L, "insert into company (id, name) values (4000, 'new')",
				() -> this.context.getBean(Repositories.Companies.class).count());
		assertEnds(Company.class, 4_000L, "delete from company where id = 4000",
				() -> this.context.getBean(Repositories.Companies.class).findById(4_000L).isPresent());
	}

	@Test
	void whatLooksAtColumnsIsReadAnew() {
		Versions.Dyn dyn = new Versions.Dyn();
		dyn.status = People.Status.NEW;
		Long id = this.app.save(dyn).id;
		Repositories.Dyns dyns = this.context.getBean(Repositories.Dyns.class);
		assertKeeps(() -> dyns.countByStatus(People.Status.ACTIVE),
				() -> this.app.run(() -> this.app.find(Versions.Dyn.class, id).name = "renamed"));
		assertEnds(Versions.Dyn.class, id, "update dyn set status = 'ACTIVE' where id = " + id,
				() -> dyns.countByStatus(People.Status.ACTIVE));
	}

	@Test
	void theElementsOfTheEntityAreReadAnewAndThoseOfOthersStay() {
		Long id = person("tagged");
		Long other = person("other");
		assertEnds(Person.class, id, "insert into person_tag (person_id, tags) values (" + id + ", 'new')",
				() -> Set.copyOf(this.persons.findById(id).orElseThrow().tags));
		assertKeeps(() -> this.persons.findById(other), () -> this.accelerate.invalidateEntity(Person.class, id));
	}

	@Test
	void subclassesAndSuperclassesAreReadAnew() {
		Hierarchies.Dog dog = new Hierarchies.Dog();
		dog.name = "rex";
		dog.bark = "wuff";
		Long id = this.app.save(dog).id;
		Repositories.Animals animals = this.context.getBean(Repositories.Animals.class);
		Repositories.Dogs dogs = this.context.getBean(Repositories.Dogs.class);
		for (Class<?> told : List.of(Hierarchies.Animal.class, Hierarchies.Dog.class)) {
			String text = told.getSimpleName();
			assertEnds(told, id, "update dog set bark = '" + text + "' where animal_id = " + id,
					() -> ((Hierarchies.Dog) animals.findById(id).orElseThrow()).bark);
			assertEnds(told, id, "update animal set name = '" + text + "' where id = " + id,
					() -> dogs.findById(id).orElseThrow().name);
			assertEnds(told, id, "update dog set bark = 'now " + text + "' where animal_id = " + id,
					() -> dogs.findByBark("now " + text).size());
		}
	}

	@Test
	void aTableForEachClassIsReadAnew() {
		Hierarchies.Circle circle = new Hierarchies.Circle();
		Long id = this.app.save(circle).id;
		assertEnds(Hierarchies.Shape.class, id, "update circle set name = 'new' where id = " + id,
				() -> String.valueOf(this.context.getBean(Repositories.Shapes.class).findById(id).orElseThrow().name));
	}

	@Test
	void aSecondaryTableIsReadAnew() {
		Hierarchies.Sec sec = new Hierarchies.Sec();
		sec.more = "old";
		Long id = this.app.save(sec).id;
		assertEnds(Hierarchies.Sec.class, id, "update sec_more set more = 'new' where sec_id = " + id,
				() -> this.context.getBean(Repositories.Secs.class).findById(id).orElseThrow().more);
	}

	@Test
	void anIdentifierOfSeveralColumnsCountsAsAnyRow() {
		Keys.Emb emb = new Keys.Emb();
		emb.id = new Keys.Key("at", 1);
		this.app.save(emb);
		assertEnds(Keys.Emb.class, emb.id, "update emb set name = 'new' where country = 'at' and digit = 1",
				() -> String
					.valueOf(this.context.getBean(Repositories.Embs.class).findById(emb.id).orElseThrow().name));
		Keys.Pair pair = new Keys.Pair();
		pair.one = 1L;
		pair.two = 2;
		this.app.save(pair);
		Keys.PairId id = new Keys.PairId(1L, (short) 2);
		assertEnds(Keys.Pair.class, id, "update pair set name = 'new' where one = 1 and two = 2",
				() -> String.valueOf(this.context.getBean(Repositories.Pairs.class).findById(id).orElseThrow().name));
	}

	@Test
	void entitiesWithTheKeyOfTheirOwnerAreReadAnew() {
		Lists.Box box = this.app.save(new Lists.Box());
		Lists.Item item = this.app.save(new Lists.Item());
		Repositories.Boxes boxes = this.context.getBean(Repositories.Boxes.class);
		assertEnds(Lists.Box.class, box.id, "update item set box_id = " + box.id + " where id = " + item.id,
				() -> boxes.findById(box.id).orElseThrow().items.size());
		assertEnds(Lists.Box.class, box.id, "update item set box_id = null where id = " + item.id,
				() -> this.context.getBean(Repositories.Items.class).findByBoxId(box.id).size());
	}

	@Test
	void anEntityThatHasTheKeyOfItsOwnerEndsWhatShowsTheOwner() {
		Lists.Box box = this.app.save(new Lists.Box());
		Lists.Item item = this.app.save(new Lists.Item());
		Supplier<Object> items = () -> this.context.getBean(Repositories.Boxes.class)
			.findById(box.id)
			.orElseThrow().items.size();
		assertEnds(Lists.Item.class, item.id, "update item set box_id = " + box.id + " where id = " + item.id, items);
		assertEnds(Lists.Item.class, 4_000L, "insert into item (id, box_id) values (4000, " + box.id + ")", items);
		assertEnds(Lists.Item.class, 4_000L, "delete from item where id = 4000", items);
		assertEnds(Lists.Item.class, item.id, "update item set box_id = null where id = " + item.id, items);
	}

	@Test
	void joinTablesAreReadAnewFromBothSides() {
		Lists.Post post = this.app.save(new Lists.Post());
		Lists.Label label = this.app.save(new Lists.Label());
		Supplier<Object> labels = () -> this.context.getBean(Repositories.Posts.class)
			.findById(post.id)
			.orElseThrow().labels.size();
		assertEnds(Lists.Post.class, post.id,
				"insert into post_label (posts_id, labels_id) values (" + post.id + ", " + label.id + ")", labels);
		assertEnds(Lists.Label.class, label.id, "delete from post_label where labels_id = " + label.id, labels);
	}

	@Test
	void anEntityThatReadsOtherTablesIsReadAnew() {
		Lists.Label label = this.app.save(new Lists.Label());
		assertEnds(Specials.Synced.class, label.id, "update label set name = 'new' where id = " + label.id, () -> String
			.valueOf(this.context.getBean(Repositories.Synceds.class).findById(label.id).orElseThrow().name));
	}

	@Test
	void otherTablesAreNotNamed() {
		this.accelerate.invalidateEntity(Company.class, 1L);
		assertThat(this.log.appended).hasSize(1);
		assertThat(this.log.appended.get(0).tables().names()).containsExactly("company");
		assertThat(WrittenMarks.of(this.log.appended.get(0), "company")).isNotEmpty();
	}

	@Test
	void aTransactionTellsItsRowsWithTheCommit() {
		Long first = person("first");
		Long second = person("second");
		Long third = person("third");
		this.log.appended.clear();
		this.app.run(() -> {
			this.accelerate.invalidateEntity(Person.class, first);
			this.accelerate.invalidateEntity(Person.class, second);
			assertThat(this.log.appended).isEmpty();
		});
		assertThat(WrittenMarks.of(this.log.appended.get(this.log.appended.size() - 1), "person_tag")).hasSize(2);
		assertKeeps(() -> this.persons.findById(third), () -> this.app.run(() -> {
			this.accelerate.invalidateEntity(Person.class, first);
			this.app.find(Person.class, second).name = "renamed";
		}));
		for (Long id : List.of(first, second)) {
			this.persons.findById(id);
			this.app.run(() -> {
				this.accelerate.invalidateEntity(Person.class, first);
				this.app.find(Person.class, second).name = "renamed by " + id;
			});
			assertThat(status(() -> this.persons.findById(id))).isEqualTo(CacheStatus.MISS);
		}
	}

	@Test
	void aTransactionThatAlsoTellsOfTheTableTellsOfAnyRow() {
		Long first = person("first");
		Long second = person("second");
		this.persons.findById(second);
		this.app.run(() -> {
			this.accelerate.invalidateEntity(Person.class, first);
			this.accelerate.invalidateTables("person");
		});
		assertThat(status(() -> this.persons.findById(second))).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void aTableWithATriggerHasNoRows() {
		this.app.jdbc.execute("create trigger on_part after update on part for each row call '" + TRIGGER + "'");
		DatabaseCatalogs catalogs = this.context.getBean(DatabaseCatalogs.class);
		catalogs.started();
		try {
			this.accelerate.invalidateEntity(Lists.Part.class, 1L);
			assertThat(WrittenMarks.of(this.log.appended.get(this.log.appended.size() - 1), "part")).isNull();
		}
		finally {
			this.app.jdbc.execute("drop trigger on_part");
			catalogs.started();
		}
	}

	@Test
	void wholeNumbersAreConverted() {
		Long id = person("converted");
		this.persons.findById(id);
		this.accelerate.invalidateEntity(Person.class, id.intValue());
		assertThat(status(() -> this.persons.findById(id))).isEqualTo(CacheStatus.MISS);
		this.accelerate.invalidateEntity(Keys.Assigned.class, 3L);
		assertRefused(() -> this.accelerate.invalidateEntity(Keys.Assigned.class, 1L << 40),
				"is a java.lang.Long, and must be a java.lang.Integer");
		assertRefused(() -> this.accelerate.invalidateEntity(Person.class, 1.0),
				"is a java.lang.Double, and must be a java.lang.Long");
	}

	@Test
	void anIdentifierOfAnotherTypeIsRefused() {
		assertRefused(() -> this.accelerate.invalidateEntity(Person.class, "17"),
				"the identifier of " + Person.class.getName()
						+ " given to invalidateEntity is a java.lang.String, and must be a java.lang.Long");
		assertRefused(() -> this.accelerate.invalidateEntity(Keys.Pair.class, 1L),
				"must be a " + Keys.PairId.class.getName());
		assertRefused(() -> this.accelerate.invalidateEntity(Keys.Emb.class, "at"),
				"must be a " + Keys.Key.class.getName());
	}

	@Test
	void theClassOfAProxyIsThatOfItsEntity() {
		Long id = person("proxied");
		this.persons.findById(id);
		Class<?> proxy = this.app.get(() -> this.app.em.getReference(Company.class, 77L).getClass());
		assertThat(proxy).isNotEqualTo(Company.class);
		this.accelerate.invalidateEntity(proxy, 77L);
		assertThat(this.log.appended.get(this.log.appended.size() - 1).tables().names()).containsExactly("company");
	}

	private Long person(String name) {
		Person person = new Person();
		person.name = name;
		person.tags = new TreeSet<>(Set.of("tag of " + name));
		return this.app.save(person).id;
	}

	/**
	 * Checks that a result is as old as it was until the write is told, and then as the
	 * database is.
	 */
	private void assertEnds(Class<?> entity, Object id, String write, Supplier<?> read) {
		Object before = read.get();
		this.app.jdbc.execute(write);
		assertThat(Objects.toString(read.get())).isEqualTo(Objects.toString(before));
		this.accelerate.invalidateEntity(entity, id);
		assertThat(Objects.toString(read.get())).isNotEqualTo(Objects.toString(before));
	}

	private void assertKeeps(Supplier<?> read, Runnable told) {
		read.get();
		assertThat(status(read)).isEqualTo(CacheStatus.TTL);
		told.run();
		assertThat(status(read)).isEqualTo(CacheStatus.TTL);
	}

	private CacheStatus status(Supplier<?> read) {
		return CacheStatuses.statusOf(this.accelerate, read);
	}

	private static void assertRefused(Runnable call, String message) {
		assertThatExceptionOfType(AccelerateException.class).isThrownBy(call::run)
			.satisfies((refused) -> assertThat(refused.code()).isEqualTo(ErrorCode.P6005))
			.withMessageContaining(message);
	}

}
