package dev.accelerate.jpa.rows.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.jpa.rows.domain.DomainApplication;
import dev.accelerate.jpa.rows.domain.Hidden.Bid;
import dev.accelerate.jpa.rows.domain.Hidden.Bidder;
import dev.accelerate.jpa.rows.domain.Hidden.Club;
import dev.accelerate.jpa.rows.domain.Hidden.Cousin;
import dev.accelerate.jpa.rows.domain.Hidden.Kin;
import dev.accelerate.jpa.rows.domain.Hidden.Namesakes;
import dev.accelerate.jpa.rows.domain.Hidden.Payer;
import dev.accelerate.jpa.rows.domain.Hidden.Payment;
import dev.accelerate.jpa.rows.domain.Hidden.Pick;
import dev.accelerate.jpa.rows.domain.Hidden.Place;
import dev.accelerate.jpa.rows.domain.Hidden.Rack;
import dev.accelerate.jpa.rows.domain.Hidden.Tally;
import dev.accelerate.jpa.rows.domain.Hidden.Visit;
import dev.accelerate.jpa.rows.domain.Hidden.Worker;
import dev.accelerate.jpa.rows.domain.People.Company;
import dev.accelerate.jpa.rows.domain.Repositories.Bids;
import dev.accelerate.jpa.rows.domain.Repositories.Companies;
import dev.accelerate.jpa.rows.domain.Repositories.Kins;
import dev.accelerate.jpa.rows.domain.Repositories.Payments;
import dev.accelerate.jpa.rows.domain.Repositories.Picks;
import dev.accelerate.jpa.rows.domain.Repositories.Places;
import dev.accelerate.jpa.rows.domain.Repositories.Racks;
import dev.accelerate.jpa.rows.domain.Repositories.Visits;
import dev.accelerate.jpa.rows.domain.Repositories.Workers;
import dev.accelerate.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static dev.accelerate.testing.CacheStatuses.statusOf;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link EntityFacts} of entities that refer to others which are there, or are as they
 * are, by what other rows have: a result that shows them, or lacks them, depends on more
 * than its rows.
 */
class HiddenTargetTests {

	private static ConfigurableApplicationContext context;

	private final AccelerateOperations accelerate = context.getBean(AccelerateOperations.class);

	private Long company;

	@BeforeAll
	static void start() {
		Map<String, Object> properties = new HashMap<>(TestDatabase.H2.properties());
		properties.put("accelerate.default-strategy.ttl", "1h");
		properties.put("accelerate.invalidation.precision", "auto");
		context = new SpringApplicationBuilder(DomainApplication.class).web(WebApplicationType.NONE)
			.properties(properties)
			.run();
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@Test
	void whatAFetchedQueryCountsIsCountedAgain() {
		Visits visits = context.getBean(Visits.class);
		this.company = context.getBean(Companies.class).save(new Company("c")).id;
		List<Long> ids = persistVisits(2);
		assertThat(visits.findById(ids.get(0)).orElseThrow().tally.visits).isEqualTo(2);
		assertEnds(() -> visits.findById(ids.get(0)), () -> persistVisits(1));
		assertThat(visits.findById(ids.get(0)).orElseThrow().tally.visits).isEqualTo(3);
	}

	@Test
	void whatACollectionOfAQueryCountsIsCountedAgain() {
		Places places = context.getBean(Places.class);
		Place one = places.save(place());
		assertThat(places.findById(one.id).orElseThrow().namesakes).extracting((Namesakes each) -> each.places)
			.containsExactly(1L);
		assertEnds(() -> places.findById(one.id), () -> places.save(place()));
		assertThat(places.findById(one.id).orElseThrow().namesakes).extracting((Namesakes each) -> each.places)
			.containsExactly(2L);
	}

	@Test
	void anEntityThatIsHiddenByARestrictedOneShowsOnceThatDoes() {
		Payments payments = context.getBean(Payments.class);
		List<Long> ids = persistPayments(1);
		assertThat(payments.findById(ids.get(0))).isEmpty();
		assertEnds(() -> payments.findById(ids.get(0)), () -> pay(ids.get(1), 1, true));
		assertThat(payments.findById(ids.get(0))).isPresent();
		assertEnds(() -> payments.findById(ids.get(0)), () -> pay(ids.get(1), 1, false));
		assertThat(payments.findById(ids.get(0))).isEmpty();
	}

	@Test
	void anEntityThatAJoinWithARestrictedOneHidesShowsOnceThatDoes() {
		Payments payments = context.getBean(Payments.class);
		List<Long> ids = persistPayments(2);
		assertThat(payments.withPayer("payment 0")).isEmpty();
		assertEnds(() -> payments.withPayer("payment 0"), () -> pay(ids.get(1), 2, true));
		assertThat(payments.withPayer("payment 0")).hasSize(1);
	}

	@Test
	void anEntityThatIsHiddenByARestrictedOneBehindAnotherShowsOnceThatDoes() {
		Bids bids = context.getBean(Bids.class);
		Long zebra = persistBids("zebra");
		Long id = persistBids("club");
		assertThat(bids.findById(id)).isEmpty();
		assertEnds(() -> bids.findById(id), () -> update(bid(zebra, "a")));
		assertThat(bids.findById(id)).isPresent();
	}

	@Test
	void aKeyOfWhatIsDeletedSoftlyCountsOnceItsRowIsThere() {
		Workers workers = context.getBean(Workers.class);
		context.getBean(JdbcTemplate.class)
			.update("insert into worker (id, name, boss_id, deleted) values (9, 'nine', 5, false)");
		assertThat(workers.findByBossId(5L)).isEmpty();
		assertEnds(() -> workers.findByBossId(5L), () -> inTransaction((manager) -> {
			Worker worker = new Worker();
			worker.id = 5L;
			manager.persist(worker);
		}));
		assertThat(workers.findByBossId(5L)).hasSize(1);
	}

	@Test
	void aCollectionThatIsLoadedByAStatementOfTheApplicationDependsOnItsTables() {
		Racks racks = context.getBean(Racks.class);
		Rack one = racks.save(rack("one"));
		assertThat(racks.findById(one.id).orElseThrow().others).isEmpty();
		assertEnds(() -> racks.findById(one.id), () -> racks.save(rack("two")));
		assertThat(racks.findById(one.id).orElseThrow().others).containsExactly("two");
	}

	@Test
	void anEntityThatIsLoadedByAStatementOfTheApplicationDependsOnItsTables() {
		Picks picks = context.getBean(Picks.class);
		Pick one = picks.save(pick("one"));
		assertEnds(() -> picks.findById(one.id), () -> picks.save(pick("two")));
		assertThat(picks.findById(one.id).orElseThrow().name).isEqualTo("two");
	}

	@Test
	void theClassOfAReferenceThatIsNotLoadedDependsOnItsRow() {
		Kins kins = context.getBean(Kins.class);
		inTransaction((manager) -> {
			Kin two = kin(new Kin(), 2, null);
			manager.persist(two);
			manager.persist(kin(new Kin(), 3, null));
			manager.persist(kin(new Kin(), 1, two));
		});
		assertThat(nextOf(kins.findById(1L))).isEqualTo(Kin.class);
		assertThat(statusOf(this.accelerate, () -> kins.findById(1L))).isEqualTo(CacheStatus.TTL);
		kins.deleteById(3L);
		assertThat(statusOf(this.accelerate, () -> kins.findById(1L))).isEqualTo(CacheStatus.TTL);
		inTransaction((manager) -> manager.remove(manager.find(Kin.class, 2L)));
		inTransaction((manager) -> manager.persist(kin(new Cousin(), 2, null)));
		assertThat(nextOf(kins.findById(1L))).isEqualTo(Cousin.class);
	}

	private static Class<?> nextOf(Optional<Kin> kin) {
		return (kin.orElseThrow().next instanceof Cousin) ? Cousin.class : Kin.class;
	}

	private static Kin kin(Kin kin, long id, Kin next) {
		kin.id = id;
		kin.next = next;
		return kin;
	}

	private static Pick pick(String name) {
		Pick pick = new Pick();
		pick.name = name;
		return pick;
	}

	private static Rack rack(String name) {
		Rack rack = new Rack();
		rack.name = name;
		return rack;
	}

	private static Place place() {
		Place place = new Place();
		place.name = "place";
		return place;
	}

	private List<Long> persistVisits(int times) {
		List<Long> ids = new ArrayList<>();
		inTransaction((manager) -> {
			for (int i = 0; i < times; i++) {
				Visit visit = new Visit();
				visit.tally = manager.getReference(Tally.class, this.company);
				manager.persist(visit);
				ids.add(visit.id);
			}
		});
		return ids;
	}

	private List<Long> persistPayments(long payerId) {
		List<Long> ids = new ArrayList<>();
		inTransaction((manager) -> {
			Payer payer = new Payer();
			payer.id = payerId;
			manager.persist(payer);
			for (int i = 0; i < 2; i++) {
				Payment payment = new Payment();
				payment.name = "payment " + i;
				payment.payer = payer;
				manager.persist(payment);
				ids.add(payment.id);
			}
		});
		return ids;
	}

	private void pay(Long id, long payer, boolean paid) {
		Payment payment = new Payment();
		payment.id = id;
		payment.name = "payment 1";
		payment.paid = paid;
		payment.payer = new Payer();
		payment.payer.id = payer;
		update(payment);
	}

	private Long persistBids(String name) {
		Bid bid = bid(null, name);
		inTransaction((manager) -> {
			if (manager.createNativeQuery("select id from club").getResultList().isEmpty()) {
				Club club = new Club();
				club.id = 1L;
				club.name = "club";
				manager.persist(club);
				bid.bidder.club = club;
				manager.persist(bid.bidder);
			}
			manager.persist(bid);
		});
		return bid.id;
	}

	private static Bid bid(Long id, String name) {
		Bid bid = new Bid();
		bid.id = id;
		bid.name = name;
		bid.bidder = new Bidder();
		bid.bidder.id = 1L;
		return bid;
	}

	/**
	 * Updates an entity that no session finds, because another hides it.
	 */
	private void update(Object entity) {
		context.getBean(EntityManagerFactory.class)
			.unwrap(SessionFactory.class)
			.inStatelessTransaction((session) -> session.update(entity));
	}

	private void inTransaction(Consumer<EntityManager> action) {
		new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
			.executeWithoutResult((status) -> action.accept(context.getBean(EntityManager.class)));
	}

	private void assertEnds(Supplier<?> read, Runnable write) {
		read.get();
		assertThat(statusOf(this.accelerate, read)).isEqualTo(CacheStatus.TTL);
		write.run();
		assertThat(statusOf(this.accelerate, read)).isEqualTo(CacheStatus.MISS);
	}

}
