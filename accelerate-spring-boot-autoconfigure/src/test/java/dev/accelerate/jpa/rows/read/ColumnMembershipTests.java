package dev.accelerate.jpa.rows.read;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.testing.CacheStatuses;
import dev.accelerate.testing.TestDatabase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import org.hibernate.annotations.CurrentTimestamp;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.SourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link ColumnMembership} in an application: counts, values, pages and lists survive
 * updates of columns that they do not look at, if those updates write no others.
 */
class ColumnMembershipTests {

	private static final PageRequest FIRST = PageRequest.of(0, 2, Sort.by("id"));

	private static ConfigurableApplicationContext context;

	private final Errands errands = context.getBean(Errands.class);

	private final Parcels parcels = context.getBean(Parcels.class);

	private final TransactionTemplate transaction = new TransactionTemplate(
			context.getBean(PlatformTransactionManager.class));

	private final EntityManager entityManager = context.getBean(EntityManager.class);

	@BeforeAll
	static void start() {
		context = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(TestDatabase.H2.properties())
			.properties("accelerate.invalidation.precision=auto", "accelerate.default-strategy.ttl=1h")
			.run();
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@BeforeEach
	void fill() {
		JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
		jdbc.update("delete from errand");
		jdbc.update("delete from sent_parcel");
		this.transaction.executeWithoutResult((status) -> {
			for (long id = 1; id <= 3; id++) {
				this.entityManager.persist(new Errand(id, "open", "errand " + id));
				this.entityManager.persist(new SentParcel(id, "parcel " + id));
			}
		});
		context.getBean(AccelerateOperations.class).invalidateAll();
	}

	@Test
	void anUpdateOfAnotherColumnKeepsTheResult() {
		for (Supplier<?> read : looksAtStatus()) {
			assertKeeps(read, () -> note(3));
		}
	}

	@Test
	void anUpdateOfTheColumnEndsTheResult() {
		for (Supplier<?> read : looksAtStatus()) {
			assertEnds(read, () -> move(3, "closed"));
			assertEnds(read, () -> move(3, "open"));
		}
	}

	@Test
	void aNewRowAndOneThatIsGoneEndTheResult() {
		for (Supplier<?> read : looksAtStatus()) {
			assertEnds(read, () -> this.errands.save(new Errand(4L, "open", "errand 4")));
			assertEnds(read, () -> this.errands.deleteById(4L));
		}
	}

	@Test
	void anUpdateOfUnknownRowsEndsTheResult() {
		for (Supplier<?> read : looksAtStatus()) {
			assertEnds(read,
					() -> this.transaction.executeWithoutResult((status) -> this.entityManager
						.createQuery("update Errand e set e.status = 'closed' where e.id = 2")
						.executeUpdate()));
		}
	}

	private List<Supplier<?>> looksAtStatus() {
		return List.of(() -> this.errands.countByStatus("open"), () -> this.errands.existsByStatus("open"),
				() -> this.errands.counted("open"), () -> this.errands.groups(), () -> this.errands.statuses(),
				() -> this.errands.made("open"), () -> this.errands.findViewByStatus("open"),
				() -> this.errands.findRecordByStatus("open"),
				() -> this.errands.findFirstByStatusNotOrderByStatusAscIdAsc("none").map(Errand::id),
				() -> this.errands.findPageByStatus("open", FIRST),
				() -> this.errands.findSliceByStatus("open", PageRequest.of(0, 2, Sort.by("status", "id"))),
				() -> this.errands.sliced("open", FIRST));
	}

	@Test
	void aListShowsItsRows() {
		List<Supplier<?>> lists = List.of(() -> this.errands.findByStatusStartingWith("op"),
				() -> this.errands.findByStatusStartingWith("op", Sort.by("status")),
				() -> this.errands.findByStatusStartingWithOrderById("op", Limit.of(3)),
				() -> this.errands.findPageByStatus("open", PageRequest.of(0, 3, Sort.by("id"))));
		for (Supplier<?> list : lists) {
			assertEnds(list, () -> note(3));
			this.transaction.executeWithoutResult((status) -> this.errands.save(new Errand(9L, "away", "errand 9")));
			assertKeeps(list, () -> note(9));
			assertEnds(list, () -> move(9, "open"));
			move(9, "away");
			this.errands.deleteById(9L);
		}
		assertEnds(() -> this.errands.findAll(), () -> note(2));
		assertEnds(() -> this.errands.findAll(), () -> this.errands.deleteById(2L));
	}

	@Test
	void valuesByPrimaryKeyDependOnTheRow() {
		assertKeeps(() -> this.errands.noteOf(1), () -> note(2));
		assertEnds(() -> this.errands.noteOf(1), () -> note(1));
		assertThat(this.errands.noteOf(1)).isEqualTo("errand 1x");
	}

	@Test
	void anOrderOfTheCallMustBeByColumnsThatAreLookedAt() {
		assertEnds(() -> this.errands.findSliceByStatus("open", PageRequest.of(0, 2, Sort.by("note"))), () -> note(3));
	}

	@Test
	void withoutAnOrderAnyWriteMayChangeWhatComesFirst() {
		assertEnds(() -> this.errands.findSliceByStatus("open", PageRequest.of(0, 1)), () -> note(3));
		assertEnds(() -> this.errands.findFirstByStatusNot("none").map(Errand::id), () -> note(3));
	}

	@Test
	void theQueryThatCountsIsNotTheQuery() {
		this.errands.save(new Errand(9L, "away", "errand 9"));
		assertEnds(() -> this.errands.findUncountedByStatus("open", PageRequest.of(0, 9, Sort.by("id"))),
				() -> move(9, "open"));
	}

	@Test
	void anEntityThatWritesAllColumnsKeepsWhatCannotBeUpdated() {
		assertKeeps(() -> this.parcels.findTop2ByOrderBySentDesc(), () -> rename(1));
		assertEnds(() -> this.parcels.findTop2ByOrderBySentDesc(), () -> rename(3));
		assertEnds(() -> this.parcels.countByNameStartingWith("parcel"), () -> rename(1));
		assertEnds(() -> this.parcels.countByAddress("none"), () -> rename(1));
	}

	@Test
	void whatTheDatabaseWritesDependsOnTables() {
		assertEnds(() -> this.parcels.countByTouchedNotNull(), () -> rename(1));
		assertEnds(() -> this.parcels.countByState("new"), () -> rename(1));
		assertEnds(() -> this.parcels.countByLabel("PARCEL 1"), () -> rename(2));
	}

	private void note(long id) {
		this.transaction.executeWithoutResult((status) -> this.entityManager.find(Errand.class, id).note += "x");
	}

	private void move(long id, String to) {
		this.transaction.executeWithoutResult((status) -> this.entityManager.find(Errand.class, id).status = to);
	}

	private void rename(long id) {
		this.transaction.executeWithoutResult((status) -> this.entityManager.find(SentParcel.class, id).name += "x");
	}

	private void assertKeeps(Supplier<?> read, Runnable write) {
		read.get();
		assertThat(status(read)).isEqualTo(CacheStatus.TTL);
		write.run();
		assertThat(status(read)).isEqualTo(CacheStatus.TTL);
	}

	private void assertEnds(Supplier<?> read, Runnable write) {
		read.get();
		assertThat(status(read)).isEqualTo(CacheStatus.TTL);
		write.run();
		assertThat(status(read)).isEqualTo(CacheStatus.MISS);
	}

	private CacheStatus status(Supplier<?> read) {
		return CacheStatuses.statusOf(context, read);
	}

	interface Errands extends JpaRepository<Errand, Long> {

		long countByStatus(String status);

		boolean existsByStatus(String status);

		@Query("select count(e) from Errand e where e.status = ?1")
		long counted(String status);

		@Query("select e.status, count(e) from Errand e group by e.status having count(distinct e.id) > 0")
		List<Object[]> groups();

		@Query("select distinct e.status from Errand e")
		List<String> statuses();

		@Query("select new dev.accelerate.jpa.rows.read.ColumnMembershipTests$StatusRecord(e.status) from Errand e"
				+ " where e.status = :status")
		List<StatusRecord> made(String status);

		List<StatusView> findViewByStatus(String status);

		List<StatusRecord> findRecordByStatus(String status);

		Optional<Errand> findFirstByStatusNotOrderByStatusAscIdAsc(String status);

		Optional<Errand> findFirstByStatusNot(String status);

		@Query(countQuery = "select count(e) from Errand e")
		Slice<Errand> findUncountedByStatus(String status, Pageable page);

		Page<Errand> findPageByStatus(String status, Pageable page);

		Slice<Errand> findSliceByStatus(String status, Pageable page);

		@Query("select e from Errand e where e.status = ?1 order by e.id")
		Slice<Errand> sliced(String status, Pageable page);

		List<Errand> findByStatusStartingWith(String prefix);

		List<Errand> findByStatusStartingWith(String prefix, Sort sort);

		List<Errand> findByStatusStartingWithOrderById(String prefix, Limit limit);

		@Query("select e.note from Errand e where e.id = ?1")
		String noteOf(long id);

	}

	interface Parcels extends JpaRepository<SentParcel, Long> {

		List<SentParcel> findTop2ByOrderBySentDesc();

		long countByNameStartingWith(String prefix);

		long countByAddress(String address);

		long countByTouchedNotNull();

		long countByState(String state);

		long countByLabel(String label);

	}

	interface StatusView {

		String getStatus();

	}

	record StatusRecord(String status) {
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = ColumnMembershipTests.class)
	@EnableJpaRepositories(basePackageClasses = ColumnMembershipTests.class, considerNestedRepositories = true)
	static class Application {

	}

	@Entity(name = "Errand")
	@DynamicUpdate
	static class Errand {

		@Id
		private Long id;

		private String status;

		private String note;

		protected Errand() {
		}

		Errand(Long id, String status, String note) {
			this.id = id;
			this.status = status;
			this.note = note;
		}

		Long id() {
			return this.id;
		}

	}

	/**
	 * Entity whose updates write all columns that can be.
	 */
	@Entity(name = "SentParcel")
	static class SentParcel {

		@Id
		private Long id;

		private String name;

		private String address;

		@Column(updatable = false)
		private LocalDateTime sent;

		@CurrentTimestamp(source = SourceType.DB)
		private LocalDateTime touched;

		@Column(updatable = false, columnDefinition = "varchar(10) on update 'changed'")
		private String state = "new";

		@Column(insertable = false, updatable = false,
				columnDefinition = "varchar(99) generated always as (upper(name))")
		private String label;

		protected SentParcel() {
		}

		SentParcel(Long id, String name) {
			this.id = id;
			this.name = name;
			this.sent = LocalDateTime.of(2026, 1, 1, 0, 0).plusDays(id);
		}

	}

}
