package dev.accelerate.snapshot;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.RandomAccess;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.accelerate.snapshot.ListOperation.ITEMS;
import static dev.accelerate.snapshot.ListOperation.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link SharedList}, compared with the {@link ArrayList} of the same items.
 */
class SharedListTests {

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8 })
	void randomOperationsDoWhatTheyDoToAnArrayList(long seed) {
		Random random = new Random(seed);
		for (int round = 0; round < 200; round++) {
			String[] array = new String[random.nextInt(6)];
			Arrays.setAll(array, (index) -> ListOperation.drawItem(random));
			String[] before = array.clone();
			List<String> shared = new SharedList<>(array);
			List<String> neighbour = new SharedList<>(array);
			List<String> model = new ArrayList<>(Arrays.asList(array));
			for (int step = 0; step < 20; step++) {
				ListOperation operation = ListOperation.draw(random);
				String description = "seed %d, round %d, step %d: %s of %s".formatted(seed, round, step, operation,
						model);
				assertThat(outcome(operation, shared)).as(description).isEqualTo(outcome(operation, model));
				assertSame(shared, model, description);
			}
			assertThat(array).containsExactly(before);
			assertThat(neighbour).containsExactly(before);
		}
	}

	@ParameterizedTest
	@MethodSource("changes")
	void aChangeDuringAnIterationIsNoticedAsByAnArrayList(Consumer<List<String>> change) {
		for (int position = 0; position <= ITEMS.length; position++) {
			int changeAt = position;
			Function<List<String>, Object> iterating = (list) -> {
				Iterator<String> iterator = list.iterator();
				for (int i = 0; i < changeAt; i++) {
					iterator.next();
				}
				change.accept(list);
				return iterator.next();
			};
			assertBothDo(iterating);
			assertBothDo((list) -> {
				List<String> part = list.subList(1, 3);
				change.accept(list);
				return part.size();
			});
			assertBothDo((list) -> {
				List<String> seen = new ArrayList<>();
				list.forEach((item) -> {
					seen.add(item);
					if (seen.size() == changeAt) {
						change.accept(list);
					}
				});
				return seen;
			});
			assertBothDo((list) -> list.stream().peek((item) -> {
				if ("d".equals(item)) {
					change.accept(list);
				}
			}).map(String::valueOf).collect(Collectors.joining()));
		}
	}

	static Stream<Named<Consumer<List<String>>>> changes() {
		return Stream.of(Named.of("add", (list) -> list.add("x")), Named.of("insert", (list) -> list.add(0, "x")),
				Named.of("remove by index", (list) -> list.remove(0)),
				Named.of("remove by item", (list) -> list.remove("a")),
				Named.of("remove what is not there", (list) -> list.remove("x")),
				Named.of("set", (list) -> list.set(0, "x")), Named.of("clear", List::clear),
				Named.of("sort", (list) -> list.sort(ORDER)),
				Named.of("replace all", (list) -> list.replaceAll(String::valueOf)),
				Named.of("remove some", (list) -> list.removeIf("a"::equals)),
				Named.of("remove none", (list) -> list.removeIf("x"::equals)),
				Named.of("remove all of", (list) -> list.removeAll(Arrays.asList("a", null))),
				Named.of("retain all of", (list) -> list.retainAll(Arrays.asList("a", null))),
				Named.of("retain what is there", (list) -> list.retainAll(Arrays.asList(ITEMS))),
				Named.of("add all", (list) -> list.addAll(List.of("x", "y"))),
				Named.of("add nothing", (list) -> list.addAll(List.of())),
				Named.of("insert all", (list) -> list.addAll(0, List.of("x"))),
				Named.of("clear a part", (list) -> list.subList(0, 2).clear()));
	}

	@Test
	void aListIsAddedToItself() {
		assertBothDo((list) -> list.addAll(list));
		assertBothDo((list) -> list.addAll(3, list));
		assertBothDo((list) -> list.addAll(list.subList(1, 4)));
		assertBothDo((list) -> list.removeAll(list));
		assertBothDo((list) -> list.retainAll(list));
		assertBothDo((list) -> list.containsAll(list));
	}

	@Test
	void aConditionThatFailsLeavesAllItems() {
		assertBothDo((list) -> list.removeIf((item) -> item.equals("c") || item.equals("a")));
		assertBothDo((list) -> list.removeIf((item) -> list.add("x")));
		assertBothDo((list) -> list.removeAll(List.of("c")));
		assertBothDo((list) -> list.retainAll(List.of("a")));
		assertBothDo((list) -> {
			list.sort((one, other) -> list.add("x") ? 1 : 0);
			return list.size();
		});
	}

	@Test
	void badArgumentsAreRefusedAndChangeNothing() {
		List<Function<List<String>, Object>> operations = List.of((list) -> list.get(-1), (list) -> list.get(8),
				(list) -> list.set(8, "x"), (list) -> list.remove(8), (list) -> list.remove(-1),
				(list) -> list.addAll(9, List.of("x")), (list) -> list.addAll(null), (list) -> list.removeIf(null),
				(list) -> list.removeAll(null), (list) -> list.listIterator(9), (list) -> list.subList(3, 2),
				(list) -> list.subList(0, 9), (list) -> list.toArray(new Integer[0]));
		operations.forEach(SharedListTests::assertBothDo);
	}

	@Test
	void copiesOnceSerialized() throws Exception {
		for (boolean changed : new boolean[] { false, true }) {
			List<String> shared = new SharedList<>(ITEMS.clone());
			List<String> model = new ArrayList<>(Arrays.asList(ITEMS));
			if (changed) {
				shared.add("x");
				model.add("x");
			}
			Object read = serializeAndRead(shared);
			assertThat(read).isExactlyInstanceOf(ArrayList.class).isEqualTo(model);
		}
	}

	@Test
	void listsOverOneArrayDoNotSeeEachOthersChanges() {
		String[] array = ITEMS.clone();
		List<Consumer<List<String>>> changes = changes().map(Named::getPayload).toList();
		List<List<String>> lists = new ArrayList<>();
		for (Consumer<List<String>> change : changes) {
			List<String> list = new SharedList<>(array);
			change.accept(list);
			lists.add(list);
		}
		assertThat(array).containsExactly(ITEMS);
		assertThat(new SharedList<>(array)).containsExactly(ITEMS);
		for (int i = 0; i < lists.size(); i++) {
			List<String> model = new ArrayList<>(Arrays.asList(ITEMS));
			changes.get(i).accept(model);
			assertThat(lists.get(i)).isEqualTo(model);
		}
	}

	@Test
	void arraysOfItsItemsAreTheCallersOwn() {
		String[] array = ITEMS.clone();
		List<String> list = new SharedList<>(array);
		Object[] objects = list.toArray();
		assertThat(objects.getClass()).isEqualTo(Object[].class);
		Arrays.fill(objects, 1);
		Arrays.fill(list.toArray(new String[0]), "x");
		Arrays.fill(list.toArray(String[]::new), "x");
		String[] longer = new String[ITEMS.length + 3];
		Arrays.fill(longer, "x");
		assertThat(list.toArray(longer)).isSameAs(longer).startsWith(ITEMS).endsWith(null, "x", "x");
		assertThat(array).containsExactly(ITEMS);
		assertThat(list).containsExactly(ITEMS);
	}

	@Test
	void isReadByIndexAndHasTheHashAndTextOfAnArrayList() {
		List<String> list = new SharedList<>(ITEMS.clone());
		List<String> model = new ArrayList<>(Arrays.asList(ITEMS));
		assertThat(list).isInstanceOf(RandomAccess.class).hasToString(model.toString()).hasSameHashCodeAs(model);
		assertThat(list.spliterator().characteristics()).isEqualTo(model.spliterator().characteristics());
		assertThat(list.parallelStream().map(String::valueOf).toList())
			.isEqualTo(model.stream().map(String::valueOf).toList());
		assertThat(list.equals(null)).isFalse();
		assertThat(list.equals(List.of("c"))).isFalse();
	}

	private static void assertBothDo(Function<List<String>, Object> operation) {
		List<String> shared = new SharedList<>(ITEMS.clone());
		List<String> model = new ArrayList<>(Arrays.asList(ITEMS));
		assertThat(outcome(operation, shared)).isEqualTo(outcome(operation, model));
		assertSame(shared, model, "afterwards");
	}

	private static void assertSame(List<String> shared, List<String> model, String description) {
		assertThat(shared.equals(model)).as(description).isTrue();
		assertThat(model.equals(shared)).as(description).isTrue();
		assertThat(shared.hashCode()).as(description).isEqualTo(model.hashCode());
		assertThat(shared.size()).as(description).isEqualTo(model.size());
		assertThat(shared.toArray()).as(description).isEqualTo(model.toArray());
		assertThat(new ArrayList<>(shared)).as(description).isEqualTo(model);
	}

	/**
	 * Return what an operation returns, or what it throws: of a kind, because an array
	 * has an exception of its own for a bad index.
	 */
	private static Object outcome(Function<List<String>, Object> operation, List<String> list) {
		try {
			Object result = operation.apply(list);
			return (result instanceof Object[] array) ? Arrays.asList(array) : result;
		}
		catch (IndexOutOfBoundsException ex) {
			return IndexOutOfBoundsException.class;
		}
		catch (RuntimeException ex) {
			return ex.getClass();
		}
	}

	private static Object serializeAndRead(Object value) throws Exception {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(value);
		}
		try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
			return in.readObject();
		}
	}

}
