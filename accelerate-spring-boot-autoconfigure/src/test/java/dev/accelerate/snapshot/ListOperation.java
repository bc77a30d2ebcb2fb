package dev.accelerate.snapshot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;

/**
 * Operation with its arguments, to be done to two lists that must be equal afterwards.
 */
record ListOperation(int kind, int position, int other, String item,
		List<String> items) implements Function<List<String>, Object> {

	static final String[] ITEMS = { "c", "a", null, "b", "a", "", null, "d" };

	static final Comparator<String> ORDER = Comparator.nullsFirst(Comparator.naturalOrder());

	static ListOperation draw(Random random) {
		List<String> items = new ArrayList<>();
		for (int i = random.nextInt(4); i > 0; i--) {
			items.add(drawItem(random));
		}
		return new ListOperation(random.nextInt(28), random.nextInt(8) - 1, random.nextInt(8), drawItem(random), items);
	}

	static String drawItem(Random random) {
		return ITEMS[random.nextInt(ITEMS.length)];
	}

	@Override
	public Object apply(List<String> list) {
		return switch (this.kind) {
			case 0, 1 -> list.add(this.item);
			case 2 -> done(list, () -> list.add(this.position, this.item));
			case 3 -> list.remove(this.position);
			case 4 -> list.remove(this.item);
			case 5 -> list.set(this.position, this.item);
			case 6 -> done(list, () -> list.sort(ORDER));
			case 7 -> done(list, () -> list.sort(null));
			case 8 -> list.removeIf((candidate) -> Objects.equals(candidate, this.item));
			case 9 -> list.addAll(this.items);
			case 10 -> list.addAll(this.position, this.items);
			case 11 -> list.removeAll(this.items);
			case 12 -> (this.other < 3) ? list.retainAll(this.items) : list.containsAll(this.items);
			case 13 -> done(list, () -> list.replaceAll((candidate) -> (candidate != null) ? candidate : this.item));
			case 14 -> (this.other < 2) ? done(list, list::clear) : list.isEmpty();
			case 15 -> new ArrayList<>(list.subList(this.position, this.other));
			case 16 -> done(list, () -> list.subList(this.position, this.other).clear());
			case 17 -> done(list, () -> list.subList(this.position, this.other).sort(ORDER));
			case 18 -> list.subList(this.position, this.other).addAll(this.items);
			case 19 -> list.subList(this.position, this.other).removeIf((candidate) -> candidate == null);
			case 20 -> list.indexOf(this.item) + " " + list.lastIndexOf(this.item) + " " + list.contains(this.item);
			case 21 -> iterateAndRemove(list);
			case 22 -> editByListIterator(list);
			case 23 -> list.toArray();
			case 24 -> list.toArray(new String[this.other]);
			case 25 -> list.toArray(String[]::new);
			case 26 -> list.stream().map(String::valueOf).sorted().skip(this.other).toList();
			default -> list.get(this.position);
		};
	}

	private static Object done(List<String> list, Runnable change) {
		change.run();
		return list.size();
	}

	private Object iterateAndRemove(List<String> list) {
		List<String> seen = new ArrayList<>();
		for (Iterator<String> iterator = list.iterator(); iterator.hasNext();) {
			seen.add(iterator.next());
			if (seen.size() == this.other) {
				iterator.remove();
			}
		}
		return seen;
	}

	private Object editByListIterator(List<String> list) {
		List<Object> seen = new ArrayList<>();
		ListIterator<String> iterator = list.listIterator(this.position);
		while (iterator.hasNext()) {
			seen.add(iterator.nextIndex());
			seen.add(iterator.next());
			switch (seen.size() % 3) {
				case 0 -> iterator.set(this.item);
				case 1 -> iterator.remove();
				default -> iterator.add(this.item);
			}
		}
		while (iterator.hasPrevious()) {
			seen.add(iterator.previousIndex());
			seen.add(iterator.previous());
		}
		return seen;
	}

}
