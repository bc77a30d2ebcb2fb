package dev.accelerate.invalidation.model;

import java.util.List;

import dev.accelerate.CacheStrategy;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * Cached queries of every kind, and uncached ones.
 */
interface ModelRepository extends Repository<Shelf, Integer> {

	@CacheStrategy(ttl = 2, swr = 30)
	@Query("select i from Item i where i.id = ?1")
	Item item(int id);

	@CacheStrategy(ttl = 3, swr = 30)
	@Query("select i.version from Item i where i.id = ?1")
	long itemVersion(int id);

	@CacheStrategy(ttl = 20)
	@Query(value = "select version from model_items where id = ?1", nativeQuery = true)
	long nativeItemVersion(int id);

	@CacheStrategy(ttl = 2, swr = 10)
	@Query("select i from Item i join fetch i.box where i.box.id = ?1 order by i.id")
	List<Item> itemsOfBox(int box);

	@CacheStrategy(ttl = 20, swr = 20)
	@Query("select b.version from Box b where b.id = ?1")
	long boxVersion(int id);

	@CacheStrategy(ttl = 5, swr = 60, tags = "ticket_#{#id}", invalidateOnWrite = false)
	@Query("select t.version from Ticket t where t.id = ?1")
	long ticketVersion(int id);

	/**
	 * Result of which every part may come from the cache.
	 */
	@CacheStrategy(ttl = 10, swr = 30)
	default List<Long> itemAndBox(int item) {
		return List.of(itemVersion(item), boxVersion(Rows.boxOf(item)));
	}

	/**
	 * Result of which a part is another such result.
	 */
	@CacheStrategy(ttl = 10, swr = 30)
	default List<Long> ticketItemAndBox(int ticket, int item) {
		List<Long> itemAndBox = itemAndBox(item);
		return List.of(ticketVersion(ticket), itemAndBox.get(0), itemAndBox.get(1));
	}

	/**
	 * Result that is out of date before it is there.
	 */
	@CacheStrategy(ttl = 10, swr = 30)
	default List<Long> slowItem(int id) {
		long version = directItemVersion(id);
		Pauses.untilCommit();
		return List.of(version);
	}

	@CacheStrategy(ttl = 10, swr = 30, tags = "ticket_#{#id}", invalidateOnWrite = false)
	default List<Long> slowTicket(int id) {
		long version = directTicketVersion(id);
		Pauses.untilCommit();
		return List.of(version);
	}

	@Query("select i.version from Item i where i.id = ?1")
	long directItemVersion(int id);

	@Query("select b.version from Box b where b.id = ?1")
	long directBoxVersion(int id);

	@Query("select t.version from Ticket t where t.id = ?1")
	long directTicketVersion(int id);

}
