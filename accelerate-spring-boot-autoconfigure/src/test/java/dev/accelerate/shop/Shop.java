package dev.accelerate.shop;

import java.math.BigDecimal;
import java.util.List;

import org.springframework.data.domain.Example;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Service that reads and writes in transactions, as most do.
 */
@Service
@Transactional
class Shop {

	private final Customers customers;

	private final JdbcTemplate jdbc;

	Shop(Customers customers, JdbcTemplate jdbc) {
		this.customers = customers;
		this.jdbc = jdbc;
	}

	Object register(String name) {
		Customer customer = new Customer();
		customer.setName(name);
		return this.customers.save(customer) + " " + this.customers.findAllByOrderById();
	}

	Object rename(Long id, String name) {
		return this.customers.findById(id).map((customer) -> {
			customer.setName(name);
			return this.customers.findByNameStartingWithOrderById("n") + " " + this.customers.existsByName(name);
		}).orElse("nobody");
	}

	Object buy(Long id, int price) {
		return this.customers.findById(id).map((customer) -> {
			Purchase purchase = new Purchase();
			purchase.setPrice(BigDecimal.valueOf(price));
			purchase.setCustomer(customer);
			customer.getPurchases().add(purchase);
			customer.setPoints(customer.getPoints() + price);
			return this.customers.spentBy(id) + " " + this.customers.turnoverOf(id);
		}).orElse("nobody");
	}

	Object takeBack(Long id) {
		return this.customers.findById(id).map((customer) -> {
			customer.getPurchases().clear();
			return this.customers.count();
		}).orElse(-1L);
	}

	Object giveAll(int points) {
		return this.customers.giveAll(points);
	}

	Object leave(Long id) {
		this.customers.deleteById(id);
		return this.customers.count();
	}

	/**
	 * Fails after it has written and read.
	 */
	void fail(Long id) {
		rename(id, "never");
		this.customers.findAll();
		throw new IllegalStateException("The transaction is rolled back");
	}

	@Transactional(readOnly = true)
	Object report(Long id) {
		List<Customer> all = this.customers.findAllByOrderById();
		return all + " " + all.stream().map(Customer::getPurchases).toList() + " " + this.customers.turnoverOf(id) + " "
				+ this.jdbc.queryForObject("select count(*) from purchases", Long.class);
	}

	@Transactional(readOnly = true)
	Object search(int points) {
		Customer probe = new Customer();
		probe.setPoints(points);
		return this.customers.findByPointsGreaterThan(points, PageRequest.of(0, 3, Sort.by("id"))).getContent() + " "
				+ this.customers.count(Example.of(probe)) + " " + this.customers.findAll(Sort.by("name", "id"));
	}

}
