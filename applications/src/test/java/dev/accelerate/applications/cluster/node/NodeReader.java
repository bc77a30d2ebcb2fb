package dev.accelerate.applications.cluster.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheOptions;
import dev.accelerate.CacheStatus;
import dev.accelerate.applications.cluster.history.Event;
import dev.accelerate.applications.cluster.history.ReadKind;
import dev.accelerate.applications.cluster.history.Revision;
import dev.accelerate.applications.cluster.history.Table;

import org.springframework.context.ApplicationContext;
import org.springframework.data.repository.CrudRepository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads at random, in every way in which an application may.
 */
final class NodeReader {

	private static final ReadKind[] KINDS = { ReadKind.FIND, ReadKind.READ_ONLY_TRANSACTION, ReadKind.JOIN,
			ReadKind.ALL, ReadKind.STALE_WHILE_REVALIDATE, ReadKind.NATIVE, ReadKind.NESTED, ReadKind.ACCELERATED,
			ReadKind.OPTIONS, ReadKind.REFRESH };

	private final Random random;

	private final AccelerateOperations accelerate;

	private final ProductRepository products;

	private final ShelfRepository shelves;

	private final PriceRepository prices;

	private final NoteRepository notes;

	private final TransactionTemplate readOnly;

	private final ReceivedTokens tokens;

	NodeReader(ApplicationContext context, Random random) {
		this.tokens = context.getBean(ReceivedTokens.class);
		this.random = random;
		this.accelerate = context.getBean(AccelerateOperations.class);
		this.products = context.getBean(ProductRepository.class);
		this.shelves = context.getBean(ShelfRepository.class);
		this.prices = context.getBean(PriceRepository.class);
		this.notes = context.getBean(NoteRepository.class);
		this.readOnly = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
		this.readOnly.setReadOnly(true);
	}

	/**
	 * Chooses a way to read.
	 */
	ReadKind next() {
		int dice = this.random.nextInt(100);
		if (dice < 50) {
			return ReadKind.TAGGED;
		}
		// A refresh answers nobody from the cache, so it is rare.
		return (dice < 99) ? KINDS[this.random.nextInt(KINDS.length - 1)] : ReadKind.REFRESH;
	}

	/**
	 * Reads. If another process has sent a token, that is used first.
	 */
	Event.Read read(ReadKind chosen) {
		ReceivedTokens.Received received = this.tokens.next();
		if (received == null) {
			return read(chosen, List.of(), call(chosen));
		}
		int row = received.covered().row();
		Supplier<List<Revision>> call = find(Table.of(row), Table.id(row));
		return read(ReadKind.TOKEN, List.of(received.covered()), () -> this.accelerate.atLeast(received.token(), call));
	}

	private Event.Read read(ReadKind kind, List<Revision> required, Supplier<List<Revision>> call) {
		long begin = System.nanoTime();
		Accelerated<List<Revision>> answer = this.accelerate.withAccelerateInfo(call);
		long end = System.nanoTime();
		CacheStatus status = answer.info().cacheStatus();
		return new Event.Read(kind, answer.data(), required, begin, end,
				status == CacheStatus.TTL || status == CacheStatus.SWR);
	}

	private Supplier<List<Revision>> call(ReadKind kind) {
		Long product = any(Table.PRODUCTS);
		Long other = any(Table.PRODUCTS);
		Long shelf = any(Table.SHELVES);
		return switch (kind) {
			case FIND -> find();
			case READ_ONLY_TRANSACTION -> inReadOnlyTransaction(find());
			case JOIN -> () -> joined(this.products.onShelf(shelf));
			case ALL -> () -> seen(this.shelves.findAll());
			case STALE_WHILE_REVALIDATE -> this.random.nextBoolean() ? () -> seen(this.prices.findAll())
					: () -> seen(this.products.findByIdLessThan(4L));
			case NATIVE -> () -> List.of(product(product, this.products.revision(product)));
			case NESTED -> () -> nested(product, other);
			case ACCELERATED -> () -> seen(this.prices.findByIdGreaterThan(6L).data());
			case OPTIONS -> () -> seen(this.products.findByShelfId(shelf, CacheOptions.ofTtl(60).withTags("options")));
			case REFRESH -> () -> seen(this.accelerate.withCacheStrategy(CacheOptions.refresh(),
					() -> this.products.findByIdLessThan(4L)));
			case TAGGED -> find(Table.NOTES, any(Table.NOTES));
			case TOKEN -> throw new IllegalArgumentException("A token belongs to a write");
		};
	}

	private Supplier<List<Revision>> find() {
		Table table = Table.values()[this.random.nextInt(Table.NOTES.ordinal())];
		return find(table, any(table));
	}

	private Supplier<List<Revision>> find(Table table, Long id) {
		CrudRepository<? extends Row, Long> repository = switch (table) {
			case PRODUCTS -> this.products;
			case SHELVES -> this.shelves;
			case PRICES -> this.prices;
			case NOTES -> this.notes;
		};
		return () -> List.of(repository.findById(id).orElseThrow().seen());
	}

	private Supplier<List<Revision>> inReadOnlyTransaction(Supplier<List<Revision>> call) {
		return () -> this.readOnly.execute((status) -> call.get());
	}

	private List<Revision> nested(Long one, Long other) {
		List<Long> revisions = this.products.revisions(one, other);
		return List.of(product(one, revisions.get(0)), product(other, revisions.get(1)));
	}

	private static Revision product(Long id, long revision) {
		return new Revision(Table.PRODUCTS.row(id), revision);
	}

	private static List<Revision> joined(List<Product> products) {
		List<Revision> seen = new ArrayList<>(seen(products));
		seen.add(products.get(0).getShelf().seen());
		return seen;
	}

	private static List<Revision> seen(List<? extends Row> rows) {
		return rows.stream().map(Row::seen).toList();
	}

	private Long any(Table table) {
		return 1L + this.random.nextInt(table.size());
	}

}
