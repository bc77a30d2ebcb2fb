package bookshop.service;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import bookshop.domain.Author;
import bookshop.domain.AuthorRepository;
import bookshop.domain.Book;
import bookshop.domain.BookRepository;
import bookshop.domain.Review;
import bookshop.domain.ReviewRepository;

import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads that walk lazy associations inside their transaction.
 */
@Service
@Transactional(readOnly = true)
public class CatalogService {

	private final BookRepository books;

	private final AuthorRepository authors;

	private final ReviewRepository reviews;

	CatalogService(BookRepository books, AuthorRepository authors, ReviewRepository reviews) {
		this.books = books;
		this.authors = authors;
		this.reviews = reviews;
	}

	public Map<String, Object> book(long id) {
		Book book = this.books.findById(id).orElseThrow();
		Map<String, Object> described = describe(book);
		described.put("author", book.getAuthor().getName());
		described.put("others", book.getAuthor().getBooks().stream().map(Book::getTitle).toList());
		described.put("tags", book.getTags().stream().sorted().toList());
		described.put("stars", String.valueOf(this.reviews.averageStars(id)));
		return described;
	}

	public List<String> reviews(long book) {
		return this.reviews.findByBookId(book, Sort.by("stars", "id"))
			.stream()
			.map((review) -> review.getCustomer().getName() + ": " + review.getText())
			.toList();
	}

	public Map<String, Object> search(String text, int page) {
		Slice<Book> found = this.books.findByTitleContainingIgnoreCaseOrderById(text, PageRequest.of(page, 5));
		Map<String, Object> result = new TreeMap<>();
		result.put("books", found.map(CatalogService::describe).getContent());
		result.put("more", found.hasNext());
		return result;
	}

	public Map<String, Object> author(long id) {
		Author author = this.authors.findById(id).orElseThrow();
		Map<String, Object> described = new TreeMap<>();
		described.put("name", author.getName());
		described.put("number", this.books.countByAuthorId(id));
		described.put("reviewed",
				author.getBooks()
					.stream()
					.filter((book) -> !book.getReviews().isEmpty())
					.map((book) -> book.getTitle() + book.getReviews().stream().map(Review::getStars).toList())
					.toList());
		return described;
	}

	private static Map<String, Object> describe(Book book) {
		Map<String, Object> described = new TreeMap<>();
		described.put("id", book.getId());
		described.put("title", book.getTitle());
		described.put("price", book.getPrice().stripTrailingZeros().toPlainString());
		described.put("stock", book.getStock());
		return described;
	}

}
