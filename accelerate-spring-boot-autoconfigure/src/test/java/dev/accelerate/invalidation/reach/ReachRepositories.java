package dev.accelerate.invalidation.reach;

import java.util.List;
import java.util.Optional;

import dev.accelerate.CacheStrategy;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;

/**
 * Repositories of the entities.
 */
public final class ReachRepositories {

	private ReachRepositories() {
	}

	/**
	 * Cached queries of one entity, of every kind.
	 *
	 * @param <T> the entity
	 */
	@NoRepositoryBean
	@CacheStrategy(ttl = 600)
	interface Rows<T extends Row> extends Repository<T, Integer> {

		Optional<T> findById(Integer id);

		List<T> findByIdBetween(Integer from, Integer to);

		Optional<Shown> readById(Integer id);

		long countByIdAndVersionIsNotNull(Integer id);

		@Query("select e.version from #{#entityName} e where e.id = ?1")
		List<Long> versionOf(Integer id);

	}

	/**
	 * Projection of a row.
	 */
	interface Shown {

		Long getVersion();

	}

	interface Authors extends Rows<ReachRows.Author> {

	}

	interface Books extends Rows<ReachRows.Book> {

	}

	interface Reviews extends Rows<ReachRows.Review> {

	}

	interface Countries extends Rows<ReachRows.Country> {

	}

	interface Cities extends Rows<ReachRows.City> {

	}

	interface Streets extends Rows<ReachRows.Street> {

	}

	interface Leaders extends Rows<ReachRows.Leader> {

	}

	interface Captains extends Rows<ReachRows.Captain> {

	}

	interface Teams extends Rows<ReachRows.Team> {

	}

	interface Squads extends Rows<ReachRows.Squad> {

	}

	interface Stocks extends Rows<ReachRows.Stock> {

	}

	interface Prices extends Rows<ReachRows.Price> {

	}

	interface Offers extends Rows<ReachRows.Offer> {

	}

	interface OfferPrices extends Rows<ReachRows.OfferPrice> {

	}

	interface Extracts extends Rows<ReachRows.Extract> {

	}

	interface People extends Rows<ReachRows.Person> {

	}

	interface ActivePeople extends Rows<ReachRows.ActivePerson> {

	}

	interface Events extends Rows<ReachRows.Event> {

	}

	interface Sensors extends Rows<ReachRows.Sensor> {

	}

	interface Readings extends Rows<ReachRows.Reading> {

	}

	interface Vehicles extends Rows<ReachRows.Vehicle> {

	}

	interface PlacedOrders extends Rows<ReachRows.PlacedOrder> {

	}

	interface Audits extends Rows<ReachRows.Audit> {

	}

	interface Papers extends Rows<ReachRows.Paper> {

	}

	interface Sheets extends Rows<ReachRows.Sheet> {

	}

	interface Inboxes extends Rows<ReachRows.Inbox> {

	}

	interface Outboxes extends Rows<ReachRows.Outbox> {

	}

	interface Marks extends Rows<ReachRows.Mark> {

	}

	interface Tallies extends Rows<ReachRows.Tally> {

	}

	interface TallyExtracts extends Rows<ReachRows.TallyExtract> {

	}

	interface Recaps extends Rows<ReachRows.Recap> {

	}

	interface Shops extends Rows<ReachRows.Shop> {

		@Query("select l from ReachShop s join s.labels l where s.id = ?1")
		List<Long> labelsOf(Integer id);

	}

	interface Clerks extends Rows<ReachRows.Clerk> {

	}

	interface Notes extends Rows<ReachRows.Note> {

	}

	interface Memos extends Rows<ReachRows.Memo> {

	}

	interface Things extends Rows<ReachRows.Thing> {

	}

	interface Items extends Rows<ReachRows.Item> {

	}

}
