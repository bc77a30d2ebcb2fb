package bookshop.service;

import java.math.BigDecimal;
import java.util.List;

import bookshop.domain.AuthorRepository;
import bookshop.domain.Book;
import bookshop.domain.BookRepository;
import bookshop.domain.Customer;
import bookshop.domain.CustomerRepository;
import bookshop.domain.OrderLine;
import bookshop.domain.OrderRepository;
import bookshop.domain.PurchaseOrder;
import bookshop.domain.Review;
import bookshop.domain.ReviewRepository;

import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Transactions that read, change and save. As in many applications, reads that could be
 * read-only are not.
 */
@Service
@Transactional
public class ShopService {

	private final BookRepository books;

	private final AuthorRepository authors;

	private final CustomerRepository customers;

	private final OrderRepository orders;

	private final ReviewRepository reviews;

	ShopService(BookRepository books, AuthorRepository authors, CustomerRepository customers, OrderRepository orders,
			ReviewRepository reviews) {
		this.books = books;
		this.authors = authors;
		this.customers = customers;
		this.orders = orders;
		this.reviews = reviews;
	}

	public Customer customer(String email) {
		return this.customers.findByEmail(email).orElseThrow();
	}

	public List<PurchaseOrder> orders(String email) {
		return this.orders.findByCustomerOrderByIdDesc(customer(email));
	}

	public Long order(String email, List<Long> ids, int quantity) {
		PurchaseOrder order = new PurchaseOrder(customer(email));
		for (Long id : ids) {
			Book book = this.books.findById(id).orElseThrow();
			book.take(quantity);
			order.add(book, quantity);
		}
		return this.orders.save(order).getId();
	}

	public String cancel(String email, long id) {
		PurchaseOrder order = this.orders.findById(id).orElse(null);
		if (order == null || !order.getCustomer().getEmail().equals(email) || !order.getStatus().equals("OPEN")) {
			return "no such order";
		}
		for (OrderLine line : order.getLines()) {
			line.getBook().putBack(line.getQuantity());
		}
		order.setStatus("CANCELLED");
		return order.getStatus() + " of " + this.orders.countByStatus("CANCELLED");
	}

	public String removeLine(String email, long id) {
		PurchaseOrder order = this.orders.findById(id).orElse(null);
		if (order == null || !order.getCustomer().getEmail().equals(email) || order.getLines().isEmpty()) {
			return "nothing to remove";
		}
		OrderLine line = order.getLines().remove(0);
		line.getBook().putBack(line.getQuantity());
		if (order.getLines().isEmpty()) {
			this.orders.delete(order);
		}
		return "removed";
	}

	public Long review(String email, long book, int stars) {
		Customer customer = customer(email);
		List<Review> before = this.reviews.findByBookId(book, Sort.by("id"));
		for (Review review : before) {
			if (review.getCustomer().equals(customer) || review.getCustomer().getId().equals(customer.getId())) {
				review.setStars(stars);
				return review.getId();
			}
		}
		return this.reviews.save(new Review(this.books.getReferenceById(book), customer, stars, "stars " + stars))
			.getId();
	}

	public void withdraw(String email, long book) {
		this.reviews.deleteByCustomerAndBook(customer(email), this.books.findById(book).orElseThrow());
	}

	public void price(long book, BigDecimal price) {
		Book found = this.books.findById(book).orElseThrow();
		found.setPrice(price);
		this.books.save(found);
	}

	public int reprice(String category, BigDecimal price) {
		return this.books.reprice(category, price);
	}

	public void rename(long author, String name) {
		this.authors.findById(author).orElseThrow().setName(name);
	}

	public String renameCustomer(String email, String name) {
		Customer customer = customer(email);
		customer.setName(name);
		return customer(email).getName();
	}

}
