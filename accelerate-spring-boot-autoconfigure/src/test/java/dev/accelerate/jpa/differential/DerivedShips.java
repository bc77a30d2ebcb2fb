package dev.accelerate.jpa.differential;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.accelerate.jpa.differential.Fleet.Extent;
import dev.accelerate.jpa.differential.Fleet.Kind;
import dev.accelerate.jpa.differential.Fleet.Port;
import dev.accelerate.jpa.differential.Fleet.Ship;
import org.jspecify.annotations.Nullable;

import org.springframework.data.repository.Repository;

/**
 * Queries by the names of their methods, with every keyword and type of argument.
 */
interface DerivedShips extends Repository<Ship, Long> {

	List<Ship> findByName(@Nullable String name);

	List<Ship> findByNameIs(@Nullable String name);

	List<Ship> findByNameNot(String name);

	List<Ship> findByNameIgnoreCase(String name);

	List<Ship> findByNameAndCodeAllIgnoreCase(String name, String code);

	List<Ship> findByNameLikeOrderById(String pattern);

	List<Ship> findByNameNotLike(String pattern);

	List<Ship> findByNameContaining(String part);

	List<Ship> findByNameContainsIgnoreCase(String part);

	List<Ship> findByNameNotContaining(String part);

	List<Ship> findByNameStartingWith(String part);

	List<Ship> findByNameEndingWithOrderByCodeDesc(String part);

	List<Ship> findByNameNull();

	List<Ship> findByNameIsNotNull();

	List<Ship> findByNameIsEmpty();

	List<Ship> findByNameIn(Collection<String> names);

	List<Ship> findByNameNotIn(Set<String> names);

	List<Ship> findByGradeIn(Integer... grades);

	List<Ship> findByKindIn(Iterable<Kind> kinds);

	List<Ship> findByTonnageIn(long[] tonnages);

	List<Ship> findByGrade(@Nullable Integer grade);

	List<Ship> findByGradeNot(Integer grade);

	List<Ship> findByGradeGreaterThan(Integer grade);

	List<Ship> findByGradeGreaterThanEqualOrderByGradeAscIdDesc(Integer grade);

	List<Ship> findByGradeLessThan(Integer grade);

	List<Ship> findByTonnageLessThanEqual(long tonnage);

	List<Ship> findByTonnageBetween(long tonnage1, long tonnage2);

	List<Ship> findByGradeNotNullAndTonnageGreaterThanOrKind(long tonnage, Kind kind);

	List<Ship> findByPrice(BigDecimal price);

	List<Ship> findByPriceLessThanOrderByPriceDescIdAsc(BigDecimal price);

	List<Ship> findBySpeedGreaterThan(Double speed);

	List<Ship> findByActiveTrue();

	List<Ship> findByActiveFalseOrderByNameDescIdAsc();

	List<Ship> findByActive(boolean active);

	List<Ship> findByKind(@Nullable Kind kind);

	List<Ship> findByKindNot(Kind kind);

	List<Ship> findByBuilt(LocalDate built);

	List<Ship> findByBuiltBefore(LocalDate built);

	List<Ship> findByBuiltAfterAndKind(LocalDate built, Kind kind);

	List<Ship> findByDockedAfter(LocalDateTime docked);

	List<Ship> findBySightedBefore(Instant sighted);

	List<Ship> findByLaunchedAfter(Date launched);

	List<Ship> findByLaunched(Date launched);

	Optional<Ship> findByToken(UUID token);

	List<Ship> findByTokenIn(List<UUID> tokens);

	List<Ship> findByImage(byte[] image);

	List<Ship> findByExtent(Extent extent);

	List<Ship> findByExtentBeamGreaterThan(int beam);

	List<Ship> findByExtentDraft(@Nullable Integer draft);

	List<Ship> findByPort(@Nullable Port port);

	List<Ship> findByPortIn(List<Port> ports);

	List<Ship> findByPortName(String country);

	List<Ship> findByPort_Id(Long id);

	List<Ship> findByHomeCountryAndPortNotNull(String country);

	List<Ship> findDistinctBySailorsPayGreaterThan(Integer pay);

	List<Ship> findByVisitedContains(Port port);

	List<Ship> findBySailorsIsEmpty();

	List<Ship> findByVisitedIsNotEmptyOrderById();

	List<Ship> findByAliasesContaining(String alias);

	@Nullable Ship findFirstByOrderByTonnageDescIdAsc();

	Optional<Ship> findTopByKindOrderByIdDesc(Kind kind);

	List<Ship> findFirst3ByActiveOrderById(boolean active);

	List<Ship> findTop2DistinctByKindNotNullOrderByNameAscIdAsc();

	long countByKind(Kind kind);

	int countByActiveAndGradeGreaterThan(boolean active, Integer grade);

	Long countDistinctByHomeCountry(String country);

	boolean existsByName(String name);

	boolean existsByCodeAndActiveTrue(String code);

}
