package bookshop.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

@Entity
public class Review {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private Long id;

	@ManyToOne(fetch = FetchType.LAZY)
	private Book book;

	@ManyToOne(fetch = FetchType.LAZY)
	private Customer customer;

	private int stars;

	private String text;

	protected Review() {
	}

	public Review(Book book, Customer customer, int stars, String text) {
		this.book = book;
		this.customer = customer;
		this.stars = stars;
		this.text = text;
	}

	public Long getId() {
		return this.id;
	}

	public Book getBook() {
		return this.book;
	}

	public Customer getCustomer() {
		return this.customer;
	}

	public int getStars() {
		return this.stars;
	}

	public void setStars(int stars) {
		this.stars = stars;
	}

	public String getText() {
		return this.text;
	}

}
