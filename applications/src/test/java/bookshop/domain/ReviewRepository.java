package bookshop.domain;

import java.util.List;

import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

public interface ReviewRepository extends JpaRepository<Review, Long> {

	List<Review> findByBookId(Long book, Sort sort);

	@Query("select avg(r.stars) from Review r where r.book.id = :book")
	Double averageStars(Long book);

	void deleteByCustomerAndBook(Customer customer, Book book);

}
