package dev.accelerate.catalog;

import java.util.List;

import dev.accelerate.CacheStrategy;
import dev.accelerate.testing.domain.Draft;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * Cached queries of tables that change without being named, in a repository of an entity
 * that none of them reads.
 */
@CacheStrategy(ttl = 60)
interface ReachQueries extends Repository<Draft, Long> {

	@Query("select p.age from Person p order by p.id")
	List<Integer> people();

	@Query("select a.age from Adult a order by a.id")
	List<Integer> adults();

	@Query("select s.age from Senior s order by s.id")
	List<Integer> seniors();

	@Query("select r.age from Retired r order by r.id")
	List<Integer> retired();

	@Query(value = "select age from seniors order by id", nativeQuery = true)
	List<Integer> seniorsNatively();

	@Query(value = "select id from cities order by id", nativeQuery = true)
	List<Long> cities();

	@Query(value = "select id from streets order by id", nativeQuery = true)
	List<Long> streets();

	@Query(value = "select city_id from mayors order by id", nativeQuery = true)
	List<Integer> mayors();

	@Query("select c.id from Child c order by c.id")
	List<Long> children();

	@Query(value = "select age from persons order by id", nativeQuery = true)
	List<Integer> persons();

	@Query(value = "select age from measurements order by id", nativeQuery = true)
	List<Integer> measurements();

	@Query(value = "select age from measurements_odd order by id", nativeQuery = true)
	List<Integer> oddMeasurements();

	@Query(value = "select age from measurements_odd_young order by id", nativeQuery = true)
	List<Integer> oddYoungMeasurements();

	@Query(value = "select age from places order by id", nativeQuery = true)
	List<Integer> places();

	@Query(value = "select age from capitals order by id", nativeQuery = true)
	List<Integer> capitals();

	@Query(value = "select age from order_log order by id, age", nativeQuery = true)
	List<Integer> orderLog();

	@Query(value = "select age from strangers", nativeQuery = true)
	List<Integer> strangers();

	@Query(value = "select age from late_view", nativeQuery = true)
	List<Integer> lateView();

}
