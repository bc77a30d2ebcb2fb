package dev.accelerate.benchmarks.codec;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Supplier;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.DefaultInstantiatorStrategy;
import dev.accelerate.snapshot.Node;
import dev.accelerate.snapshot.Snapshot;
import dev.accelerate.snapshot.codec.BinarySnapshotCodec;
import dev.accelerate.snapshot.codec.SnapshotCodec;
import dev.accelerate.snapshot.codec.SnapshotTypes;
import org.apache.fory.Fory;
import org.apache.fory.config.Language;
import org.objenesis.strategy.StdInstantiatorStrategy;

import org.springframework.core.ResolvableType;

/**
 * What makes bytes of snapshots and back. Libraries know every class by registration, and
 * none that is not registered.
 */
public enum SnapshotLibrary {

	/**
	 * Our own format, for everything.
	 */
	OURS(Ours::new),

	/**
	 * Our own format for nodes and values of the JDK, and Apache Fory for the values of
	 * the application, one by one.
	 */
	OURS_WITH_FORY(OursWithFory::new),

	/**
	 * Apache Fory for everything.
	 */
	FORY(ForyCodec::new),

	/**
	 * Kryo for everything.
	 */
	KRYO(KryoCodec::new);

	private static final List<Class<?>> TYPES = List.of(Snapshot.class, Node.class, Node.EntityNode.class,
			Node.ReferenceNode.class, Node.ContainerNode.class, Node.ContainerKind.class, Node.EmbeddableNode.class,
			Node.CollectionNode.class, Object[].class, ArrayList.class, LinkedHashMap.class, BigDecimal.class,
			Instant.class, Document.class);

	private final Supplier<Codec> codec;

	SnapshotLibrary(Supplier<Codec> codec) {
		this.codec = codec;
	}

	/**
	 * Create a codec of this kind.
	 * @return the codec
	 */
	public Codec codec() {
		return this.codec.get();
	}

	/**
	 * Codec of snapshots.
	 */
	public interface Codec {

		/**
		 * Make bytes of a snapshot.
		 * @param snapshot the snapshot
		 * @return its bytes
		 */
		byte[] encode(Snapshot snapshot);

		/**
		 * Make a snapshot of bytes.
		 * @param bytes the bytes
		 * @return the snapshot
		 */
		Snapshot decode(byte[] bytes);

	}

	private static class Ours implements Codec {

		private static final String MAPPING = "00112233445566778899aabbccddeeff";

		private final SnapshotCodec codec;

		Ours() {
			SnapshotTypes types = new SnapshotTypes();
			types.add(new BenchmarkedEntities(), ResolvableType.forClass(Document.class));
			this.codec = new BinarySnapshotCodec(types);
		}

		@Override
		public byte[] encode(Snapshot snapshot) {
			return this.codec.encode(snapshot, MAPPING);
		}

		@Override
		public Snapshot decode(byte[] bytes) {
			return this.codec.decode(bytes, MAPPING);
		}

	}

	/**
	 * Puts the bytes of a value in its place.
	 */
	private static final class OursWithFory extends Ours {

		private final Fory fory = fory();

		@Override
		public byte[] encode(Snapshot snapshot) {
			return super.encode(replaced(snapshot, true));
		}

		@Override
		public Snapshot decode(byte[] bytes) {
			return replaced(super.decode(bytes), false);
		}

		private Snapshot replaced(Snapshot snapshot, boolean encode) {
			List<Node> entities = new ArrayList<>();
			for (Node node : snapshot.entities()) {
				Node.EntityNode entity = (Node.EntityNode) node;
				Object value = entity.values()[0];
				if (encode ? !(value instanceof Document) : !(value instanceof byte[])) {
					return snapshot;
				}
				Node.EntityNode copy = new Node.EntityNode(entity.index(), entity.entityName(), true);
				copy.fill(entity.id(),
						new Object[] { encode ? this.fory.serialize(value) : this.fory.deserialize((byte[]) value) });
				entities.add(copy);
			}
			return new Snapshot(new Node.ContainerNode(Node.ContainerKind.LIST, entities.toArray()), entities);
		}

	}

	private static Fory fory() {
		Fory fory = Fory.builder()
			.withLanguage(Language.JAVA)
			.requireClassRegistration(true)
			.withRefTracking(true)
			.suppressClassRegistrationWarnings(true)
			.build();
		TYPES.forEach((type) -> fory.register(type));
		return fory;
	}

	private static final class ForyCodec implements Codec {

		private final Fory fory = fory();

		@Override
		public byte[] encode(Snapshot snapshot) {
			return this.fory.serialize(snapshot);
		}

		@Override
		public Snapshot decode(byte[] bytes) {
			return (Snapshot) this.fory.deserialize(bytes);
		}

	}

	private static final class KryoCodec implements Codec {

		private final Kryo kryo = new Kryo();

		private final Output output = new Output(4096, -1);

		private final Input input = new Input();

		KryoCodec() {
			this.kryo.setRegistrationRequired(true);
			this.kryo.setReferences(true);
			this.kryo.setInstantiatorStrategy(new DefaultInstantiatorStrategy(new StdInstantiatorStrategy()));
			TYPES.forEach(this.kryo::register);
		}

		@Override
		public byte[] encode(Snapshot snapshot) {
			this.output.reset();
			this.kryo.writeObject(this.output, snapshot);
			return this.output.toBytes();
		}

		@Override
		public Snapshot decode(byte[] bytes) {
			this.input.setBuffer(bytes);
			return this.kryo.readObject(this.input, Snapshot.class);
		}

	}

}
