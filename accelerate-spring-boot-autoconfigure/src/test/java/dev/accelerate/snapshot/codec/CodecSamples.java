package dev.accelerate.snapshot.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

import dev.accelerate.snapshot.EntitySnapshots;
import dev.accelerate.snapshot.MappedTypes;
import dev.accelerate.snapshot.Node;
import dev.accelerate.snapshot.Node.ContainerKind;
import dev.accelerate.snapshot.Snapshot;
import dev.accelerate.snapshot.TupleColumn;

import org.springframework.core.ResolvableType;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;

/**
 * Snapshots with every kind of node and value.
 */
final class CodecSamples {

	static final String MAPPING = "00112233445566778899aabbccddeeff";

	private CodecSamples() {
	}

	enum Color {

		RED, GREEN {
		}

	}

	record Point(int x, String name, Color color) {
	}

	static class Settings {

		String name;

		List<Object> items = new ArrayList<>();

		Settings(String name) {
			this.name = name;
		}

	}

	/**
	 * Value of which there is one instance for each name.
	 */
	static class Flavor {

		final String name;

		Flavor(String name) {
			this.name = name;
		}

	}

	interface NameOnly {

		String getName();

		Color getColor();

	}

	/**
	 * What a mapping and some return types name.
	 */
	static SnapshotTypes types() {
		SnapshotTypes types = new SnapshotTypes();
		EntitySnapshots unit = new Mapped(Map.of("Thing", 3, "Other", 1));
		for (Class<?> result : List.of(Point.class, Settings.class, NameOnly.class)) {
			types.add(unit, ResolvableType.forClass(result));
		}
		return types;
	}

	static SnapshotCodec codec() {
		return new BinarySnapshotCodec(types());
	}

	/**
	 * Values of every immutable type.
	 */
	static List<Object> immutables() {
		try {
			return List.of("text", "", "größe", "日本 \ud83d\ude00", "\ud800 lone", 1, -1, Integer.MIN_VALUE, 0L,
					Long.MAX_VALUE, Long.MIN_VALUE, (short) -3, (byte) -4, 'c', '\uffff', true, false, 1.5, Double.NaN,
					-0.0, 2.5f, Float.MIN_VALUE, new BigDecimal("-1.00"), new BigDecimal("1E+40"),
					new BigInteger("-123456789012345678901234567890"), new UUID(-1, 2), Instant.EPOCH, Instant.MAX,
					LocalDate.of(2026, 2, 28), LocalDate.MIN, LocalTime.of(1, 2, 3, 4), LocalDateTime.MAX,
					OffsetDateTime.parse("2026-01-01T10:00:00+02:00"), OffsetTime.parse("10:00:00-03:30"),
					ZonedDateTime.parse("2026-10-25T02:30:00+01:00[Europe/Berlin]"),
					ZonedDateTime.parse("2026-01-01T00:00:00Z"), Duration.ofSeconds(-1, 5), Period.of(1, -2, 3),
					Year.of(-5), YearMonth.of(2026, 12), MonthDay.of(2, 29), ZoneOffset.ofHours(-3),
					ZoneId.of("Europe/Berlin"), ZoneId.of("UTC+01:00"), URI.create("urn:a"),
					URI.create("https://a.example/b").toURL(), InetAddress.getByAddress("a.example", new byte[4]),
					InetAddress.getByAddress(null, new byte[] { 127, 0, 0, 1 }), InetAddress.getByAddress(new byte[16]),
					Locale.GERMANY, Locale.ROOT, Locale.forLanguageTag("zh-Hant-TW-u-ca-roc"),
					Currency.getInstance("EUR"), Color.RED, Color.GREEN, String.class, int.class, byte[].class,
					Point[][].class, Point.class, new Point(1, "p", Color.GREEN));
		}
		catch (UnknownHostException | java.net.MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Values that only attributes of a mutable type have.
	 */
	static List<Object> mutables() {
		Timestamp timestamp = Timestamp.valueOf("2026-01-01 00:00:00.123456789");
		Timestamp before = new Timestamp(-1);
		before.setNanos(7);
		GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone("America/New_York"), Locale.GERMANY);
		calendar.setTimeInMillis(1_700_000_000_000L);
		calendar.setLenient(false);
		Settings settings = new Settings("s");
		settings.items.add(new Settings("inner"));
		settings.items.add(settings.items.get(0));
		settings.items.add(new HashMap<>(Map.of("a", new Date(5))));
		return List.of(new Date(5), new java.sql.Date(6), new Time(7), timestamp, before, calendar,
				TimeZone.getTimeZone("Europe/Berlin"), new byte[] { 1, -2 }, new int[] { 3, -4 }, new long[] { 5 },
				new double[] { 0.1 }, new float[] { 0.2f }, new short[] { -6 }, new char[] { 'c' },
				new boolean[] { true, false }, new String[] { "a", null }, new Object[] { 1, "b", new Long[] { 2L } },
				new int[][] { { 1 }, null }, new Date[] { new Date(8) }, new ArrayList<>(Arrays.asList("a", null)),
				new LinkedList<>(List.of(1)), new HashSet<>(Set.of("b")), new LinkedHashSet<>(List.of("z", "a")),
				new TreeSet<>(Set.of("b", "a")), Arrays.asList("x", null), List.of(), List.of(1, 2, 3), Set.of(4),
				Set.of(), Map.of(), Map.of("k", "v"), Map.of("k", "v", "l", "w"), new HashMap<>(Map.of("k", 1)),
				new LinkedHashMap<>(Map.of("m", 2L)), new TreeMap<>(Map.of("n", true)), settings);
	}

	/**
	 * Snapshot with every kind of node.
	 */
	static Snapshot everything() {
		Node.EntityNode first = new Node.EntityNode(0, "Thing", true);
		Node.EntityNode second = new Node.EntityNode(1, "Thing", false);
		Node.ReferenceNode reference = new Node.ReferenceNode(2, "Other", new Settings("id"));
		first.fill(7L, array("first", second, new Node.CollectionNode("Thing.parts", null, array(first, reference))));
		second.fill(new Node.EmbeddableNode(array(1, first)), array(Node.Unfetched.UNFETCHED, Node.Unfetched.OWNER,
				new Node.CollectionNode("Thing.parts", 5L, null)));
		Node.ValueObjectNode repeated = new Node.ValueObjectNode(Settings.class, array("twice", null), true);
		Sort sort = Sort.by(Sort.Order.desc("a").ignoreCase().nullsLast(), Sort.Order.asc("b"));
		Node map = new Node.MapNode(false, false, array("k", 2), array(reference, null));
		Node row = new Node.MapNode(true, true, array("k"), array(1));
		Node tuple = new Node.TupleNode(
				List.of(new TupleColumn("name", String.class), new TupleColumn(null, Object.class)), true,
				array("v", first));
		Node window = new Node.WindowNode(array("w", "x", "y"),
				List.of(ScrollPosition.offset(), ScrollPosition.offset(3),
						ScrollPosition.of(new LinkedHashMap<>(Map.of("id", 9L)), ScrollPosition.Direction.BACKWARD)),
				true);
		Node page = new Node.PageNode(array(first), PageRequest.of(2, 3, sort), 77);
		Node slice = new Node.SliceNode(array(second), Pageable.unpaged(sort), false);
		Node projection = new Node.ProjectionNode(NameOnly.class, List.of("color", "name"), array(Color.RED, "n"));
		Node entries = new Node.CollectionNode("Thing.map", 7L, array(new Node.EntryNode("key", second)));
		Node arrays = new Node.ArrayNode(Object.class, array("a", new Node.ArrayNode(String.class, array("b"))));
		Point point = new Point(3, "shared", Color.RED);
		return new Snapshot(
				new Node.ContainerNode(ContainerKind.LIST,
						array(first, second, reference, repeated, repeated,
								new Node.ValueObjectNode(Point.class, array(1, "p", null)), map, row, tuple, window,
								page, slice, projection, entries, arrays, new Node.CloneableNode(new Date(9)), point,
								point, new Node.ContainerNode(ContainerKind.SET, array(1, null)),
								new Node.ContainerNode(ContainerKind.STREAMABLE, array()),
								new Node.ContainerNode(ContainerKind.OPTIONAL, array("o")),
								new Node.ContainerNode(ContainerKind.FUTURE, array((Object) null)))),
				List.of(first, second, reference));
	}

	/**
	 * Snapshot of an entity whose attributes have some values.
	 */
	static Snapshot attributes(Collection<?> values) {
		List<Node> entities = new ArrayList<>();
		for (Object value : values) {
			Node.EntityNode entity = new Node.EntityNode(entities.size(), "Other", true);
			entity.fill(entities.size(), array(value));
			entities.add(entity);
		}
		return new Snapshot(entities.isEmpty() ? null : entities.get(0), entities);
	}

	static Object[] array(Object... values) {
		return values;
	}

	/**
	 * Mapping of entities that have some numbers of attributes.
	 */
	record Mapped(Map<String, Integer> attributes) implements EntitySnapshots {

		@Override
		public boolean isEntity(Class<?> type) {
			return false;
		}

		@Override
		public MappedTypes mappedTypes() {
			return new MappedTypes(this.attributes, Set.of("Thing.parts", "Thing.map"), Set.of(), Set.of(Flavor.class));
		}

		@Override
		public String describeMapping(Collection<Class<?>> entities) {
			throw new UnsupportedOperationException();
		}

		@Override
		public EntityCapture capture() {
			throw new UnsupportedOperationException();
		}

		@Override
		public Object[] restore(List<Node> entities) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Object restore(Node.CollectionNode collection, Object[] instances) {
			throw new UnsupportedOperationException();
		}

	}

}
