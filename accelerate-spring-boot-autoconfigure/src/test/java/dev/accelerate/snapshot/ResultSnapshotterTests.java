package dev.accelerate.snapshot;

import java.math.BigDecimal;
import java.net.URI;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import dev.accelerate.snapshot.FakeEntities.Thing;
import dev.accelerate.snapshot.SampleResults.EnumWithBody;
import dev.accelerate.snapshot.SampleResults.Finals;
import dev.accelerate.snapshot.SampleResults.Holder;
import dev.accelerate.snapshot.SampleResults.Memoizing;
import dev.accelerate.snapshot.SampleResults.Mutable;
import dev.accelerate.snapshot.SampleResults.Name;
import dev.accelerate.snapshot.SampleResults.NameOnly;
import dev.accelerate.snapshot.SampleResults.Point;
import dev.accelerate.snapshot.SampleResults.Ring;
import dev.accelerate.snapshot.SampleResults.Sub;
import dev.accelerate.snapshot.SampleResults.WithEntity;
import dev.accelerate.snapshot.SampleResults.WithTeam;
import dev.accelerate.testing.ObjectGraphs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.projection.SpelAwareProxyProjectionFactory;
import org.springframework.data.projection.TargetAware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link ResultSnapshotter} without a persistence provider.
 */
class ResultSnapshotterTests {

	static final List<Object> IMMUTABLES = List.of("a", 1, 2L, (short) 3, (byte) 4, 'c', true, 1.5, 2.5f,
			new BigDecimal("1.00"), UUID.randomUUID(), Instant.now(), LocalDate.now(), ZoneId.of("Europe/Berlin"),
			URI.create("urn:a"), TimeUnit.DAYS, EnumWithBody.ONE, String.class,
			new Point(1, new Name("a", Optional.class)), new Finals("a", 1));

	private final SpelAwareProxyProjectionFactory projections = new SpelAwareProxyProjectionFactory();

	private final Snapshotter snapshotter = new ResultSnapshotter(new FakeEntities(), this.projections);

	@Test
	void copiesNull() {
		assertThat(this.snapshotter.restore(this.snapshotter.capture(null))).isNull();
	}

	@ParameterizedTest
	@FieldSource("IMMUTABLES")
	void sharesWhatNobodyCanChange(Object value) {
		assertThat(copy(value)).isSameAs(value);
		assertThat(copy(List.of(value))).isEqualTo(List.of(value))
			.satisfies((copy) -> assertThat(((List<?>) copy).get(0)).isSameAs(value));
	}

	@Test
	void copiesLists() {
		List<String> original = Arrays.asList("a", null, "b", "a");
		assertThat(copy(original)).isInstanceOf(List.class).isEqualTo(original);
		assertThat(copy(new LinkedList<>(original))).isEqualTo(original);
		assertThat(copy(List.of())).isEqualTo(List.of());
		assertThat(copy(List.of(List.of("a"), Set.of("b")))).isEqualTo(List.of(List.of("a"), Set.of("b")));
		assertCopiesShareNothing(new ArrayList<>(List.of(new ArrayList<>(List.of("a")))));
	}

	@Test
	void copiesListsThatTheCallerMayChange() {
		@SuppressWarnings("unchecked")
		List<String> copy = (List<String>) copy(List.of("a"));
		copy.add("b");
		assertThat(copy).containsExactly("a", "b");
	}

	@Test
	void copiesSetsInTheirOrder() {
		Set<String> original = new LinkedHashSet<>(Arrays.asList("z", null, "a", "m"));
		assertThat(copy(original)).isEqualTo(original)
			.isInstanceOfSatisfying(Set.class,
					(copy) -> assertThat(copy.toArray()).containsExactly("z", null, "a", "m"));
		assertThat(((Set<?>) copy(new TreeSet<>(Set.of("c", "a", "b")))).toArray()).containsExactly("a", "b", "c");
		assertCopiesShareNothing(original);
	}

	@Test
	void copiesOptionals() {
		assertThat(copy(Optional.empty())).isEqualTo(Optional.empty());
		assertThat(copy(Optional.of("a"))).isEqualTo(Optional.of("a"));
		assertCopiesShareNothing(Optional.of(new Date(5)));
	}

	@Test
	void copiesPages() {
		Pageable request = PageRequest.of(2, 2, Sort.by("name"));
		Page<String> page = new PageImpl<>(List.of("e", "f"), request, 7);
		assertThat(copy(page)).isEqualTo(page).isInstanceOfSatisfying(Page.class, (copy) -> {
			assertThat(copy.getTotalElements()).isEqualTo(7);
			assertThat(copy.getTotalPages()).isEqualTo(4);
			assertThat(copy.getPageable()).isEqualTo(request);
			assertThat(copy.hasNext()).isTrue();
		});
		Page<String> last = new PageImpl<>(List.of("g"), PageRequest.of(3, 2), 7);
		assertThat(copy(last)).isEqualTo(last);
		Page<String> beyond = new PageImpl<>(List.of(), PageRequest.of(9, 2), 7);
		assertThat(copy(beyond)).isEqualTo(beyond);
		Page<String> unpaged = new PageImpl<>(List.of("a"));
		assertThat(copy(unpaged)).isEqualTo(unpaged);
		assertCopiesShareNothing(new PageImpl<>(List.of(new Date(5)), request, 7));
	}

	@Test
	void copiesArraysOfImmutables() {
		assertThat(copy(new byte[] { 1, 2 })).isEqualTo(new byte[] { 1, 2 });
		assertThat(copy(new double[] { 1, 2 })).isEqualTo(new double[] { 1, 2 });
		assertThat(copy(new String[] { "a", null })).isEqualTo(new String[] { "a", null });
		assertThat(copy(new Long[0])).isEqualTo(new Long[0]);
		assertCopiesShareNothing(new byte[] { 1, 2 });
		assertCopiesShareNothing(List.of(new String[] { "a" }, new int[] { 1 }));
	}

	@Test
	void copiesDates() {
		Timestamp timestamp = Timestamp.valueOf("2026-01-01 00:00:00.123456789");
		assertThat(copy(timestamp)).isEqualTo(timestamp).isExactlyInstanceOf(Timestamp.class);
		assertThat(copy(new Date(5))).isEqualTo(new Date(5));
		assertThat(copy(java.sql.Date.valueOf("2026-01-01"))).isEqualTo(java.sql.Date.valueOf("2026-01-01"));
		assertThat(copy(java.sql.Time.valueOf("01:02:03"))).isEqualTo(java.sql.Time.valueOf("01:02:03"));
		Calendar calendar = new GregorianCalendar(2026, Calendar.MARCH, 4);
		assertThat(copy(calendar)).isEqualTo(calendar);
		assertCopiesShareNothing(List.of(new Date(5), timestamp, calendar));
	}

	@Test
	void copiesRecords() {
		Holder holder = new Holder(1, "a", new ArrayList<>(List.of("b")), new Date(5), new byte[] { 1 }, null);
		assertThat(copy(holder)).usingRecursiveComparison().isEqualTo(holder);
		Holder nested = new Holder(2, "c", List.of(), null, null, holder);
		assertThat(copy(nested)).usingRecursiveComparison().isEqualTo(nested);
		assertCopiesShareNothing(nested);
		assertCopiesShareNothing(List.of(holder, nested));
	}

	@Test
	void copiesClassesThatCanBeChanged() {
		Mutable mutable = new Mutable("a", 5);
		mutable.next = new Mutable("b", 6);
		mutable.dates.add(new Date(7));
		assertThat(copy(mutable)).usingRecursiveComparison().isEqualTo(mutable);
		assertCopiesShareNothing(mutable);
	}

	@Test
	void copiesClassesWithFinalFieldsAndInheritedOnes() {
		Sub sub = new Sub("a", 5, new ArrayList<>(List.of("b")));
		assertThat(copy(sub)).usingRecursiveComparison().isEqualTo(sub);
		assertCopiesShareNothing(sub);
	}

	@Test
	void doesNotShareAnInstanceWithATransientFieldThatCanBeChanged() {
		Memoizing memoizing = new Memoizing("a");
		memoizing.words();
		Memoizing one = (Memoizing) copy(memoizing);
		assertThat(one.words()).containsExactly("a");
		assertCopiesShareNothing(memoizing);
	}

	@Test
	void copiesInterfaceProjections() {
		NameOnly projection = project(NameOnly.class, Map.of("name", "alice", "since", new Date(5)));
		assertThat(copy(projection)).isInstanceOfSatisfying(NameOnly.class, (copy) -> {
			assertThat(copy.getName()).isEqualTo("alice");
			assertThat(copy.getSince()).isEqualTo(new Date(5));
			assertThat(copy.greeting()).isEqualTo("Hello alice");
		});
		assertCopiesShareNothing(projection);
	}

	@Test
	void copiesNestedInterfaceProjections() {
		Map<String, Object> team = Map.of("name", "red", "since", new Date(6));
		WithTeam projection = project(WithTeam.class, Map.of("name", "alice", "team", team, "members", List.of(team)));
		assertThat(copy(projection)).isInstanceOfSatisfying(WithTeam.class, (copy) -> {
			assertThat(copy.getName()).isEqualTo("alice");
			assertThat(copy.getTeam().getName()).isEqualTo("red");
			assertThat(copy.getTeam().getSince()).isEqualTo(new Date(6));
			assertThat(copy.getMembers()).extracting(NameOnly::getName).containsExactly("red");
		});
		assertCopiesShareNothing(projection);
	}

	@Test
	void copiesPropertiesOfProjectionsThatAreNull() {
		Map<String, Object> values = new HashMap<>();
		values.put("name", null);
		values.put("since", null);
		NameOnly copy = (NameOnly) copy(project(NameOnly.class, values));
		assertThat(copy.getName()).isNull();
		assertThat(copy.getSince()).isNull();
	}

	@Test
	void aCopyOfAProjectionDoesNotFollowItsTarget() {
		Map<String, Object> target = new HashMap<>(Map.of("name", "alice", "since", new Date(5)));
		NameOnly projection = project(NameOnly.class, target);
		Snapshot snapshot = this.snapshotter.capture(projection);
		target.put("name", "changed");
		assertThat(((NameOnly) this.snapshotter.restore(snapshot)).getName()).isEqualTo("alice");
		assertThat(((TargetAware) this.snapshotter.restore(snapshot)).getTarget()).isNotSameAs(target);
	}

	@Test
	void copiesEntitiesThroughTheirOwnSnapshots() {
		Thing thing = new Thing(1L, "a");
		List<?> copy = (List<?>) copy(List.of(thing, thing, new Thing(2L, "b")));
		assertThat(copy).usingRecursiveComparison().isEqualTo(List.of(thing, thing, new Thing(2L, "b")));
		assertThat(copy.get(0)).isSameAs(copy.get(1)).isNotSameAs(thing);
		assertCopiesShareNothing(new WithEntity(thing, List.of(thing)));
		WithEntity holder = (WithEntity) copy(new WithEntity(thing, List.of(thing)));
		assertThat(holder.things().get(0)).isSameAs(holder.thing());
	}

	@Test
	void anObjectThatAppearsTwiceIsOneObject() {
		Mutable mutable = new Mutable("a", 5);
		Mutable other = new Mutable("a", 5);
		other.next = mutable;
		Holder record = new Holder(1, "a", List.of(), new Date(5), null, null);
		List<?> copy = (List<?>) copy(List.of(mutable, other, mutable, record, Optional.of(record),
				new Holder(1, "a", List.of(), null, null, record)));
		assertThat(copy.get(2)).isSameAs(copy.get(0)).isNotSameAs(mutable);
		assertThat(copy.get(1)).isNotSameAs(copy.get(0));
		assertThat(((Mutable) copy.get(1)).next).isSameAs(copy.get(0));
		assertThat(copy.get(4)).isEqualTo(Optional.of(copy.get(3)))
			.satisfies((optional) -> assertThat(((Optional<?>) optional).get()).isSameAs(copy.get(3)));
		assertThat(((Holder) copy.get(5)).next()).isSameAs(copy.get(3));
		assertCopiesShareNothing(List.of(mutable, other, mutable, record, record));
	}

	@Test
	void aSnapshotDoesNotFollowTheOriginal() {
		Mutable original = new Mutable("a", 5);
		original.dates.add(new Date(7));
		byte[] bytes = { 1 };
		List<Object> list = new ArrayList<>(List.of(original, bytes));
		Snapshot snapshot = this.snapshotter.capture(list);
		original.name = "changed";
		original.dates.get(0).setTime(99);
		bytes[0] = 99;
		list.add("more");
		List<?> restored = (List<?>) this.snapshotter.restore(snapshot);
		assertThat(restored).hasSize(2);
		assertThat(((Mutable) restored.get(0)).name).isEqualTo("a");
		assertThat(((Mutable) restored.get(0)).dates).containsExactly(new Date(7));
		assertThat((byte[]) restored.get(1)).containsExactly(1);
	}

	@Test
	void aSnapshotDoesNotFollowWhatWasRestoredFromIt() {
		Snapshot snapshot = this.snapshotter.capture(List.of(new Mutable("a", 5), new Date(7), new byte[] { 1 }));
		List<?> changed = (List<?>) this.snapshotter.restore(snapshot);
		((Mutable) changed.get(0)).name = "changed";
		((Date) changed.get(1)).setTime(99);
		((byte[]) changed.get(2))[0] = 99;
		changed.remove(0);
		List<?> restored = (List<?>) this.snapshotter.restore(snapshot);
		assertThat(((Mutable) restored.get(0)).name).isEqualTo("a");
		assertThat(restored.get(1)).isEqualTo(new Date(7));
		assertThat((byte[]) restored.get(2)).containsExactly(1);
	}

	@Test
	void refusesAResultThatHoldsItself() {
		Ring ring = new Ring();
		ring.next = ring;
		assertThatExceptionOfType(UnsupportedResultException.class).isThrownBy(() -> this.snapshotter.capture(ring))
			.withMessageContaining("nested deeper");
	}

	@Test
	void refusesWhatItDoesNotKnowWithoutShowingIt() {
		for (Object unknown : List.of(new StringBuilder("secret"), new Thread("secret"))) {
			assertThatExceptionOfType(UnsupportedResultException.class)
				.isThrownBy(() -> this.snapshotter.capture(unknown))
				.withMessageContaining(unknown.getClass().getName())
				.withMessageNotContaining("secret");
			assertThatExceptionOfType(UnsupportedResultException.class)
				.isThrownBy(() -> this.snapshotter.capture(List.of(Optional.of(unknown))));
		}
	}

	private void assertCopiesShareNothing(Object original) {
		Snapshot snapshot = this.snapshotter.capture(original);
		Object one = this.snapshotter.restore(snapshot);
		Object two = this.snapshotter.restore(snapshot);
		assertThat(ObjectGraphs.mutables(one)).isNotEmpty();
		ObjectGraphs.assertNothingMutableIsShared(one, two);
		ObjectGraphs.assertNothingMutableIsShared(one, original);
		ObjectGraphs.assertNothingMutableIsShared(two, original);
	}

	private Object copy(Object original) {
		return this.snapshotter.restore(this.snapshotter.capture(original));
	}

	private <T> T project(Class<T> type, Map<String, Object> values) {
		return this.projections.createProjection(type, values);
	}

}
