package dev.accelerate.invalidation.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Call of a cached query.
 *
 * @param text the query and its arguments
 * @param rows the rows whose versions it shows
 * @param entities whether it returns entities, which may stem from an open session
 * @param tagged whether it depends on tags only
 * @param call makes the call, and returns the versions in the order of the rows
 */
record ModelQuery(String text, int[] rows, boolean entities, boolean tagged, Supplier<List<Long>> call) {

	/**
	 * Return any query. A few rows are asked for most of the time, as in real life, so
	 * that there are hits, and flights to join.
	 */
	static ModelQuery any(ModelRepository repository, ItemRepository byRow, Random random) {
		int ticket = skewed(random, Rows.TICKETS);
		int item = skewed(random, Rows.ITEMS);
		int box = skewed(random, Rows.BOXES + 1);
		int dice = random.nextInt(100);
		if (dice < 35) {
			return ofTicket(repository, ticket);
		}
		if (dice < 55) {
			return ofItem(repository, byRow, item, random);
		}
		if (dice < 60) {
			return ofBoxWithItems(repository, box);
		}
		if (dice < 70) {
			return ofBox(repository, box);
		}
		if (dice < 80) {
			return nested(repository, item);
		}
		return (dice < 95) ? deeplyNested(repository, ticket, item) : slow(repository, ticket, item, random);
	}

	private static int skewed(Random random, int size) {
		return random.nextInt((random.nextInt(4) > 0) ? Math.max(2, size / 12) : size);
	}

	static ModelQuery ofItem(ModelRepository repository, ItemRepository byRow, int id, Random random) {
		int[] rows = { Rows.ofItem(id) };
		return switch (random.nextInt(4)) {
			case 3 ->
				new ModelQuery("itemRow " + id, rows, true, false, () -> List.of(byRow.findById(id).getVersion()));
			case 0 -> new ModelQuery("item " + id, rows, true, false, () -> List.of(repository.item(id).getVersion()));
			case 1 ->
				new ModelQuery("itemVersion " + id, rows, false, false, () -> List.of(repository.itemVersion(id)));
			default -> new ModelQuery("nativeItemVersion " + id, rows, false, false,
					() -> List.of(repository.nativeItemVersion(id)));
		};
	}

	static ModelQuery ofBox(ModelRepository repository, int id) {
		return new ModelQuery("boxVersion " + id, new int[] { Rows.ofBox(id) }, false, false,
				() -> List.of(repository.boxVersion(id)));
	}

	static ModelQuery ofTicket(ModelRepository repository, int id) {
		return new ModelQuery("ticketVersion " + id, new int[] { Rows.ofTicket(id) }, false, true,
				() -> List.of(repository.ticketVersion(id)));
	}

	static ModelQuery nested(ModelRepository repository, int item) {
		return new ModelQuery("itemAndBox " + item, new int[] { Rows.ofItem(item), Rows.ofBox(Rows.boxOf(item)) },
				false, false, () -> repository.itemAndBox(item));
	}

	private static ModelQuery ofBoxWithItems(ModelRepository repository, int box) {
		int[] items = Rows.itemsIn(box);
		int[] rows = Arrays.copyOf(items, items.length + 1);
		rows[items.length] = Rows.ofBox(box);
		return new ModelQuery("itemsOfBox " + box, rows, true, false, () -> {
			List<Item> found = repository.itemsOfBox(box);
			List<Long> versions = new ArrayList<>();
			found.forEach((item) -> versions.add(item.getVersion()));
			versions.add(found.get(0).getBox().getVersion());
			return versions;
		});
	}

	private static ModelQuery deeplyNested(ModelRepository repository, int ticket, int item) {
		int near = item % 4;
		int[] rows = { Rows.ofTicket(ticket), Rows.ofItem(near), Rows.ofBox(Rows.boxOf(near)) };
		return new ModelQuery("ticketItemAndBox " + ticket + " " + near, rows, false, false,
				() -> repository.ticketItemAndBox(ticket, near));
	}

	private static ModelQuery slow(ModelRepository repository, int ticket, int item, Random random) {
		return random.nextBoolean()
				? new ModelQuery("slowItem " + item, new int[] { Rows.ofItem(item) }, false, false,
						() -> repository.slowItem(item))
				: new ModelQuery("slowTicket " + ticket, new int[] { Rows.ofTicket(ticket) }, false, true,
						() -> repository.slowTicket(ticket));
	}

	/**
	 * Ask the database itself for the version of the first row.
	 */
	long direct(ModelRepository repository) {
		int row = this.rows[0];
		if (row < Rows.ofBox(0)) {
			return repository.directItemVersion(row);
		}
		return (row < Rows.ofTicket(0)) ? repository.directBoxVersion(row - Rows.ofBox(0))
				: repository.directTicketVersion(row - Rows.ofTicket(0));
	}

	long[] run() {
		return this.call.get().stream().flatMapToLong(LongStream::of).toArray();
	}

	@Override
	public String toString() {
		return this.text;
	}

}
