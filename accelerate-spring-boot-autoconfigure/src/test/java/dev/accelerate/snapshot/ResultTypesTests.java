package dev.accelerate.snapshot;

import java.lang.reflect.Method;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.accelerate.snapshot.FakeEntities.Thing;
import jakarta.persistence.Tuple;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.ResolvableType;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Window;
import org.springframework.data.projection.SpelAwareProxyProjectionFactory;
import org.springframework.data.util.Streamable;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link ResultTypes}.
 */
class ResultTypesTests {

	private final ResultTypes types = new ResultTypes(new FakeEntities(), new SpelAwareProxyProjectionFactory());

	@Test
	void supportsWhatCanBeCopied() {
		ReflectionUtils.doWithLocalMethods(Supported.class,
				(method) -> assertThat(why(method)).as(method.getName()).isNull());
	}

	@Test
	void saysOfEachOtherTypeWhyItCannotBeCopied() {
		Map<String, String> reasons = new HashMap<>();
		ReflectionUtils.doWithLocalMethods(Unsupported.class, (method) -> reasons.put(method.getName(), why(method)));
		String mine = getClass().getName() + "$";
		assertThat(reasons).containsOnly(Map.entry("rawList", "the type java.util.List<?> does not say what it holds"),
				Map.entry("rawOptional", "the type java.util.Optional<?> does not say what it holds"),
				Map.entry("stream", "results of type java.util.stream.Stream<java.lang.String> cannot be copied"),
				Map.entry("future",
						"results of type java.util.concurrent.CompletableFuture<java.lang.String> cannot be copied"),
				Map.entry("rawMap", "the type java.util.Map<?, ?> does not say what it holds"),
				Map.entry("objectKeys", "results of type java.lang.Object cannot be copied"),
				Map.entry("objectKeysOfRows", "results of type java.lang.Object cannot be copied"),
				Map.entry("streams", "results of type java.util.stream.Stream<?> cannot be copied"),
				Map.entry("object", "results of type java.lang.Object cannot be copied"),
				Map.entry("number", "results of type java.lang.Number cannot be copied"),
				Map.entry("wildcard", "the type java.util.List<?> does not say what it holds"),
				Map.entry("abstractClass", "the class " + mine + "Abstract is abstract"),
				Map.entry("open",
						"the projection " + mine
								+ "Open is open: what its expressions read is known only while they run"),
				Map.entry("setter", "the projection " + mine + "WithSetter has a setter for 'name'"),
				Map.entry("nestedProjection",
						"property 'nested' of " + mine + "WithNested: property 'map' of " + mine
								+ "Nested: the type java.util.Map<?, ?> does not say what it holds"),
				Map.entry("classField",
						"a field of " + mine + "WithMap: the type java.util.Map<?, ?> does not say what it holds"),
				Map.entry("recordField",
						"a field of " + mine + "Row: a field of " + mine
								+ "WithMap: the type java.util.Map<?, ?> does not say what it holds"),
				Map.entry("genericField",
						"a field of " + mine + "Box: results of type java.lang.Object cannot be copied"),
				Map.entry("twoBoxes", "a field of " + mine + "TwoBoxes: a field of " + mine
						+ "Box: results of type java.lang.Object cannot be copied"));
	}

	@Test
	void entitiesAndSimpleValuesAreTransparent() throws Exception {
		for (String transparent : List.of("entity", "entities", "page", "optional", "count", "text", "dates", "bytes",
				"slice", "streamable", "window", "map")) {
			assertThat(this.types.isTransparent(type(Supported.class, transparent))).as(transparent).isTrue();
		}
		for (String opaque : List.of("record", "records", "immutableRecord", "mutable", "projection", "projections",
				"row", "rows", "tuple")) {
			assertThat(this.types.isTransparent(type(Supported.class, opaque))).as(opaque).isFalse();
		}
		assertThat(this.types.isTransparent(type(Unsupported.class, "rawList"))).isFalse();
		assertThat(this.types.isTransparent(type(Unsupported.class, "object"))).isFalse();
	}

	@Test
	void whatIsSupportedIsWhatTheSnapshotterCopies() {
		Snapshotter snapshotter = new ResultSnapshotter(new FakeEntities(), new SpelAwareProxyProjectionFactory());
		Ring ring = new Ring(new Link(null, new ArrayList<>(List.of("a"))));
		assertThat(snapshotter.restore(snapshotter.capture(ring))).isEqualTo(ring);
		Knot knot = new Knot(new Counterknot(new Knot(null)));
		assertThat(snapshotter.restore(snapshotter.capture(knot))).isEqualTo(knot);
		assertThat(snapshotter.restore(snapshotter.capture(List.of(new Box<>("a"))))).usingRecursiveComparison()
			.isEqualTo(Arrays.asList(new Box<>("a")));
	}

	private String why(Method method) {
		return this.types.whyUnsupported(ResolvableType.forMethodReturnType(method));
	}

	private static ResolvableType type(Class<?> methods, String name) throws Exception {
		return ResolvableType.forMethodReturnType(methods.getDeclaredMethod(name));
	}

	interface Supported {

		Thing entity();

		List<Thing> entities();

		Page<Thing> page();

		Optional<Thing> optional();

		Set<UUID> set();

		Collection<Instant> collection();

		Iterable<LocalDate> iterable();

		List<? extends Thing> bounded();

		List<List<Set<Optional<String>>>> nested();

		long count();

		Boolean flag();

		String text();

		TimeUnit constant();

		List<Date> dates();

		byte[] bytes();

		String[] texts();

		Row.Plain record();

		List<Row.Plain> records();

		Immutable immutableRecord();

		Mutable mutable();

		NameOnly projection();

		List<NameOnly> projections();

		WithProjections nestedProjections();

		Ring ring();

		Knot knot();

		Tree tree();

		Box<String> box();

		List<Box<List<Date>>> boxes();

		Slice<String> slice();

		Streamable<Thing> streamable();

		Window<Thing> window();

		Map<String, List<Date>> map();

		Map<String, Object> row();

		List<Object[]> rows();

		Tuple tuple();

		List<Tuple> tuples();

		Thing[] array();

		int[][] matrix();

	}

	interface Unsupported {

		Map<Object, String> objectKeys();

		List<Map<Object, Object>> objectKeysOfRows();

		@SuppressWarnings("rawtypes")
		List rawList();

		@SuppressWarnings("rawtypes")
		Optional rawOptional();

		Stream<String> stream();

		CompletableFuture<String> future();

		@SuppressWarnings("rawtypes")
		Map rawMap();

		Stream<?>[] streams();

		Object object();

		Number number();

		List<?> wildcard();

		Abstract abstractClass();

		Open open();

		WithSetter setter();

		List<WithNested> nestedProjection();

		WithMap classField();

		List<Row> recordField();

		Box<Object> genericField();

		TwoBoxes twoBoxes();

	}

	record Immutable(String name, int number) {
	}

	record Row(WithMap value) {

		record Plain(List<String> names, Thing thing) {
		}

	}

	record Ring(Link link) {
	}

	record Link(Ring ring, List<String> names) {
	}

	record Knot(Counterknot other) {
	}

	record Counterknot(Knot other) {
	}

	record Tree(String name, Tree left, Tree right) {
	}

	record TwoBoxes(Box<String> one, Box<Object> two) {
	}

	static class Box<T> {

		private T value;

		Box(T value) {
			this.value = value;
		}

		T value() {
			return this.value;
		}

	}

	static class Mutable {

		String name;

		Mutable next;

		static Object ignored;

		transient Object ignoredToo;

	}

	static class WithMap {

		Map<?, ?> map;

	}

	abstract static class Abstract {

	}

	interface NameOnly {

		String getName();

		default String greeting() {
			return "Hello " + getName();
		}

	}

	interface WithProjections {

		NameOnly getTeam();

		List<NameOnly> getMembers();

		WithProjections getParent();

		Immutable getRecord();

	}

	interface Open {

		@Value("#{target.name}")
		String getName();

	}

	interface WithSetter {

		String getName();

		void setName(String name);

	}

	interface WithNested {

		Nested getNested();

	}

	interface Nested {

		Map<?, ?> getMap();

	}

}
