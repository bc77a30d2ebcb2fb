package dev.accelerate.invalidation.reach;

import java.util.List;

import dev.accelerate.CacheStrategy;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * Cached queries, in a repository of an entity that none of them reads.
 */
interface OtherReads extends Repository<ReachRows.Unrelated, Integer>, ReadsByName {

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_authors where id = ?1", nativeQuery = true)
	List<Long> authors(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_books where id = ?1", nativeQuery = true)
	List<Long> books(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_reviews where id = ?1", nativeQuery = true)
	List<Long> reviews(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_shelves where id = ?1", nativeQuery = true)
	List<Long> shelves(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_countries where id = ?1", nativeQuery = true)
	List<Long> countries(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_cities where id = ?1", nativeQuery = true)
	List<Long> cities(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_streets where id = ?1", nativeQuery = true)
	List<Long> streets(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_leaders where id = ?1", nativeQuery = true)
	List<Long> leaders(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_captains where id = ?1", nativeQuery = true)
	List<Long> captains(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_desks where id = ?1", nativeQuery = true)
	List<Long> desks(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_teams where id = ?1", nativeQuery = true)
	List<Long> teams(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_squads where id = ?1", nativeQuery = true)
	List<Long> squads(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_stock where id = ?1", nativeQuery = true)
	List<Long> stock(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_prices where id = ?1", nativeQuery = true)
	List<Long> prices(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_offers where id = ?1", nativeQuery = true)
	List<Long> offers(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_summaries where id = ?1", nativeQuery = true)
	List<Long> summaries(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_people where id = ?1", nativeQuery = true)
	List<Long> people(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_active_people where id = ?1", nativeQuery = true)
	List<Long> activePeople(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_events where id = ?1", nativeQuery = true)
	List<Long> events(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_events_near where id = ?1", nativeQuery = true)
	List<Long> eventsNear(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_events_far where id = ?1", nativeQuery = true)
	List<Long> eventsFar(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_sensors where id = ?1", nativeQuery = true)
	List<Long> sensors(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_readings where id = ?1", nativeQuery = true)
	List<Long> readings(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_readings_low where id = ?1", nativeQuery = true)
	List<Long> readingsLow(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_readings_high where id = ?1", nativeQuery = true)
	List<Long> readingsHigh(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_readings_highest where id = ?1", nativeQuery = true)
	List<Long> readingsHighest(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_vehicles where id = ?1", nativeQuery = true)
	List<Long> vehicles(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_cars where id = ?1", nativeQuery = true)
	List<Long> cars(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_taxis where id = ?1", nativeQuery = true)
	List<Long> taxis(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_orders where id = ?1", nativeQuery = true)
	List<Long> orders(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_audits where id = ?1", nativeQuery = true)
	List<Long> audits(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_papers where id = ?1", nativeQuery = true)
	List<Long> papers(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_sheets where id = ?1", nativeQuery = true)
	List<Long> sheets(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_inbox where id = ?1", nativeQuery = true)
	List<Long> inbox(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_outbox where id = ?1", nativeQuery = true)
	List<Long> outbox(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_marks where id = ?1", nativeQuery = true)
	List<Long> marks(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_recaps where id = ?1", nativeQuery = true)
	List<Long> recaps(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_shops where id = ?1", nativeQuery = true)
	List<Long> shops(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_clerks where id = ?1", nativeQuery = true)
	List<Long> clerks(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_labels where id = ?1", nativeQuery = true)
	List<Long> labels(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_things where id = ?1", nativeQuery = true)
	List<Long> things(int id);

	@CacheStrategy(ttl = 600)
	@Query(value = "select version from reach_items where id = ?1", nativeQuery = true)
	List<Long> items(int id);

	@CacheStrategy(ttl = 600)
	@Query("select t.version from ReachTally t where t.id = ?1")
	List<Long> tallyVersion(int id);

}
