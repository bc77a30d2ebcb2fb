package dev.accelerate.jpa.differential;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.accelerate.jpa.differential.Fleet.Extent;
import dev.accelerate.jpa.differential.Fleet.Kind;
import dev.accelerate.jpa.differential.Fleet.Port;
import dev.accelerate.jpa.differential.Fleet.Ship;
import jakarta.persistence.Tuple;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;

/**
 * Declared queries: JPQL, native and named ones, with every way to name a parameter, and
 * with scalars and rows as their results.
 */
interface DeclaredShips extends Repository<Ship, Long> {

	@Query("select s from Ship s where s.name = ?1 or s.code = ?2 order by s.id")
	List<Ship> byNumberedParameters(String name, String code);

	@Query("select s from Ship s where (:grade is null or s.grade = :grade) order by s.id")
	List<Ship> byOptionalGrade(@Nullable Integer grade);

	@Query("select s from #{#entityName} s where s.kind = :kind order by s.id")
	List<Ship> ofEntityName(@Param("kind") Kind kind);

	@Query("select s from Ship s where s.name like %:part% escape '\\' order by s.id")
	List<Ship> likePart(String part);

	@Query("select s from Ship s where s.name = :#{#name} order by s.id")
	List<Ship> byExpression(String name);

	@Query("select s from Ship s where s.name = :#{#plate.name()} and s.code = :#{#plate.code()}")
	List<Ship> byExpressionOfRecord(Views.Plate plate);

	@Query("select s from Ship s where s.grade > :#{[0] + 1} order by s.id")
	List<Ship> bySum(int grade);

	@Query("select s from Ship s where s.name like :#{escape([0])}% escape :#{escapeCharacter()} order by s.id")
	List<Ship> byEscaped(String part);

	@Query("select s from Ship s where s.kind in :kinds order by s.id")
	List<Ship> inKinds(Collection<Kind> kinds);

	@Query("select s from Ship s where s.kind in ?1 order by s.id")
	List<Ship> inKindsOfArray(Kind... kinds);

	@Query("select s from Ship s where s.port = :port and s.home <> :port order by s.id")
	List<Ship> atPort(Port port);

	@Query("select s from Ship s where s.launched >= :launched order by s.id")
	List<Ship> launchedSince(Date launched);

	@Query("select s from Ship s where s.active = true")
	List<Ship> sorted(Sort sort);

	@Query("select s from Ship s where exists (select 1 from Sailor c where c.ship = s and c.pay > :pay) order by s.id")
	List<Ship> withPayAbove(Integer pay);

	@Query("select s from Ship s left join s.sailors c group by s having count(c) >= :count order by s.id")
	List<Ship> withCrewOf(long count);

	@Query("select s from Ship s where s.kind = :kind union select s from Ship s where s.active = true")
	List<Ship> united(Kind kind);

	@NativeQuery("select * from ship where code = :code")
	Optional<Ship> nativeByCode(String code);

	@NativeQuery("select s.* from ship s where s.grade > ?1 order by s.id")
	List<Ship> nativeByGrade(int grade);

	@Query(value = "select s.* from #{#entityName} s where s.name in (:names) order by s.id", nativeQuery = true)
	List<Ship> nativeByNames(List<String> names);

	List<Ship> findOlder(LocalDate built);

	@Query(name = "Ship.countOlder")
	long countingOlder(LocalDate built);

	List<Ship> findHeavy(long tonnage);

	@Query("select max(s.tonnage) from Ship s")
	Long heaviest();

	@Query("select avg(s.speed) from Ship s where s.kind = :kind")
	@Nullable Double averageSpeed(Kind kind);

	@Query("select sum(s.price) from Ship s where s.active = :active")
	@Nullable BigDecimal value(boolean active);

	@Query("select s.name from Ship s order by s.id")
	List<String> names();

	@Query("select s.kind from Ship s")
	Set<Kind> kinds();

	@Query("select s.sighted from Ship s where s.code = :code")
	@Nullable Instant sighted(String code);

	@Query("select s.launched from Ship s order by s.id")
	List<Date> launches();

	@Query("select s.token from Ship s where s.code = :code")
	Optional<UUID> token(String code);

	@Query("select s.image from Ship s where s.code = :code")
	byte[] image(String code);

	@Query("select s.image from Ship s order by s.id")
	List<byte[]> images();

	@Query("select s.extent from Ship s order by s.id")
	List<Extent> extents();

	@Query("select s.grade from Ship s where s.code = :code")
	int gradeOf(String code);

	@Query("select count(s) > 2 from Ship s where s.kind = :kind")
	boolean isCommon(Kind kind);

	@Query("select s.name, s.grade, s.image from Ship s order by s.id")
	List<Object[]> rows();

	@Query("select s.name, s.launched from Ship s where s.code = :code")
	Object[] row(String code);

	@Query("select s.name as name, s.grade as grade, s.extent as extent from Ship s order by s.id")
	List<Tuple> tuples();

	@Query("select s.name as name, s as ship from Ship s where s.code = :code")
	@Nullable Tuple tupleOf(String code);

	@Query("select s.name as name, s.price as price from Ship s where s.kind = :kind order by s.id")
	List<Map<String, Object>> maps(Kind kind);

	@Query("select s.kind as kind, count(s) as number from Ship s group by s.kind")
	Set<Map<String, Object>> numbers();

	@Query("select s.name as name, s.port as port from Ship s where s.code = :code")
	@Nullable Map<String, Object> mapOf(String code);

	@NativeQuery("select name, code, tonnage from ship order by id")
	List<Object[]> nativeRows();

	@NativeQuery("select name as name, price as price_of, active as active from ship order by id")
	List<Map<String, Object>> nativeMaps();

	@NativeQuery("select name as name, kind as kind from ship order by id")
	List<Tuple> nativeTuples();

	@NativeQuery("select count(*) from ship where active = :active")
	long nativeCount(boolean active);

	@Query("select s.name, count(c) from Ship s left join s.sailors c group by s.id, s.name order by s.id")
	List<List<Object>> lists();

}
