package bookshop.domain;

import java.util.List;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

public interface OrderRepository extends JpaRepository<PurchaseOrder, Long> {

	List<PurchaseOrder> findByCustomerOrderByIdDesc(Customer customer);

	@Query("select o from PurchaseOrder o join fetch o.lines l join fetch l.book where o.id = :id")
	PurchaseOrder detailed(Long id);

	long countByStatus(String status);

}
