package dev.accelerate.jpa.snapshot;

import java.util.Collection;
import java.util.List;

import dev.accelerate.CacheStrategy;
import dev.accelerate.jpa.domain.Keys.Course;
import dev.accelerate.jpa.domain.Keys.Passport;
import dev.accelerate.jpa.domain.Keys.Person;
import dev.accelerate.jpa.domain.Keys.Score;
import dev.accelerate.jpa.domain.Keys.Seat;
import dev.accelerate.jpa.domain.Library.Book;
import dev.accelerate.jpa.domain.Library.Link;
import dev.accelerate.jpa.domain.Library.Shelf;
import dev.accelerate.jpa.domain.Unsupported.WithAny;
import dev.accelerate.jpa.domain.Unsupported.WithArray;
import dev.accelerate.jpa.domain.Unsupported.WithCollectionType;
import dev.accelerate.jpa.domain.Unsupported.WithIdBag;
import dev.accelerate.jpa.domain.Unsupported.WithShape;
import dev.accelerate.jpa.domain.Values.Sample;
import dev.accelerate.jpa.domain.Zoo.Animal;
import org.hibernate.Hibernate;

import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.annotation.Transactional;

/**
 * Repository with cached queries for graphs of every kind.
 */
interface GraphRepository extends JpaRepository<Shelf, Long> {

	@CacheStrategy(ttl = 60)
	@Query("select s from Shelf s order by s.id")
	List<Shelf> lazyShelves();

	@CacheStrategy(ttl = 60)
	@EntityGraph(attributePaths = { "books", "order", "labels", "byIsbn", "stock", "sorted", "backwards", "counts",
			"ordered", "notes" })
	@Query("select s from Shelf s order by s.id")
	List<Shelf> shelves();

	@CacheStrategy(ttl = 60)
	@Query("select s from Shelf s left join fetch s.lines l left join fetch l.about where s.id = 1")
	List<Shelf> shelvesWithLines();

	@CacheStrategy(ttl = 60)
	@Query("select s from Shelf s left join fetch s.sequence where s.id = 1")
	List<Shelf> shelvesWithSequence();

	@CacheStrategy(ttl = 60)
	@Query("select b from Book b order by b.id")
	List<Book> lazyBooks();

	@CacheStrategy(ttl = 60)
	@Query("select b from Book b left join fetch b.shelf s left join fetch s.books left join fetch b.sequel order by b.id desc")
	List<Book> books();

	@CacheStrategy(ttl = 60)
	@Query("select b from Shelf s join s.order b where s.id = 1 order by b.id")
	List<Book> booksInOrder();

	@CacheStrategy(ttl = 60)
	@Transactional(readOnly = true)
	default List<Book> booksWithTouchedProxy() {
		List<Book> books = allBooks();
		Hibernate.initialize(books.get(0).getShelf());
		return List.of(books.get(0), books.get(1), books.get(0));
	}

	@Query("select b from Book b order by b.id")
	List<Book> allBooks();

	@CacheStrategy(ttl = 60)
	default Collection<Book> rawCollection() {
		return shelfWithBooks().books;
	}

	@Query("select s from Shelf s join fetch s.books where s.id = 1")
	Shelf shelfWithBooks();

	@CacheStrategy(ttl = 60)
	default Collection<Book> rawLazyCollection() {
		return findById(1L).orElseThrow().books;
	}

	@CacheStrategy(ttl = 60)
	@Query("select l from Link l order by l.id")
	List<Link> links();

	@CacheStrategy(ttl = 60)
	@Query("select s from Sample s left join fetch s.place.label order by s.id")
	List<Sample> samples();

	@CacheStrategy(ttl = 60)
	@Query("select s from Sample s order by s.id")
	List<Sample> lazySamples();

	@CacheStrategy(ttl = 60)
	@Query("select s from Seat s order by s.id.number")
	List<Seat> seats();

	@CacheStrategy(ttl = 60)
	@Query("select s from Seat s where s.neighbour is not null")
	List<Seat> lazySeats();

	@CacheStrategy(ttl = 60)
	@Query("select c from Course c order by c.subject")
	List<Course> courses();

	@CacheStrategy(ttl = 60)
	@Query("select s from Score s order by s.subject")
	List<Score> lazyScores();

	@CacheStrategy(ttl = 60)
	@Query("select s from Score s join fetch s.label join fetch s.course order by s.subject")
	List<Score> scores();

	@CacheStrategy(ttl = 60)
	@Query("select p from Person p order by p.id")
	List<Person> people();

	@CacheStrategy(ttl = 60)
	@Query("select p from Passport p order by p.id")
	List<Passport> lazyPassports();

	@CacheStrategy(ttl = 60)
	@Query("select p from Passport p join fetch p.person order by p.id")
	List<Passport> passports();

	@CacheStrategy(ttl = 60)
	@Query("select a from Animal a order by a.id")
	List<Animal> animals();

	@CacheStrategy(ttl = 60)
	@Query("select a from Animal a left join fetch a.house left join fetch a.friend where a.id = 1")
	List<Animal> housedAnimals();

	@CacheStrategy(ttl = 60)
	@Query("select a from Animal a where a.id = 1")
	List<Animal> lazyAnimals();

	@CacheStrategy(ttl = 60)
	@Query("select w from WithAny w")
	List<WithAny> withAny();

	@CacheStrategy(ttl = 60)
	@Query("select w from WithArray w left join fetch w.parts")
	List<WithArray> withArray();

	@CacheStrategy(ttl = 60)
	@Query("select w from WithIdBag w left join fetch w.items")
	List<WithIdBag> withIdBag();

	@CacheStrategy(ttl = 60)
	@Query("select w from WithCollectionType w left join fetch w.items")
	List<WithCollectionType> withCollectionType();

	@CacheStrategy(ttl = 60)
	@Query("select w from WithShape w")
	List<WithShape> withShape();

}
