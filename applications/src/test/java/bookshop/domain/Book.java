package bookshop.domain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;

@Entity
public class Book {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private Long id;

	private String title;

	private String category;

	private BigDecimal price;

	private int stock;

	@ManyToOne(fetch = FetchType.LAZY)
	private Author author;

	@ElementCollection
	private Set<String> tags = new LinkedHashSet<>();

	@OneToMany(mappedBy = "book")
	@OrderBy("id")
	private List<Review> reviews = new ArrayList<>();

	protected Book() {
	}

	public Book(String title, String category, BigDecimal price, int stock, Author author) {
		this.title = title;
		this.category = category;
		this.price = price;
		this.stock = stock;
		this.author = author;
	}

	public Long getId() {
		return this.id;
	}

	public String getTitle() {
		return this.title;
	}

	public String getCategory() {
		return this.category;
	}

	public BigDecimal getPrice() {
		return this.price;
	}

	public void setPrice(BigDecimal price) {
		this.price = price;
	}

	public int getStock() {
		return this.stock;
	}

	public void take(int quantity) {
		if (this.stock < quantity) {
			throw new IllegalStateException("Out of stock");
		}
		this.stock -= quantity;
	}

	public void putBack(int quantity) {
		this.stock += quantity;
	}

	public Author getAuthor() {
		return this.author;
	}

	public Set<String> getTags() {
		return this.tags;
	}

	public List<Review> getReviews() {
		return this.reviews;
	}

}
