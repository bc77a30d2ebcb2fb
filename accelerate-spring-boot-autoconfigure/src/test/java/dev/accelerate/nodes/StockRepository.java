package dev.accelerate.nodes;

import dev.accelerate.Accelerated;
import dev.accelerate.CacheStrategy;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.annotation.Transactional;

interface StockRepository extends JpaRepository<Stock, Long> {

	@CacheStrategy(ttl = 600, swr = 600, tags = "stock_#{#id}")
	@Query("select s.pieces from Stock s where s.id = :id")
	Accelerated<Integer> piecesOf(long id);

	@CacheStrategy(ttl = 600)
	Accelerated<Stock> readById(long id);

	@CacheStrategy(ttl = 600)
	@Query("select count(l) from Label l")
	Accelerated<Long> labels();

	@Modifying
	@Transactional
	@Query("update Stock s set s.pieces = s.pieces + :change where s.id = :id")
	void change(long id, int change);

}
