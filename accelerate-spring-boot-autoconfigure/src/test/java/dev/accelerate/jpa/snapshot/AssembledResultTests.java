package dev.accelerate.jpa.snapshot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import dev.accelerate.jpa.snapshot.EntitiesWithEmbeddables.Lister;
import dev.accelerate.jpa.snapshot.EntitiesWithMoreThanValues.WithOthers;
import dev.accelerate.jpa.snapshot.EntitiesWithoutAssembler.ByGetters;
import dev.accelerate.jpa.snapshot.EntitiesWithoutAssembler.WithConstructor;
import dev.accelerate.jpa.snapshot.FlatEntities.Inheriting;
import dev.accelerate.jpa.snapshot.FlatEntities.PlainItem;
import dev.accelerate.snapshot.ResultSnapshotter;
import dev.accelerate.snapshot.Snapshot;
import dev.accelerate.testing.ObjectGraph;
import org.hibernate.collection.spi.PersistentCollection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.data.projection.SpelAwareProxyProjectionFactory;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link EntityAssembler} in results: the entities it builds are as those that persisters
 * build.
 */
class AssembledResultTests {

	private static AssemblerFixture fixture;

	@BeforeAll
	static void start() {
		fixture = new AssemblerFixture();
	}

	@AfterAll
	static void stop() {
		fixture.close();
	}

	@ParameterizedTest
	@MethodSource("queried")
	void buildsWhatThePersisterBuildsOfTheSameSnapshot(Class<?> entity) {
		List<?> truth = fixture.find(entity);
		assertThat(truth).isNotEmpty();
		HibernateEntitySnapshots assembling = fixture.snapshots();
		HibernateEntitySnapshots persisting = fixture.snapshots();
		leaveToPersisters(persisting);
		Snapshot snapshot = snapshotter(assembling).capture(fixture.find(entity));
		Object assembled = snapshotter(assembling).restore(snapshot);
		Object again = snapshotter(assembling).restore(snapshot);
		Object persisted = snapshotter(persisting).restore(snapshot);
		assertThat(ObjectGraph.describe(assembled)).isEqualTo(ObjectGraph.describe(persisted))
			.isEqualTo(ObjectGraph.describe(truth));
		assertThat(ObjectGraph.shared(assembled, again)).isEmpty();
	}

	static List<Class<?>> queried() {
		List<Class<?>> queried = new ArrayList<>(AssemblerFixture.ENTITIES);
		queried.removeAll(List.of(WithConstructor.class, FailingEntity.class));
		return queried;
	}

	@Test
	void buildsEntitiesOfSeveralKindsInOneResult() {
		HibernateEntitySnapshots assembling = fixture.snapshots();
		HibernateEntitySnapshots persisting = fixture.snapshots();
		leaveToPersisters(persisting);
		List<Object> mixed = new ArrayList<>();
		for (Class<?> entity : List.of(PlainItem.class, Inheriting.class, PlainItem.class, WithOthers.class,
				PlainItem.class, ByGetters.class)) {
			mixed.addAll(fixture.find(entity));
		}
		Snapshot snapshot = snapshotter(assembling).capture(mixed);
		Object assembled = snapshotter(assembling).restore(snapshot);
		assertThat(ObjectGraph.describe(assembled)).isEqualTo(ObjectGraph.describe(mixed))
			.isEqualTo(ObjectGraph.describe(snapshotter(persisting).restore(snapshot)));
	}

	@Test
	void entityIsMergedAsAnyDetachedOne() {
		HibernateEntitySnapshots snapshots = fixture.snapshots();
		Snapshot snapshot = snapshotter(snapshots).capture(fixture.find(PlainItem.class));
		List<?> restored = (List<?>) Objects.requireNonNull(snapshotter(snapshots).restore(snapshot));
		PlainItem item = (PlainItem) restored.get(0);
		long version = item.version();
		item.change("merged");
		fixture.merge(item);
		PlainItem stored = fixture.find(PlainItem.class).get(0);
		assertThat(stored.text()).isEqualTo("merged");
		assertThat(stored.version()).isEqualTo(version + 1);
	}

	@Test
	void everyCopyOfACollectionHasASnapshotOfItsOwnThatIsNotTheCollection() {
		HibernateEntitySnapshots snapshots = fixture.snapshots();
		Snapshot snapshot = snapshotter(snapshots).capture(fixture.find(Lister.class));
		List<Collection<?>> stored = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			List<?> restored = (List<?>) Objects.requireNonNull(snapshotter(snapshots).restore(snapshot));
			for (String name : List.of("bag", "ordered", "words")) {
				PersistentCollection<?> collection = (PersistentCollection<?>) ReflectionTestUtils
					.getField(restored.get(0), name);
				List<?> before = List.copyOf((Collection<?>) collection);
				((Collection<?>) collection).clear();
				assertThat(collection.getStoredSnapshot()).as(name).isEqualTo(before);
				assertThat(before).isNotEmpty();
				stored.add((Collection<?>) collection.getStoredSnapshot());
			}
		}
		assertThat(stored).hasSize(6);
		for (int i = 0; i < 3; i++) {
			assertThat(stored.get(i)).isNotSameAs(stored.get(i + 3));
		}
	}

	/**
	 * Take the assemblers away.
	 */
	private static void leaveToPersisters(HibernateEntitySnapshots snapshots) {
		for (Class<?> entity : AssemblerFixture.ENTITIES) {
			EntityMapping mapping = snapshots.registry().mappingOf(entity.getName());
			ReflectionTestUtils.setField(mapping, "assembler", null);
			ReflectionTestUtils.setField(mapping, "flat", false);
			assertThat(mapping.assembler()).isNull();
			assertThat(mapping.isFlat()).isFalse();
			leaveToHibernate(mapping.values());
		}
	}

	private static void leaveToHibernate(ValueMapping[] mappings) {
		for (ValueMapping mapping : mappings) {
			ReflectionTestUtils.setField(mapping, "assembler", null);
			ReflectionTestUtils.setField(mapping, "flat", false);
			leaveToHibernate(mapping.parts());
		}
	}

	private static ResultSnapshotter snapshotter(HibernateEntitySnapshots snapshots) {
		return new ResultSnapshotter(snapshots, new SpelAwareProxyProjectionFactory());
	}

}
