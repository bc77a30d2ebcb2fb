package bookshop.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

@Entity
public class OrderLine {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private Long id;

	@ManyToOne(fetch = FetchType.LAZY)
	private PurchaseOrder purchase;

	@ManyToOne(fetch = FetchType.LAZY)
	private Book book;

	private int quantity;

	protected OrderLine() {
	}

	OrderLine(PurchaseOrder purchase, Book book, int quantity) {
		this.purchase = purchase;
		this.book = book;
		this.quantity = quantity;
	}

	public Book getBook() {
		return this.book;
	}

	public int getQuantity() {
		return this.quantity;
	}

}
