package dev.accelerate.applications.cluster.node;

import java.util.List;
import java.util.Optional;

import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStrategy;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.CrudRepository;

/**
 * Products, read in many ways.
 */
interface ProductRepository extends CrudRepository<Product, Long> {

	@Override
	@CacheStrategy(ttl = 600)
	Optional<Product> findById(Long id);

	@CacheStrategy(ttl = 600, tags = "shelf_#{#shelf}")
	@Query("select p from Product p join fetch p.shelf where p.shelf.id = :shelf")
	List<Product> onShelf(Long shelf);

	@CacheStrategy(ttl = 1, swr = 600)
	List<Product> findByIdLessThan(Long id);

	@CacheStrategy(ttl = 600)
	@NativeQuery("select revision from products where id = :id")
	long revision(Long id);

	/**
	 * Returns the revisions of two products by reads that are cached themselves.
	 */
	@CacheStrategy(ttl = 600)
	default List<Long> revisions(Long one, Long other) {
		return List.of(findById(one).orElseThrow().seen().value(), revision(other));
	}

	@CacheStrategy(ttl = 600)
	List<Product> findByShelfId(Long shelf, CacheOptions options);

	@Modifying
	@Query("update Product p set p.revision = (p.revision / 8192 + 1) * 8192 + :mark where p.id = :id")
	int grow(Long id, int mark);

}
