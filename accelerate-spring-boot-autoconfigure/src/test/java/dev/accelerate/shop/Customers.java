package dev.accelerate.shop;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/**
 * Queries of an application that knows nothing of the cache.
 */
interface Customers extends JpaRepository<Customer, Long> {

	List<Customer> findByNameStartingWithOrderById(String prefix);

	Optional<Customer> findFirstByOrderByPointsDescIdAsc();

	boolean existsByName(String name);

	Page<Customer> findByPointsGreaterThan(int points, Pageable pageable);

	@EntityGraph(attributePaths = "purchases")
	List<Customer> findAllByOrderById();

	@Query("select c.name as name, c.points as points from Customer c order by c.id")
	List<NameAndPoints> namesAndPoints();

	@Query("select sum(p.price) from Purchase p where p.customer.id = :id")
	BigDecimal spentBy(Long id);

	@Query(value = "select spent from turnovers where id = :id", nativeQuery = true)
	BigDecimal turnoverOf(Long id);

	@Query(value = "select next value for receipts", nativeQuery = true)
	long nextReceipt();

	@Query(value = "select random_uuid()", nativeQuery = true)
	String token();

	@Modifying
	@Query("update Customer c set c.points = c.points + :points")
	int giveAll(int points);

	/**
	 * Projection of a customer.
	 */
	interface NameAndPoints {

		String getName();

		int getPoints();

	}

}
