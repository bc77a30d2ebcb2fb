package dev.accelerate.store;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import dev.accelerate.invalidation.Dependencies;
import dev.accelerate.invalidation.Stamp;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.invalidation.Tags;
import dev.accelerate.signature.ArgumentEncoders;
import dev.accelerate.signature.QuerySignature;
import dev.accelerate.signature.QuerySigner;
import dev.accelerate.snapshot.EntitySnapshots;
import dev.accelerate.snapshot.MappedTypes;
import dev.accelerate.snapshot.Node;
import dev.accelerate.snapshot.Node.CloneableNode;
import dev.accelerate.snapshot.Node.CollectionNode;
import dev.accelerate.snapshot.Node.ContainerKind;
import dev.accelerate.snapshot.Node.ContainerNode;
import dev.accelerate.snapshot.Node.EmbeddableNode;
import dev.accelerate.snapshot.Node.EntityNode;
import dev.accelerate.snapshot.Node.ReferenceNode;
import dev.accelerate.snapshot.ResultSnapshotter;
import dev.accelerate.snapshot.Snapshot;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openjdk.jol.info.GraphLayout;

import org.springframework.data.projection.SpelAwareProxyProjectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

/**
 * {@link Entry#weight()} against the memory an entry retains.
 */
class WeightTests {

	private static final String ENTITY_NAME = "org.example.Member";

	/**
	 * The key of the entry, which is weighed as such.
	 */
	private static final QuerySignature SIGNATURE = new QuerySigner("query", () -> "", new ArgumentEncoders(List.of()),
			List.of())
		.sign(new Object[0]);

	private static final String ROLE = "org.example.Member.nicknames";

	@Test
	void ofAnEntity() {
		EntityNode entity = new EntityNode(0, ENTITY_NAME, true);
		entity.fill(id(1), new Object[] { "alice", "alice@example.org", TimeUnit.DAYS, LocalDate.of(2000, 1, 2),
				Instant.ofEpochSecond(5, 7), new BigDecimal("12.3400"), new UUID(1, 2), true, null });
		assertWeight(new Snapshot(entity, List.of(entity)));
	}

	@Test
	void ofAnEntityWithReferencesAndLazyCollections() {
		EntityNode entity = new EntityNode(0, ENTITY_NAME, true);
		ReferenceNode team = new ReferenceNode(1, "org.example.Team", id(5));
		Long id = id(1);
		entity.fill(id, new Object[] { "alice", team, new CollectionNode(ROLE, id, null),
				new CloneableNode(new byte[200]), new CloneableNode(new Date(5)), Node.Unfetched.UNFETCHED });
		assertWeight(new Snapshot(optional(entity), List.of(entity, team)));
	}

	@Test
	void of100EntitiesWithEmbeddablesAndCollectionsOf10() {
		List<Node> entities = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			EntityNode entity = new EntityNode(i, ENTITY_NAME, true);
			Long id = id(i);
			Object[] nicknames = new Object[10];
			for (int j = 0; j < nicknames.length; j++) {
				nicknames[j] = "nickname " + i + " " + j;
			}
			entity.fill(id,
					new Object[] { "name " + i, "name" + i + "@example.org",
							new EmbeddableNode(new Object[] { "Main Street " + i, "Berlin " + i, "1000" + i }),
							new CollectionNode(ROLE, id, nicknames), LocalDate.of(2000, 1, 1).plusDays(i) });
			entities.add(entity);
		}
		assertWeight(new Snapshot(new ContainerNode(ContainerKind.LIST, entities.toArray()), entities));
	}

	@Test
	void of100Records() {
		List<Row> rows = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			rows.add(new Row(id(i), "name " + i, "name" + i + "@example.org", 5L + i, new BigDecimal("12.3400"),
					Instant.ofEpochSecond(i)));
		}
		assertWeight(snapshotter().capture(rows));
	}

	@Test
	void of100RecordsWithLists() {
		List<RowWithList> rows = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			rows.add(new RowWithList("name " + i, List.of("a" + i, "b" + i, "c" + i)));
		}
		assertWeight(snapshotter().capture(rows));
	}

	@Test
	void of100InterfaceProjections() {
		SpelAwareProxyProjectionFactory projections = new SpelAwareProxyProjectionFactory();
		List<Object> rows = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			Map<String, Object> values = new HashMap<>();
			values.put("name", "name " + i);
			values.put("email", "name" + i + "@example.org");
			values.put("id", id(i));
			rows.add(projections.createProjection(Projection.class, values));
		}
		assertWeight(snapshotter().capture(rows));
	}

	@Test
	void ofALongTextAndOfALongTextOutsideLatin1() {
		assertWeight(snapshotter().capture("x".repeat(10_000)));
		assertWeight(snapshotter().capture("€".repeat(10_000)));
	}

	@Test
	void ofNumbers() {
		List<Long> numbers = new ArrayList<>();
		for (int i = 0; i < 1_000; i++) {
			numbers.add(id(i));
		}
		assertWeight(snapshotter().capture(numbers));
	}

	@Test
	void ofACount() {
		assertWeight(snapshotter().capture(100_000L));
	}

	@Test
	void ofAnEntityWithJson() {
		Map<String, Object> map = new HashMap<>();
		List<Object> list = new ArrayList<>();
		Set<Object> set = new HashSet<>();
		Document document = new Document("root " + map.size(), new ArrayList<>(), null);
		for (int i = 0; i < 100; i++) {
			map.put("key " + i, new ArrayList<>(List.of("value " + i, id(i))));
			list.add(Map.of("name " + i, "x".repeat(i)));
			set.add("item " + i);
			document.parts.add(new Document("part " + i, List.of(), document));
		}
		for (Object json : List.of(map, list, set, document)) {
			EntityNode entity = new EntityNode(0, ENTITY_NAME, true);
			entity.fill(id(1), new Object[] { json });
			assertWeight(new Snapshot(entity, List.of(entity)));
		}
	}

	@Test
	void ofJsonThatIsDeeperThanTheStack() {
		Document document = new Document("innermost", List.of(), null);
		for (int i = 0; i < 100_000; i++) {
			document = new Document("text", List.of(), document);
		}
		EntityNode entity = new EntityNode(0, ENTITY_NAME, true);
		entity.fill(id(1), new Object[] { document });
		assertThat(entry(new Snapshot(entity, List.of(entity))).weight()).isGreaterThan(100_000 * 24);
	}

	private static void assertWeight(Snapshot snapshot) {
		Entry entry = entry(snapshot);
		// What exists once, however many entries there are.
		GraphLayout shared = GraphLayout.parseInstance(SIGNATURE, ENTITY_NAME, ROLE, "org.example.Team", Backoff.NONE,
				TimeUnit.DAYS, TimeUnit.values(), Node.Unfetched.UNFETCHED, Node.Unfetched.values(), ContainerKind.LIST,
				ContainerKind.values(), Projection.class, Row.class, RowWithList.class, Document.class);
		long retained = GraphLayout.parseInstance(entry).subtract(shared).totalSize();
		assertThat((double) entry.weight()).isCloseTo(retained, withPercentage(50));
	}

	private static Entry entry(Snapshot snapshot) {
		Tags tags = Tags.of(List.of("user_" + System.identityHashCode(snapshot), new String("emails_with_alice")));
		return new Entry(SIGNATURE, snapshot, new Dependencies(new Stamp(1, 2), tags, Tables.NONE), 5,
				Instant.ofEpochSecond(5), Long.MAX_VALUE / 4, Backoff.NONE);
	}

	/**
	 * Return an identifier that is not one of the shared small ones.
	 */
	private static Long id(int index) {
		return 1_000L + index;
	}

	private static ContainerNode optional(@Nullable Object value) {
		return new ContainerNode(ContainerKind.OPTIONAL, new Object[] { value });
	}

	private static ResultSnapshotter snapshotter() {
		return new ResultSnapshotter(new NoEntities(), new SpelAwareProxyProjectionFactory());
	}

	record Row(Long id, String name, String email, long count, BigDecimal balance, Instant createdAt) {
	}

	record RowWithList(String name, List<String> names) {
	}

	static final class Document {

		final String text;

		final List<Document> parts;

		final @Nullable Document parent;

		Document(String text, List<Document> parts, @Nullable Document parent) {
			this.text = text;
			this.parts = parts;
			this.parent = parent;
		}

	}

	interface Projection {

		Long getId();

		String getName();

		String getEmail();

	}

	private static final class NoEntities implements EntitySnapshots {

		@Override
		public String describeMapping(Collection<Class<?>> entities) {
			throw new UnsupportedOperationException();
		}

		@Override
		public MappedTypes mappedTypes() {
			throw new UnsupportedOperationException();
		}

		@Override
		public boolean isEntity(Class<?> type) {
			return false;
		}

		@Override
		public EntityCapture capture() {
			return new EntityCapture() {

				@Override
				public @Nullable Node capture(Object candidate) {
					return null;
				}

				@Override
				public List<Node> complete() {
					return List.of();
				}

			};
		}

		@Override
		public Object[] restore(List<Node> entities) {
			return new Object[0];
		}

		@Override
		public Object restore(CollectionNode collection, Object[] instances) {
			throw new UnsupportedOperationException();
		}

	}

}
