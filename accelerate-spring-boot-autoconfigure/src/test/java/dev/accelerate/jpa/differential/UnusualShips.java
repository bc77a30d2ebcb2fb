package dev.accelerate.jpa.differential;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStrategy;
import dev.accelerate.jpa.differential.Fleet.Kind;
import dev.accelerate.jpa.differential.Fleet.Ship;
import jakarta.persistence.LockModeType;
import jakarta.persistence.QueryHint;
import org.jspecify.annotations.NonNull;
import org.jspecify.annotations.Nullable;

import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads that fail, that are never answered from the cache, or that say how they want to
 * run.
 */
interface UnusualShips extends Repository<Ship, Long> {

	// They fail, with some arguments or with all

	Ship findByKind(Kind kind);

	Optional<Ship> findOptionalByKind(@Nullable Kind kind);

	@NonNull Ship findRequiredByName(String name);

	@Query("select s.name from Ship s where s.code = :code")
	Integer numberFromName(String code);

	@Query("select s.grade from Ship s where s.code = :code")
	int primitiveGrade(String code);

	@NativeQuery("select 10 / (:beam - 1)")
	Integer quotient(int beam);

	@NativeQuery("select absent from ship")
	List<String> absentColumn();

	@Query("select s from Ship s where s.name = :#{#name.substring(1)}")
	List<Ship> bySubstring(String name);

	// They are never cached

	Stream<Ship> findStreamByKindOrderById(Kind kind);

	@Query("select s.name from Ship s order by s.id")
	Stream<String> streamedNames();

	@Lock(LockModeType.PESSIMISTIC_WRITE)
	List<Ship> findLockedByKindOrderById(Kind kind);

	@Lock(LockModeType.OPTIMISTIC)
	@Query("select p from Port p order by p.id")
	List<Fleet.Port> lockedPorts();

	@Query("select s from Ship s where s.sighted < current_timestamp order by s.id")
	List<Ship> sightedBeforeNow();

	@Query("select s from Ship s where s.name = :#{#supplier.get()}")
	List<Ship> bySupplier(Supplier<String> supplier);

	default List<String> ownNames(Kind kind) {
		return findByKindOrderById(kind).stream().map(Ship::getName).toList();
	}

	// They say how they want to run

	List<Ship> findByKindOrderById(Kind kind);

	@CacheStrategy(ttl = 60)
	default List<Ship> ownCached(Kind kind) {
		return findByKindOrderById(kind);
	}

	@CacheStrategy(ttl = 60, tags = "kind_#{#kind}")
	List<Ship> findTaggedByKindOrderById(Kind kind);

	@CacheStrategy(ttl = 60, condition = "#active", unless = "#result.size() < 2")
	List<Ship> findConditionedByActiveOrderById(boolean active);

	List<Ship> findByNameContainingOrderById(String part, CacheOptions options);

	@QueryHints(@QueryHint(name = "org.hibernate.readOnly", value = "true"))
	List<Ship> findReadOnlyByKindOrderById(Kind kind);

	@QueryHints(@QueryHint(name = "org.hibernate.fetchSize", value = "2"))
	List<Ship> findHintedByKindOrderById(Kind kind);

	@Transactional
	List<Ship> findWritingByKindOrderById(Kind kind);

	@Transactional(propagation = Propagation.SUPPORTS)
	List<Ship> findSupportedByKindOrderById(Kind kind);

	@Transactional(propagation = Propagation.NOT_SUPPORTED)
	List<Ship> findSuspendedByKindOrderById(Kind kind);

	@Transactional(propagation = Propagation.MANDATORY)
	List<Ship> findMandatoryByKindOrderById(Kind kind);

	@Transactional(propagation = Propagation.REQUIRES_NEW)
	List<Ship> findInNewByKindOrderById(Kind kind);

	@Transactional(isolation = Isolation.REPEATABLE_READ)
	List<Ship> findRepeatableByKindOrderById(Kind kind);

}
