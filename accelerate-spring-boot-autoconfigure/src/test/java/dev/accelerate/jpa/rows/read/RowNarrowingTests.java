package dev.accelerate.jpa.rows.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.Precision;
import dev.accelerate.catalog.DatabaseCatalogs;
import dev.accelerate.core.MissReason;
import dev.accelerate.core.QueryCacheListener;
import dev.accelerate.core.QueryId;
import dev.accelerate.testing.CacheStatuses;
import dev.accelerate.sql.SqlAnalyzer;
import dev.accelerate.sql.TableReach;
import dev.accelerate.testing.TestDatabase;
import jakarta.persistence.ConstraintMode;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.PostLoad;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Formula;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link RowNarrowing} in an application: a result that was read by primary key survives
 * writes to other rows, and no write that may change it.
 */
@ExtendWith(OutputCaptureExtension.class)
class RowNarrowingTests {

	private static ConfigurableApplicationContext context;

	private final Boats boats = context.getBean(Boats.class);

	private final Piers piers = context.getBean(Piers.class);

	private final TransactionTemplate transaction = new TransactionTemplate(
			context.getBean(PlatformTransactionManager.class));

	private final EntityManager entityManager = context.getBean(EntityManager.class);

	private final List<MissReason> misses = context.getBean(Application.class).misses;

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
		List.of("dynamic_boat", "boat_flags", "boat", "pier", "watched_boat", "counted_boat", "cargo", "owner",
				"numbered")
			.forEach((table) -> jdbc.update("delete from " + table));
		this.transaction.executeWithoutResult((status) -> {
			for (long id = 1; id <= 3; id++) {
				Pier pier = new Pier(id, "pier " + id);
				this.entityManager.persist(pier);
				this.entityManager.persist(new Boat(id, "boat " + id, pier));
			}
			this.entityManager.persist(new WatchedBoat(1L));
			this.entityManager.persist(new WatchedBoat(2L));
			this.entityManager.persist(new CountedBoat(1L));
			this.entityManager.persist(new CountedBoat(2L));
			Owner owner = new Owner(1L);
			this.entityManager.persist(owner);
			this.entityManager.persist(new Cargo(1L, owner));
			this.entityManager.persist(new DynamicBoat(1L, "dynamic 1"));
			this.entityManager.persist(new DynamicBoat(2L, "dynamic 2"));
		});
		context.getBean(AccelerateOperations.class).invalidateAll();
		this.misses.clear();
	}

	@Test
	void aWriteToAnotherRowKeepsTheResult() {
		assertKeeps(() -> this.boats.findById(1L), () -> rename(2));
		assertKeeps(() -> this.boats.findByIdAndName(1L, "boat 1"), () -> rename(2));
		assertKeeps(() -> this.boats.existsById(1L), () -> rename(2));
		assertKeeps(() -> this.boats.findAllById(List.of(1L, 3L)), () -> rename(2));
		assertKeeps(() -> this.boats.findByIdIn(List.of(1L, 3L)), () -> rename(2));
		assertKeeps(() -> this.boats.countById(1L), () -> this.boats.deleteById(2L));
	}

	@Test
	void aWriteToTheRowEndsIt() {
		assertEnds(() -> this.boats.findById(1L), () -> rename(1));
		assertThat(this.misses).extracting(MissReason::kind).contains(MissReason.Kind.ROW);
		assertEnds(() -> this.boats.findByIdAndName(1L, "boat 1"), () -> rename(1));
		assertEnds(() -> this.boats.findAllById(List.of(1L, 3L)), () -> rename(3));
		assertEnds(() -> this.boats.existsById(3L), () -> this.boats.deleteById(3L));
	}

	@Test
	void aRowThatIsNotThereIsAskedForAgainOnceItIs() {
		assertKeeps(() -> this.boats.existsById(7L), () -> rename(1));
		assertEnds(() -> this.boats.existsById(7L), () -> this.boats.save(new Boat(7L, "boat 7", null)));
		assertEnds(() -> this.boats.findById(8L), () -> this.boats.save(new Boat(8L, "boat 8", null)));
		assertEnds(() -> this.boats.findAllById(List.of(1L, 9L)), () -> this.boats.save(new Boat(9L, "boat 9", null)));
	}

	@Test
	void whatDoesNotSayWhichRowsItWritesEndsIt() {
		assertEnds(() -> this.boats.findById(1L),
				() -> this.transaction.executeWithoutResult(
						(status) -> this.entityManager.createQuery("update Boat b set b.name = 'hql' where b.id = 2")
							.executeUpdate()));
		assertEnds(() -> this.boats.findById(1L),
				() -> this.transaction.executeWithoutResult(
						(status) -> this.entityManager.createNativeQuery("update boat set name = 'native' where id = 2")
							.executeUpdate()));
	}

	@Test
	void whatIsFetchedCountsByItsOwnRows() {
		assertKeeps(() -> this.boats.findWithPierById(1L), () -> renamePier(2));
		assertEnds(() -> this.boats.findWithPierById(1L), () -> renamePier(1));
		assertKeeps(() -> this.boats.findById(1L), () -> renamePier(1));
	}

	@Test
	void whatIsLoadedInBatchesCountsByItsOwnRows() {
		assertKeeps(() -> this.piers.findById(1L), () -> renamePier(2));
		assertEnds(() -> this.piers.findById(1L), () -> renamePier(1));
	}

	/**
	 * Without a foreign key, a reference is missing also where its key is there.
	 */
	@Test
	void aReferenceThatIsFetchedAndMissingDependsOnTheTable() {
		context.getBean(JdbcTemplate.class).update("update boat set pier_id = null where id = 1");
		assertEnds(() -> this.boats.findWithPierById(1L), () -> renamePier(2));
		assertKeeps(() -> this.boats.findById(1L), () -> renamePier(2));
	}

	@Test
	void aCollectionOfElementsThatIsFetchedDependsOnTheRowsOfItsOwner() {
		assertKeeps(() -> this.boats.findWithFlagsById(1L), () -> hoist(2, "blue"));
		assertEnds(() -> this.boats.findWithFlagsById(1L), () -> hoist(1, "blue"));
		assertEnds(() -> this.boats.findWithFlagsById(1L), () -> hoist(1, "red"));
		assertKeeps(() -> this.boats.findById(1L), () -> hoist(1, "white"));
	}

	@Test
	void anInverseCollectionThatIsFetchedDependsOnItsTables() {
		assertEnds(() -> this.piers.findWithBoatsById(1L), () -> this.transaction.executeWithoutResult(
				(status) -> this.entityManager.find(Boat.class, 2L).pier = this.entityManager.find(Pier.class, 1L)));
		assertEnds(() -> this.piers.findWithBoatsById(1L), () -> rename(3));
	}

	@Test
	void whatItsRowDoesNotTellDependsOnTheTable() {
		assertEnds(() -> context.getBean(WatchedBoats.class).findById(1L), () -> this.transaction
			.executeWithoutResult((status) -> this.entityManager.find(WatchedBoat.class, 2L).name = "other"));
		assertEnds(() -> context.getBean(CountedBoats.class).findById(1L), () -> this.transaction
			.executeWithoutResult((status) -> this.entityManager.find(CountedBoat.class, 2L).name = "other"));
		assertEnds(() -> this.boats.findCoarseById(1L), () -> rename(2));
		assertEnds(() -> this.boats.readById(1L), () -> rename(2));
		assertEnds(() -> this.boats.findByNameContaining("boat 1"), () -> rename(2));
	}

	@Test
	void aReadByValueSurvivesWritesOfOtherValues() {
		assertKeeps(() -> this.boats.findByName("boat 1"), () -> rename(2));
		assertKeeps(() -> this.boats.findByName("none"), () -> this.boats.save(new Boat(7L, "boat 7", null)));
		assertKeeps(() -> this.boats.findByName("boat 1"), () -> this.boats.deleteById(7L));
		assertKeeps(() -> this.boats.findByNameIn(List.of("boat 1", "boat 3")), () -> rename(2));
		assertKeeps(() -> this.boats.findByPierId(1L), () -> moor(2, 3));
		assertKeeps(() -> this.boats.findByPier(new Pier(1L, "")), () -> moor(2, 3));
		assertKeeps(() -> this.boats.queriedByName("boat 1"), () -> rename(2));
		assertKeeps(() -> this.boats.findByNameAndLengthGreaterThan("boat 1", -1), () -> rename(2));
		assertKeeps(() -> this.boats.findFirstByPierIdOrderByLength(1L), () -> lengthen(2));
	}

	@Test
	void aWriteOfTheValueEndsAReadByIt() {
		assertEnds(() -> this.boats.findByName("boat 1"), () -> rename(1));
		assertThat(this.misses).extracting(MissReason::kind).contains(MissReason.Kind.ROW);
		assertEnds(() -> this.boats.findByName("none"), () -> this.boats.save(new Boat(7L, "none", null)));
		assertThat(this.misses).extracting(MissReason::kind).contains(MissReason.Kind.VALUE);
		assertEnds(() -> this.boats.findByName("none"), () -> this.boats.deleteById(7L));
		assertEnds(() -> this.boats.findByName("boat 3x"), () -> rename(3));
		assertEnds(() -> this.boats.findByNameIn(List.of("boat 1", "boat 2x")), () -> rename(2));
		assertEnds(() -> this.boats.findByPierId(1L), () -> moor(2, 1));
		assertEnds(() -> this.boats.findByPierId(1L), () -> moor(2, 3));
		assertEnds(() -> this.boats.findByPier(new Pier(1L, "")), () -> moor(2, 1));
		assertEnds(() -> this.boats.queriedByName("boat 9"), () -> this.boats.save(new Boat(9L, "boat 9", null)));
	}

	@Test
	void aReadByATextOfAnyCaseSurvivesWritesOfOthers() {
		assertThat(this.boats.findByNameIgnoreCase("BOAT 1")).hasSize(1);
		assertKeeps(() -> this.boats.findByNameIgnoreCase("BOAT 1"), () -> rename(2));
		assertEnds(() -> this.boats.findByNameIgnoreCase("BOAT 1"),
				() -> this.boats.save(new Boat(7L, "bOAt 1", null)));
		assertThat(this.boats.findByNameIgnoreCase("BOAT 1")).hasSize(2);
		assertEnds(() -> this.boats.findByNameIgnoreCase("BOAT 1"), () -> rename(1));
	}

	@Test
	void anIdentifierOfSeveralColumnsNamesItsRow() {
		Berths berths = context.getBean(Berths.class);
		for (int number = 1; number <= 2; number++) {
			berths.save(new Berth(new BerthId("north", number)));
		}
		assertKeeps(() -> berths.findById(new BerthId("north", 1)), () -> rent(2));
		assertEnds(() -> berths.findById(new BerthId("north", 1)), () -> rent(1));
		assertKeeps(() -> berths.findByRenter("renter"), () -> rent(2));
		assertEnds(() -> berths.findById(new BerthId("south", 1)),
				() -> berths.save(new Berth(new BerthId("south", 1))));
	}

	private void rent(int number) {
		this.transaction
			.executeWithoutResult((status) -> this.entityManager.find(Berth.class, new BerthId("north", number)).renters
				.add("renter " + System.nanoTime()));
	}

	@Test
	void aCollectionThatIsOrderedByItsElementsDependsOnTheRowsOfItsOwner() {
		Logs logs = context.getBean(Logs.class);
		logs.save(new Log(1L, "b", "a"));
		logs.save(new Log(2L, "c"));
		assertThat(logs.findById(1L).orElseThrow().lines).containsExactly("a", "b");
		assertKeeps(() -> logs.findById(1L), () -> write(2));
		assertEnds(() -> logs.findById(1L), () -> write(1));
	}

	private void write(long log) {
		this.transaction.executeWithoutResult((status) -> this.entityManager.find(Log.class, log).lines.add("line"));
	}

	/**
	 * Spring Data adds the wildcards to the value.
	 */
	@Test
	void aReadByValueMayComparePartsOfTexts() {
		Pier pier = new Pier(1L, "");
		assertThat(this.boats.queriedByPart(pier, "oat")).hasSize(1);
		assertKeeps(() -> this.boats.queriedByPart(pier, "oat"), () -> moor(2, 3));
		assertEnds(() -> this.boats.queriedByPart(pier, "oat"), () -> moor(2, 1));
		assertThat(this.boats.queriedByPart(pier, "oat")).hasSize(2);
	}

	/**
	 * It is nothing that the application could mend.
	 */
	@Test
	void aQueryThatIsNotPlainHqlIsNoReasonToWarn(CapturedOutput output) {
		assertEnds(() -> this.boats.queriedByEnd(new Pier(1L, ""), "1"), () -> rename(2));
		assertThat(output.getAll()).doesNotContain("could not be narrowed");
	}

	@Test
	void aCountOfAllRowsSurvivesWhatIsInThem() {
		assertKeeps(() -> this.boats.count(), () -> rename(2));
		assertEnds(() -> this.boats.count(), () -> this.boats.save(new Boat(7L, "boat 7", null)));
		assertThat(this.misses).extracting(MissReason::kind).contains(MissReason.Kind.ROW_SET);
		assertEnds(() -> this.boats.count(), () -> this.boats.deleteById(7L));
	}

	@Test
	void otherConditionsOfAReadByValueDependOnTheRowsThatHaveIt() {
		assertEnds(() -> this.boats.findByNameAndLengthGreaterThan("boat 1", 0), () -> lengthen(1));
		assertEnds(() -> this.boats.findFirstByPierIdOrderByLength(2L), () -> {
			moor(1, 2);
			lengthen(1);
		});
	}

	/**
	 * A statement that leaves columns out does not say what is in them.
	 */
	@Test
	void aDynamicUpdateEndsReadsOfWhichItDoesNotTellTheValue() {
		DynamicBoats dynamic = context.getBean(DynamicBoats.class);
		assertKeeps(() -> dynamic.findByName("dynamic 1"), () -> dynamic(2, (boat) -> boat.length++));
		assertEnds(() -> dynamic.findByName("dynamic 1"), () -> dynamic(2, (boat) -> boat.name = "dynamic 1"));
		assertEnds(() -> dynamic.findByNameAndLengthGreaterThan("dynamic 1", 9),
				() -> dynamic(1, (boat) -> boat.length = 10));
		assertEnds(() -> dynamic.findByNameAndLength("dynamic 1", 12), () -> dynamic(1, (boat) -> boat.length = 12));
	}

	/**
	 * What an entity computes from other rows, these rows do not tell.
	 */
	@Test
	void whatAFetchedEntityComputesDependsOnTables() {
		Cargoes cargoes = context.getBean(Cargoes.class);
		assertThat(cargoes.findById(1L).orElseThrow().owner.cargoes).isEqualTo(1);
		assertEnds(() -> cargoes.findById(1L),
				() -> this.transaction.executeWithoutResult((status) -> this.entityManager
					.persist(new Cargo(2L, this.entityManager.getReference(Owner.class, 1L)))));
		assertThat(cargoes.findById(1L).orElseThrow().owner.cargoes).isEqualTo(2);
	}

	@Test
	void whatAFetchedViewShowsDependsOnTheTablesBehindIt() {
		JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
		jdbc.execute("drop table fleet_view cascade");
		jdbc.execute("create view fleet_view as select 1 as id, count(*) as boats from fleet");
		context.getBean(DatabaseCatalogs.class).started();
		Fleets fleets = context.getBean(Fleets.class);
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.createQuery("delete from Fleet").executeUpdate();
			this.entityManager.persist(new Fleet(1L, this.entityManager.getReference(FleetView.class, 1L)));
		});
		assertThat(fleets.findById(1L).orElseThrow().view.boats).isEqualTo(1);
		assertEnds(() -> fleets.findById(1L), () -> this.transaction.executeWithoutResult((status) -> this.entityManager
			.persist(new Fleet(2L, this.entityManager.getReference(FleetView.class, 1L)))));
		assertThat(fleets.findById(1L).orElseThrow().view.boats).isEqualTo(2);
	}

	@Test
	void whatAViewThatTheDatabaseDoesNotShowMayReadDependsOnTables() {
		SqlAnalyzer statements = context.getBean(SqlAnalyzer.class);
		statements.reach(this, new TableReach.Builder().opaque("pier").build());
		try {
			assertEnds(() -> this.boats.findWithPierById(1L), () -> rename(2));
			assertKeeps(() -> this.boats.findById(1L), () -> rename(2));
		}
		finally {
			statements.forget(this);
		}
	}

	/**
	 * A row that a join hides is not in the result, so that its own row is not asked for.
	 */
	@Test
	void aRowThatAJoinHidesShowsOnceItHasTheKey() {
		DynamicBoats dynamic = context.getBean(DynamicBoats.class);
		assertThat(dynamic.moored("dynamic 1")).isEmpty();
		assertEnds(() -> dynamic.moored("dynamic 1"),
				() -> dynamic(1, (boat) -> boat.pier = this.entityManager.find(Pier.class, 1L)));
		assertThat(dynamic.moored("dynamic 1")).hasSize(1);
	}

	@Test
	void rowsThatAResultSkipsMatter() {
		assertThat(this.boats.second(0)).hasSize(1);
		assertEnds(() -> this.boats.second(0), () -> this.boats.deleteById(1L));
	}

	@Test
	void anAttributeMayBeCalledLikeTheIdentifier() {
		Numbers numbers = context.getBean(Numbers.class);
		assertThat(numbers.withId(5L)).isEmpty();
		assertEnds(() -> numbers.withId(5L), () -> numbers.save(new Numbered(77L, 5L)));
		assertThat(numbers.withId(5L)).hasSize(1);
	}

	private void dynamic(long id, Consumer<DynamicBoat> change) {
		this.transaction
			.executeWithoutResult((status) -> change.accept(this.entityManager.find(DynamicBoat.class, id)));
	}

	private void moor(long boat, long pier) {
		this.transaction.executeWithoutResult(
				(status) -> this.entityManager.find(Boat.class, boat).pier = this.entityManager.find(Pier.class, pier));
	}

	private void lengthen(long id) {
		this.transaction.executeWithoutResult((status) -> this.entityManager.find(Boat.class, id).length++);
	}

	@Test
	void aQueryThatComparesTheIdentifierDependsOnTheRow() {
		assertKeeps(() -> this.boats.queried(1), () -> rename(2));
		assertEnds(() -> this.boats.queried(1), () -> rename(1));
		assertKeeps(() -> this.boats.queriedWithPier(1), () -> {
			rename(2);
			renamePier(2);
		});
		assertEnds(() -> this.boats.queriedWithPier(1), () -> renamePier(1));
		assertEnds(() -> this.boats.queriedWithPier(1), () -> rename(1));
	}

	/**
	 * A row that is joined with nothing is not in the result, and nothing of it is
	 * either.
	 */
	@Test
	void aRowThatAJoinHidesShowsOnceTheOtherRowIsThere() {
		JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
		assertKeeps(() -> this.boats.queriedOnPiers(List.of(1L, 2L)), () -> renamePier(3));
		dropForeignKey(jdbc);
		jdbc.update("update boat set pier_id = 9 where id = 2");
		context.getBean(AccelerateOperations.class).invalidateAll();
		assertThat(this.boats.queriedOnPiers(List.of(1L, 2L))).hasSize(1);
		assertEnds(() -> this.boats.queriedOnPiers(List.of(1L, 2L)), () -> this.piers.save(new Pier(9L, "pier 9")));
		assertThat(this.boats.queriedOnPiers(List.of(1L, 2L))).hasSize(2);
	}

	private static void dropForeignKey(JdbcTemplate jdbc) {
		for (String name : jdbc.queryForList("select constraint_name from information_schema.table_constraints"
				+ " where table_name = 'BOAT' and constraint_type = 'FOREIGN KEY'", String.class)) {
			jdbc.execute("alter table boat drop constraint " + name);
		}
	}

	@Test
	void aQueryThatLooksAtMoreThanTheRowDependsOnTables() {
		assertEnds(() -> this.boats.queriedByPier(1), () -> rename(2));
		assertEnds(() -> this.boats.queriedByEither(1, "none"), () -> rename(2));
	}

	private void hoist(long id, String flag) {
		this.transaction.executeWithoutResult((status) -> this.entityManager.find(Boat.class, id).flags.add(flag));
	}

	private void rename(long id) {
		this.transaction.executeWithoutResult((status) -> this.entityManager.find(Boat.class, id).name += "x");
	}

	private void renamePier(long id) {
		this.transaction.executeWithoutResult((status) -> this.entityManager.find(Pier.class, id).name += "x");
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

	interface Boats extends JpaRepository<Boat, Long> {

		Optional<Boat> findByIdAndName(Long id, String name);

		List<Boat> findByIdIn(List<Long> ids);

		long countById(Long id);

		@EntityGraph(attributePaths = "pier")
		Optional<Boat> findWithPierById(Long id);

		@EntityGraph(attributePaths = "flags")
		Optional<Boat> findWithFlagsById(Long id);

		@Query("select b from Boat b where b.id = :id")
		Optional<Boat> queried(long id);

		@Query("from Boat b left join fetch b.pier where b.name like 'boat%' and ?1 = b.id order by b.name")
		List<Boat> queriedWithPier(long id);

		@Query("select b from Boat b join fetch b.pier where b.id in (:ids)")
		List<Boat> queriedOnPiers(List<Long> ids);

		@Query("select b from Boat b where b.id = ?1 and b.pier.name = 'pier 1'")
		Optional<Boat> queriedByPier(long id);

		@Query("select b from Boat b where b.id = ?1 or b.name = ?2")
		List<Boat> queriedByEither(long id, String name);

		@CacheStrategy(ttl = 60, precision = Precision.TABLE)
		Optional<Boat> findCoarseById(Long id);

		@Query("select b from Boat b where b.id = ?1 and exists (select 1 from Boat o where o.id <> ?1)")
		Optional<Boat> readById(Long id);

		List<Boat> findByName(String name);

		List<Boat> findByNameIgnoreCase(String name);

		List<Boat> findByNameContaining(String part);

		List<Boat> findByNameIn(List<String> names);

		List<Boat> findByPierId(Long id);

		List<Boat> findByPier(Pier pier);

		List<Boat> findByNameAndLengthGreaterThan(String name, int length);

		Optional<Boat> findFirstByPierIdOrderByLength(Long id);

		@Query("select b from Boat b where b.length = ?1 order by b.id limit 1 offset 1")
		List<Boat> second(int length);

		@Query("select b from Boat b where b.pier = ?1 and b.name like %?2%")
		List<Boat> queriedByPart(Pier pier, String part);

		@Query("select b from Boat b where b.pier = :pier and b.name like %:part and b.name <> '%'")
		List<Boat> queriedByEnd(Pier pier, String part);

		@Query("select b from Boat b where b.name = :name order by b.length")
		List<Boat> queriedByName(String name);

	}

	interface Piers extends JpaRepository<Pier, Long> {

		@EntityGraph(attributePaths = "boats")
		Optional<Pier> findWithBoatsById(Long id);

	}

	interface WatchedBoats extends JpaRepository<WatchedBoat, Long> {

	}

	interface DynamicBoats extends JpaRepository<DynamicBoat, Long> {

		List<DynamicBoat> findByName(String name);

		List<DynamicBoat> findByNameAndLengthGreaterThan(String name, int length);

		List<DynamicBoat> findByNameAndLength(String name, int length);

		@Query("select b from DynamicBoat b join fetch b.pier where b.name = ?1")
		List<DynamicBoat> moored(String name);

	}

	interface Cargoes extends JpaRepository<Cargo, Long> {

	}

	interface Fleets extends JpaRepository<Fleet, Long> {

	}

	interface Numbers extends JpaRepository<Numbered, Long> {

		@Query("select n from Numbered n where n.id = ?1")
		List<Numbered> withId(Long id);

	}

	interface Berths extends JpaRepository<Berth, BerthId> {

		List<Berth> findByRenter(String renter);

	}

	interface Logs extends JpaRepository<Log, Long> {

	}

	interface CountedBoats extends JpaRepository<CountedBoat, Long> {

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = RowNarrowingTests.class)
	@EnableJpaRepositories(basePackageClasses = RowNarrowingTests.class, considerNestedRepositories = true)
	static class Application implements QueryCacheListener {

		final List<MissReason> misses = new ArrayList<>();

		@Override
		public void onMiss(QueryId query, Supplier<MissReason> reason) {
			this.misses.add(reason.get());
		}

	}

	@Entity(name = "Boat")
	static class Boat {

		@Id
		private Long id;

		private String name;

		private int length;

		@ManyToOne(fetch = FetchType.LAZY)
		private Pier pier;

		@ElementCollection
		private List<String> flags = new ArrayList<>();

		Boat() {
		}

		Boat(Long id, String name, Pier pier) {
			this.id = id;
			this.name = name;
			this.pier = pier;
		}

	}

	@Entity(name = "Pier")
	@BatchSize(size = 10)
	static class Pier {

		@Id
		private Long id;

		private String name;

		@OneToMany(mappedBy = "pier")
		private List<Boat> boats = new ArrayList<>();

		Pier() {
		}

		Pier(Long id, String name) {
			this.id = id;
			this.name = name;
		}

	}

	@Entity(name = "WatchedBoat")
	static class WatchedBoat {

		@Id
		private Long id;

		private String name;

		WatchedBoat() {
		}

		WatchedBoat(Long id) {
			this.id = id;
		}

		@PostLoad
		void loaded() {
		}

	}

	@Entity(name = "CountedBoat")
	static class CountedBoat {

		@Id
		private Long id;

		private String name;

		@Formula("(select count(*) from counted_boat b where b.name = name)")
		private long namesakes;

		CountedBoat() {
		}

		CountedBoat(Long id) {
			this.id = id;
		}

	}

	@Entity(name = "DynamicBoat")
	@DynamicUpdate
	static class DynamicBoat {

		@Id
		private Long id;

		private String name;

		private int length;

		@ManyToOne(fetch = FetchType.LAZY)
		private Pier pier;

		DynamicBoat() {
		}

		DynamicBoat(Long id, String name) {
			this.id = id;
			this.name = name;
		}

	}

	@Entity(name = "Cargo")
	static class Cargo {

		@Id
		private Long id;

		@ManyToOne
		private Owner owner;

		Cargo() {
		}

		Cargo(Long id, Owner owner) {
			this.id = id;
			this.owner = owner;
		}

	}

	@Entity(name = "Owner")
	static class Owner {

		@Id
		private Long id;

		@Formula("(select count(*) from cargo c where c.owner_id = id)")
		private int cargoes;

		Owner() {
		}

		Owner(Long id) {
			this.id = id;
		}

	}

	@Entity(name = "Fleet")
	static class Fleet {

		@Id
		private Long id;

		@ManyToOne
		@JoinColumn(foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
		private FleetView view;

		Fleet() {
		}

		Fleet(Long id, FleetView view) {
			this.id = id;
			this.view = view;
		}

	}

	@Entity(name = "FleetView")
	static class FleetView {

		@Id
		private Long id;

		private int boats;

	}

	@Embeddable
	record BerthId(String pier, int number) {
	}

	@Entity(name = "Berth")
	static class Berth {

		@EmbeddedId
		private BerthId id;

		private String renter;

		@ElementCollection(fetch = FetchType.EAGER)
		private Set<String> renters = new HashSet<>();

		Berth() {
		}

		Berth(BerthId id) {
			this.id = id;
		}

	}

	@Entity(name = "Log")
	static class Log {

		@Id
		private Long id;

		@ElementCollection(fetch = FetchType.EAGER)
		@OrderBy
		private List<String> lines = new ArrayList<>();

		Log() {
		}

		Log(Long id, String... lines) {
			this.id = id;
			this.lines.addAll(List.of(lines));
		}

	}

	@Entity(name = "Numbered")
	static class Numbered {

		@Id
		private Long number;

		private Long id;

		Numbered() {
		}

		Numbered(Long number, Long id) {
			this.number = number;
			this.id = id;
		}

	}

}
