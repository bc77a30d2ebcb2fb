package dev.accelerate.benchmarks.codec;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.accelerate.snapshot.Node;
import dev.accelerate.snapshot.Node.ContainerKind;
import dev.accelerate.snapshot.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * What a snapshot is made of.
 */
public enum SnapshotShape {

	/**
	 * 100 entities with a number and two texts.
	 */
	ENTITIES {

		@Override
		public Snapshot snapshot() {
			List<Node> entities = new ArrayList<>();
			for (int i = 0; i < 100; i++) {
				add(entities, "User", i, "User " + i, "user" + i + "@example.com");
			}
			return list(entities, 100);
		}

	},

	/**
	 * 20 customers with an embeddable, a company that some share, and five purchases
	 * each.
	 */
	GRAPH {

		@Override
		public Snapshot snapshot() {
			List<Node> entities = new ArrayList<>();
			for (int i = 0; i < 20; i++) {
				add(entities, "Customer", i, "Customer " + i, null, null);
			}
			for (int i = 0; i < 20; i++) {
				Node.EntityNode company = add(entities, "Company", i, "Company " + i);
				@Nullable Object[] purchases = new Object[5];
				for (int j = 0; j < 5; j++) {
					purchases[j] = add(entities, "Purchase", 5L * i + j, new BigDecimal(i * 100 + j).movePointLeft(2),
							Instant.ofEpochSecond(1_700_000_000L + i));
				}
				((Node.EntityNode) entities.get(i)).fill((long) i,
						new Object[] { "Customer " + i,
								new Node.EmbeddableNode(new Object[] { "Street " + i, "City " + i % 3 }), company,
								new Node.CollectionNode("Customer.purchases", (long) i, purchases) });
			}
			return list(entities, 20);
		}

	},

	/**
	 * 100 entities with a number and a value of the application.
	 */
	DOCUMENTS {

		@Override
		public Snapshot snapshot() {
			List<Node> entities = new ArrayList<>();
			for (int i = 0; i < 100; i++) {
				add(entities, "Documented", i, new Document(i));
			}
			return list(entities, 100);
		}

	};

	private static Node.EntityNode add(List<Node> entities, String name, long id, @Nullable Object... values) {
		Node.EntityNode entity = new Node.EntityNode(entities.size(), name, true);
		entity.fill(id, values);
		entities.add(entity);
		return entity;
	}

	private static Snapshot list(List<Node> entities, int roots) {
		return new Snapshot(new Node.ContainerNode(ContainerKind.LIST, entities.subList(0, roots).toArray()),
				new ArrayList<>(entities));
	}

	/**
	 * Make the snapshot.
	 * @return the snapshot
	 */
	public abstract Snapshot snapshot();

}
