package bookshop.web;

import java.math.BigDecimal;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

import bookshop.domain.AuthorRepository;
import bookshop.service.CatalogService;
import bookshop.service.ShopService;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api")
public class ApiController {

	private final CatalogService catalog;

	private final ShopService shop;

	private final AuthorRepository authors;

	ApiController(CatalogService catalog, ShopService shop, AuthorRepository authors) {
		this.catalog = catalog;
		this.shop = shop;
		this.authors = authors;
	}

	@GetMapping("/books/{id}")
	Map<String, Object> book(@PathVariable long id) {
		return this.catalog.book(id);
	}

	@GetMapping("/books/{id}/reviews")
	List<String> reviews(@PathVariable long id) {
		return this.catalog.reviews(id);
	}

	@GetMapping("/search")
	Map<String, Object> search(@RequestParam String text, @RequestParam int page) {
		return this.catalog.search(text, page);
	}

	@GetMapping("/authors/{id}")
	Map<String, Object> author(@PathVariable long id) {
		return this.catalog.author(id);
	}

	@GetMapping("/authors")
	List<String> authors(@RequestParam String prefix) {
		return this.authors.findByNameStartingWithOrderByName(prefix)
			.stream()
			.map((author) -> author.getName() + author.getBooks().size())
			.toList();
	}

	@PostMapping("/orders")
	Long order(Principal principal, @RequestParam List<Long> books, @RequestParam int quantity) {
		return this.shop.order(principal.getName(), books, quantity);
	}

	@PostMapping("/orders/{id}/cancel")
	String cancel(Principal principal, @PathVariable long id) {
		return this.shop.cancel(principal.getName(), id);
	}

	@DeleteMapping("/orders/{id}/lines/first")
	String removeLine(Principal principal, @PathVariable long id) {
		return this.shop.removeLine(principal.getName(), id);
	}

	@PostMapping("/books/{id}/reviews")
	Long review(Principal principal, @PathVariable long id, @RequestParam int stars) {
		return this.shop.review(principal.getName(), id, stars);
	}

	@DeleteMapping("/books/{id}/reviews")
	void withdraw(Principal principal, @PathVariable long id) {
		this.shop.withdraw(principal.getName(), id);
	}

	@PutMapping("/books/{id}/price")
	void price(@PathVariable long id, @RequestParam BigDecimal price) {
		this.shop.price(id, price);
	}

	@PutMapping("/categories/{category}/price")
	int reprice(@PathVariable String category, @RequestParam BigDecimal price) {
		return this.shop.reprice(category, price);
	}

	@PutMapping("/authors/{id}/name")
	void rename(@PathVariable long id, @RequestParam String name) {
		this.shop.rename(id, name);
	}

	@PutMapping("/me/name")
	String renameMe(Principal principal, @RequestParam String name) {
		return this.shop.renameCustomer(principal.getName(), name);
	}

	@ExceptionHandler(NoSuchElementException.class)
	@ResponseStatus(HttpStatus.NOT_FOUND)
	String missing(NoSuchElementException ex) {
		return "missing";
	}

	@ExceptionHandler(IllegalStateException.class)
	@ResponseStatus(HttpStatus.CONFLICT)
	String conflict(IllegalStateException ex) {
		return ex.getMessage();
	}

}
