package bookshop.web;

import java.security.Principal;

import bookshop.domain.BookRepository;
import bookshop.domain.CustomerRepository;
import bookshop.domain.OrderRepository;
import bookshop.domain.ReviewRepository;
import bookshop.service.ShopService;

import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Pages whose templates walk lazy associations, in Open Session in View.
 */
@Controller
public class PageController {

	private final BookRepository books;

	private final CustomerRepository customers;

	private final OrderRepository orders;

	private final ReviewRepository reviews;

	private final ShopService shop;

	PageController(BookRepository books, CustomerRepository customers, OrderRepository orders, ReviewRepository reviews,
			ShopService shop) {
		this.books = books;
		this.customers = customers;
		this.orders = orders;
		this.reviews = reviews;
		this.shop = shop;
	}

	@ModelAttribute
	void customer(Principal principal, Model model) {
		model.addAttribute("customer", this.customers.findByEmail(principal.getName()).orElseThrow());
		model.addAttribute("categories", this.books.categories());
	}

	@GetMapping("/")
	String home(Model model) {
		model.addAttribute("books", this.books.findTop5ByOrderByStockDescIdAsc());
		return "home";
	}

	@GetMapping("/categories/{category}")
	String category(@PathVariable String category, @RequestParam(defaultValue = "0") int page, Model model) {
		model.addAttribute("books",
				this.books.findByCategory(category, PageRequest.of(page, 5, Sort.by("title", "id"))));
		return "category";
	}

	@GetMapping("/books/{id}")
	String book(@PathVariable long id, Model model) {
		model.addAttribute("book", this.books.findById(id).orElseThrow());
		model.addAttribute("reviews", this.reviews.findByBookId(id, Sort.by(Sort.Direction.DESC, "id")));
		return "book";
	}

	@GetMapping("/details/{id}")
	String details(@PathVariable long id, Model model) {
		model.addAttribute("book", this.books.findWithAuthorById(id).orElseThrow());
		model.addAttribute("reviews", java.util.List.of());
		return "book";
	}

	@GetMapping("/orders")
	String orders(Principal principal, Model model) {
		model.addAttribute("orders", this.shop.orders(principal.getName()));
		return "orders";
	}

	@GetMapping("/orders/{id}")
	String order(@PathVariable long id, Model model) {
		var order = this.orders.detailed(id);
		model.addAttribute("orders", (order != null) ? java.util.List.of(order) : java.util.List.of());
		return "orders";
	}

}
