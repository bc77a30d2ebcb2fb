package dev.accelerate.examples;

import java.math.BigDecimal;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * The order that the examples refer to.
 */
@Entity
@Table(name = "orders")
class Order {

	@Id
	@GeneratedValue
	private Long id;

	private Long customer;

	private BigDecimal total;

	protected Order() {
	}

	Order(Long customer, BigDecimal total) {
		this.customer = customer;
		this.total = total;
	}

}
