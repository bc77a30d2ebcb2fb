package bookshop.domain;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

public interface BookRepository extends JpaRepository<Book, Long> {

	Page<Book> findByCategory(String category, Pageable pageable);

	Slice<Book> findByTitleContainingIgnoreCaseOrderById(String text, Pageable pageable);

	@EntityGraph(attributePaths = { "author", "tags" })
	Optional<Book> findWithAuthorById(Long id);

	@Query("select b.category as category, count(b) as number from Book b group by b.category order by b.category")
	List<CategoryCount> categories();

	List<Title> findTop5ByOrderByStockDescIdAsc();

	long countByAuthorId(Long author);

	@Modifying
	@Query("update Book b set b.price = :price where b.category = :category")
	int reprice(String category, BigDecimal price);

	interface CategoryCount {

		String getCategory();

		long getNumber();

	}

	interface Title {

		Long getId();

		String getTitle();

	}

}
