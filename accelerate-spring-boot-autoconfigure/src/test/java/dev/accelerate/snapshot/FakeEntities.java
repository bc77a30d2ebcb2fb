package dev.accelerate.snapshot;

import java.util.Collection;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@link EntitySnapshots} with one entity class and no persistence provider.
 */
class FakeEntities implements EntitySnapshots {

	@Override
	public String describeMapping(Collection<Class<?>> entities) {
		throw new UnsupportedOperationException();
	}

	@Override
	public MappedTypes mappedTypes() {
		return new MappedTypes(Map.of("Thing", 1), Set.of(), Set.of(Thing.class), Set.of());
	}

	@Override
	public boolean isEntity(Class<?> type) {
		return type == Thing.class;
	}

	@Override
	public EntityCapture capture() {
		return new EntityCapture() {

			private final Map<Thing, Node> nodes = new IdentityHashMap<>();

			private final List<Node> entities = new ArrayList<>();

			@Override
			public Node capture(Object candidate) {
				return (candidate instanceof Thing thing) ? this.nodes.computeIfAbsent(thing, this::node) : null;
			}

			private Node node(Thing thing) {
				Node.EntityNode node = new Node.EntityNode(this.entities.size(), "Thing", true);
				this.entities.add(node);
				node.fill(thing.id, new Object[] { thing.name });
				return node;
			}

			@Override
			public List<Node> complete() {
				return this.entities;
			}

		};
	}

	@Override
	public Object[] restore(List<Node> entities) {
		return entities.stream().map((node) -> {
			Node.EntityNode entity = (Node.EntityNode) node;
			return new Thing((Long) entity.id(), (String) entity.values()[0]);
		}).toArray();
	}

	@Override
	public Object restore(Node.CollectionNode collection, Object[] instances) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Entity.
	 */
	static class Thing {

		Long id;

		String name;

		Thing(Long id, String name) {
			this.id = id;
			this.name = name;
		}

	}

}
