package dev.accelerate.snapshot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.accelerate.snapshot.FakeEntities.Thing;
import dev.accelerate.testing.ObjectGraphs;
import org.junit.jupiter.api.Test;

import org.springframework.data.domain.OffsetScrollPosition;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.SliceImpl;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.jpa.util.TupleBackedMap;
import org.springframework.data.projection.SpelAwareProxyProjectionFactory;
import org.springframework.data.util.Streamable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * {@link Containers}, filled by a {@link ResultSnapshotter}.
 */
class ContainersTests {

	private final Snapshotter snapshotter = new ResultSnapshotter(new FakeEntities(),
			new SpelAwareProxyProjectionFactory());

	@Test
	void plainContainersStayWhatTheyAre() {
		List<Object> originals = List.of(List.of("a", "b"), new LinkedHashSet<>(List.of("z", "a")), Optional.of("a"),
				Optional.empty(), new PageImpl<>(List.of("a"), PageRequest.of(3, 1), 7));
		for (Object original : originals) {
			assertThat(copy(original)).isEqualTo(original);
		}
		assertThat(((Set<?>) copy(originals.get(1))).toArray()).containsExactly("z", "a");
	}

	@Test
	void aContainerOfTheApplicationIsNone() {
		assertThat(Containers.capture(new OwnList(), (items) -> items)).isNull();
		assertThat(Containers.capture("a", (items) -> items)).isNull();
		assertThat(Containers.capture(new byte[] { 1 }, (items) -> items)).isNull();
	}

	/**
	 * A default method may return what it got from a cached query.
	 */
	@Test
	void whatAHitReturnedIsAContainerAgain() {
		RestoredTuple tuple = new RestoredTuple(List.of(new TupleColumn("name", String.class)), new Object[] { "a" },
				true);
		assertThat(Containers.capture(new SharedList<>(new String[] { "a" }), (items) -> items))
			.isInstanceOf(Node.ContainerNode.class);
		assertThat(Containers.capture(tuple, (items) -> items)).isInstanceOf(Node.TupleNode.class);
		assertThat(copy(new SharedList<>(new String[] { "a" }))).isEqualTo(List.of("a"));
	}

	@Test
	void aRowFindsItsValuesByOtherSpellings() {
		RestoredTuple tuple = new RestoredTuple(List.of(new TupleColumn("full_mail", String.class)),
				new Object[] { "a" }, true);
		TupleBackedMap row = new TupleBackedMap(TupleBackedMap.underscoreAware(tuple));
		Object copy = copy(row);
		assertThat(copy).isInstanceOfSatisfying(TupleBackedMap.class, (map) -> {
			assertThat(map.get("fullMail")).isEqualTo("a");
			assertThat(map.get("FULL_MAIL")).isEqualTo("a");
		});
	}

	@Test
	void aRowOfJpqlFindsItsValuesByTheirExactNamesOnly() {
		RestoredTuple tuple = new RestoredTuple(
				List.of(new TupleColumn("name", String.class), new TupleColumn("NAME", String.class)),
				new Object[] { "a", "b" }, false);
		for (Object copy : List.of(copy(tuple), copy(copy(tuple)))) {
			assertThat(((RestoredTuple) copy).get("NAME")).isEqualTo("b");
		}
		RestoredTuple exact = new RestoredTuple(List.of(new TupleColumn("full_mail", String.class)),
				new Object[] { "a" }, false);
		assertThatIllegalArgumentException().isThrownBy(() -> ((RestoredTuple) copy(exact)).get("FULL_MAIL"));
		assertThat(copy(new TupleBackedMap(exact))).isInstanceOfSatisfying(TupleBackedMap.class, (map) -> {
			assertThat(map.get("full_mail")).isEqualTo("a");
			assertThat(map.get("FULL_MAIL")).isNull();
			assertThat(map.get("fullMail")).isNull();
		});
	}

	@Test
	void aSliceKnowsItsRequestAndWhetherThereIsMore() {
		for (boolean more : new boolean[] { true, false }) {
			Slice<Date> slice = new SliceImpl<>(List.of(new Date(5)), PageRequest.of(1, 1, Sort.by("a")), more);
			Object copy = copy(slice);
			assertThat(copy).isEqualTo(slice).isNotInstanceOf(Page.class);
			assertThat(((Slice<?>) copy).getContent().get(0)).isNotSameAs(slice.getContent().get(0));
		}
	}

	@Test
	void aWindowKnowsThePositionOfEveryItem() {
		Window<String> offsets = Window.from(List.of("a", "b"), OffsetScrollPosition.positionFunction(4), true);
		Window<?> copy = (Window<?>) copy(offsets);
		assertThat((Object) copy.getContent()).isEqualTo(List.of("a", "b"));
		assertThat(copy.positionAt(1)).isEqualTo(offsets.positionAt(1)).isNotEqualTo(copy.positionAt(0));
		assertThat(copy.hasNext()).isTrue();
		Window<?> last = (Window<?>) copy(
				Window.from(List.of("a"), (index) -> ScrollPosition.forward(Map.of("id", index)), false));
		assertThat(last.positionAt(0)).isEqualTo(ScrollPosition.forward(Map.of("id", 0)));
		assertThat(last.hasNext()).isFalse();
		assertThat(((Window<?>) copy(Window.from(List.of(), OffsetScrollPosition.positionFunction(0)))).isEmpty())
			.isTrue();
	}

	@Test
	void aMapKeepsItsOrderAndItsNulls() {
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("z", new Date(5));
		map.put("a", null);
		map.put(null, List.of(1));
		Object copy = copy(map);
		assertThat(copy).isEqualTo(map);
		assertThat(((Map<?, ?>) copy).keySet().toArray()).containsExactly("z", "a", null);
		ObjectGraphs.assertNothingMutableIsShared(copy, map);
	}

	@Test
	void aStreamableCanBeReadTwice() {
		Streamable<?> copy = (Streamable<?>) copy(Streamable.of("a", "b"));
		assertThat(copy.toList()).isEqualTo(copy.toList()).isEqualTo(List.of("a", "b"));
	}

	@Test
	void anArrayKeepsItsTypeAndSharesNothing() {
		Object[] row = { "a", null, new Date(5), new byte[] { 1 } };
		Object copy = copy(row);
		assertThat(copy).isEqualTo(row).isExactlyInstanceOf(Object[].class);
		ObjectGraphs.assertNothingMutableIsShared(copy, row);
		int[][] matrix = { { 1 }, {}, { 2, 3 } };
		assertThat(copy(matrix)).isExactlyInstanceOf(int[][].class).isEqualTo(matrix);
		ObjectGraphs.assertNothingMutableIsShared(copy(matrix), matrix);
		Thing thing = new Thing(1L, "a");
		Thing[] things = (Thing[]) copy(new Thing[] { thing, thing, null });
		assertThat(things[0]).isSameAs(things[1]).isNotSameAs(thing);
		assertThat(things[2]).isNull();
	}

	@Test
	void aTupleKeepsItsColumns() {
		RestoredTuple tuple = new RestoredTuple(
				List.of(new TupleColumn("n", String.class), new TupleColumn(null, Date.class)),
				new Object[] { "a", new Date(5) }, true);
		assertThat(copy(tuple)).isInstanceOfSatisfying(RestoredTuple.class, (copy) -> {
			assertThat(copy.toArray()).containsExactly("a", new Date(5));
			assertThat(copy.get("n")).isEqualTo("a");
			assertThat(copy.getElements()).extracting((element) -> (Object) element.getJavaType())
				.isEqualTo(Arrays.asList(String.class, Date.class));
			assertThat(copy.get(1)).isNotSameAs(tuple.get(1));
		});
	}

	private Object copy(Object original) {
		return this.snapshotter.restore(this.snapshotter.capture(original));
	}

	private static final class OwnList extends ArrayList<String> {

		private static final long serialVersionUID = 1;

	}

}
