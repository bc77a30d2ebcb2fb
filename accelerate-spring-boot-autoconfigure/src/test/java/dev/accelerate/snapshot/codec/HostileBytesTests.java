package dev.accelerate.snapshot.codec;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32C;

import dev.accelerate.snapshot.Snapshot;
import dev.accelerate.snapshot.codec.UndecodableSnapshotException.Reason;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Report;
import net.jqwik.api.Reporting;
import net.jqwik.api.lifecycle.AfterContainer;
import org.junit.jupiter.api.Test;

import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link BinarySnapshotCodec} and bytes that somebody else wrote. Their checksum is
 * right, so that it protects nothing.
 */
class HostileBytesTests {

	private static final String MAPPING = CodecSamples.MAPPING;

	private static final SnapshotCodec CODEC = CodecSamples.codec();

	private static final Map<Reason, Integer> REFUSED = new EnumMap<>(Reason.class);

	private static int decoded;

	private static final byte[][] VALID = GoldenFileTests.snapshots()
		.values()
		.stream()
		.map((snapshot) -> CODEC.encode(snapshot, MAPPING))
		.toArray(byte[][]::new);

	/**
	 * Whatever is done to the bytes, they are refused or they are a snapshot that can be
	 * encoded again. 20,000 mutations, each of one to eight places.
	 */
	@Property(tries = 20_000)
	@Report(Reporting.FALSIFIED)
	void mutatedBytesAreRefusedOrASnapshot(@ForAll long seed) {
		Random random = new Random(seed);
		byte[] bytes = VALID[random.nextInt(VALID.length)].clone();
		for (int i = random.nextInt(8); i >= 0; i--) {
			bytes = mutate(bytes, random);
		}
		attempt(sealed(bytes));
	}

	private static byte[] mutate(byte[] bytes, Random random) {
		int payload = bytes.length - BinarySnapshotCodec.HEADER;
		if (payload < 2) {
			return bytes;
		}
		int position = BinarySnapshotCodec.HEADER + random.nextInt(payload);
		byte[] mutated = bytes.clone();
		switch (random.nextInt(5)) {
			case 0 -> mutated[position] = (byte) random.nextInt();
			case 1 -> mutated[position] ^= (byte) (1 << random.nextInt(8));
			case 2 -> mutated[position] = (byte) random.nextInt(80);
			case 3 -> {
				// Something else from another place.
				int length = Math.min(random.nextInt(20), bytes.length - position);
				int from = BinarySnapshotCodec.HEADER + random.nextInt(payload - Math.min(payload - 1, length));
				System.arraycopy(bytes, from, mutated, position, Math.min(length, bytes.length - from));
			}
			default -> mutated = Arrays.copyOf(bytes, position);
		}
		return mutated;
	}

	static byte[] sealed(byte[] bytes) {
		CRC32C checksum = new CRC32C();
		checksum.update(bytes, BinarySnapshotCodec.HEADER, bytes.length - BinarySnapshotCodec.HEADER);
		ByteBuffer.wrap(bytes, BinarySnapshotCodec.HEADER - 8, 8)
			.putInt(bytes.length - BinarySnapshotCodec.HEADER)
			.putInt((int) checksum.getValue());
		return bytes;
	}

	private static void attempt(byte[] bytes) {
		Snapshot snapshot;
		try {
			snapshot = CODEC.decode(bytes, MAPPING);
		}
		catch (UndecodableSnapshotException ex) {
			REFUSED.merge(ex.reason(), 1, Integer::sum);
			return;
		}
		decoded++;
		assertThat(snapshot.weight()).isPositive();
	}

	@AfterContainer
	static void bothHappened() {
		assertThat(REFUSED).containsKeys(Reason.DAMAGED, Reason.TYPE);
		assertThat(decoded).isPositive();
	}

	@Test
	void truncatedBytesAreRefused() {
		for (byte[] valid : VALID) {
			for (int length = 0; length < valid.length; length++) {
				byte[] truncated = Arrays.copyOf(valid, length);
				assertThat(BinarySnapshotCodecTests.refusal(CODEC, truncated, MAPPING)).isEqualTo(Reason.DAMAGED);
				if (length >= BinarySnapshotCodec.HEADER) {
					assertThat(BinarySnapshotCodecTests.refusal(CODEC, sealed(truncated), MAPPING)).isNotNull();
				}
			}
		}
	}

	/**
	 * A text, an array, a list, a container and the list of entities of two billion
	 * items, in a few bytes.
	 */
	@Test
	void nothingIsMadeOfALengthBeyondTheEnd() {
		byte[] two = { (byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 7 };
		List<byte[]> payloads = new ArrayList<>();
		payloads.add(two);
		for (LeafEncoding<?> leaf : LeafEncodings.list()) {
			payloads.add(concat(new byte[] { 0, (byte) leaf.tag() }, two));
		}
		payloads.add(concat(new byte[] { 0, Tags.CONTAINER, 0 }, two));
		payloads.add(concat(new byte[] { 0, Tags.JDK_COLLECTION, 0 }, two));
		payloads.add(concat(new byte[] { 0, Tags.OBJECT_ARRAY, 0, 0, 2, 'a' }, two));
		for (byte[] payload : payloads) {
			byte[] bytes = sealed(concat(Arrays.copyOf(VALID[0], BinarySnapshotCodec.HEADER), payload));
			Reason reason = BinarySnapshotCodecTests.refusal(CODEC, bytes, MAPPING);
			if (reason == null) {
				// A number may be that large.
				assertThat(CODEC.decode(bytes, MAPPING).root()).isNotInstanceOf(List.class);
			}
		}
	}

	@Test
	void deepValuesAreRefused() {
		byte[] list = { Tags.JDK_COLLECTION, 0, 1 };
		byte[] container = { Tags.CONTAINER, 0, 1 };
		for (byte[] level : List.of(list, container)) {
			ByteBuffer bytes = ByteBuffer.allocate(BinarySnapshotCodec.HEADER + 2 + 3 * 1_000_000);
			bytes.put(VALID[0], 0, BinarySnapshotCodec.HEADER).put((byte) 0);
			for (int i = 0; i < 1_000_000; i++) {
				bytes.put(level);
			}
			assertThat(BinarySnapshotCodecTests.refusal(CODEC, sealed(bytes.array()), MAPPING))
				.isEqualTo(Reason.DAMAGED);
		}
	}

	/**
	 * Lists that hold the list before them twice, sixty times: few bytes, and more items
	 * than can be counted.
	 */
	@Test
	void fewBytesDoNotBecomeManyObjects() {
		PayloadWriter out = new PayloadWriter(BinarySnapshotCodec.HEADER, 10_000);
		out.writeCount(1);
		out.writeByte(1);
		out.writeName("Other");
		out.writeByte(LeafEncodings.of(Boolean.class).tag());
		out.writeByte(1);
		out.writeCount(1);
		for (int i = 0; i < 60; i++) {
			out.writeByte(Tags.JDK_COLLECTION);
			out.writeCount(0);
			out.writeCount(2);
		}
		out.writeByte(Tags.NULL);
		out.writeByte(Tags.NULL);
		for (int i = 0; i < 59; i++) {
			out.writeByte(Tags.AGAIN);
			out.writeCount(i);
		}
		out.writeByte(Tags.NULL);
		assertThat(refusalOf(out)).isEqualTo(Reason.SIZE);
	}

	private static Reason refusalOf(PayloadWriter out) {
		byte[] bytes = out.toByteArray();
		System.arraycopy(VALID[0], 0, bytes, 0, BinarySnapshotCodec.HEADER);
		return BinarySnapshotCodecTests.refusal(CODEC, sealed(bytes), MAPPING);
	}

	/**
	 * The class is on the class path, and would be loaded by its name.
	 */
	@Test
	void aClassThatIsNotOnTheListIsNeitherLoadedNorBuilt() {
		String gadget = HostileBytesTests.class.getPackageName() + ".Gadget";
		for (int tag : new int[] { Tags.OBJECT, Tags.CLASS, Tags.ENUM, Tags.VALUE_OBJECT, Tags.PROJECTION, Tags.ARRAY,
				Tags.OBJECT_ARRAY, Tags.REPEATED_VALUE_OBJECT }) {
			PayloadWriter out = new PayloadWriter(BinarySnapshotCodec.HEADER, 10_000);
			out.writeCount(0);
			out.writeByte(tag);
			out.writeCount(0);
			out.writeName(gadget);
			out.writeCount(0);
			assertThat(refusalOf(out)).isEqualTo(Reason.TYPE);
		}
		assertThat(System.getProperty("accelerate.test.gadget")).isNull();
		// What would be seen.
		new Gadget();
		assertThat(System.clearProperty("accelerate.test.gadget")).isEqualTo("touched");
	}

	/**
	 * To name a class is not to build it: what a column is declared as, an interface, an
	 * enum, a class of the JDK.
	 */
	@Test
	void aClassThatMayOnlyBeNamedIsNotBuilt() {
		for (Class<?> type : List.of(Object.class, CodecSamples.NameOnly.class, CodecSamples.Color.class, String.class,
				Class.class)) {
			for (int tag : new int[] { Tags.OBJECT, Tags.VALUE_OBJECT }) {
				PayloadWriter out = new PayloadWriter(BinarySnapshotCodec.HEADER, 10_000);
				out.writeCount(0);
				out.writeByte(tag);
				out.writeCount(0);
				out.writeName(type.getName());
				out.writeCount(0);
				assertThat(refusalOf(out)).as(type.getName()).isEqualTo(Reason.TYPE);
			}
		}
	}

	@Test
	void anEntityThatIsNotMappedIsRefusedBeItOnlyReferredTo() {
		for (int kind = 0; kind < 3; kind++) {
			PayloadWriter out = new PayloadWriter(BinarySnapshotCodec.HEADER, 10_000);
			out.writeCount(1);
			out.writeByte(kind);
			out.writeName("java.lang.Object");
			out.writeByte(LeafEncodings.of(Boolean.class).tag());
			out.writeByte(1);
			out.writeCount(0);
			out.writeByte(Tags.NULL);
			assertThat(refusalOf(out)).isEqualTo(Reason.TYPE);
		}
	}

	@Test
	void aCollectionThatIsNotMappedIsRefused() {
		PayloadWriter out = new PayloadWriter(BinarySnapshotCodec.HEADER, 10_000);
		out.writeCount(0);
		out.writeByte(Tags.COLLECTION);
		out.writeName("java.lang.Object.items");
		out.writeByte(Tags.NULL);
		out.writeByte(0);
		assertThat(refusalOf(out)).isEqualTo(Reason.TYPE);
	}

	@Test
	void aMutableValueThatCallersWouldShareIsRefused() {
		PayloadWriter out = new PayloadWriter(BinarySnapshotCodec.HEADER, 10_000);
		out.writeCount(0);
		out.writeByte(Tags.JDK_COLLECTION);
		out.writeCount(0);
		out.writeCount(0);
		assertThat(refusalOf(out)).isEqualTo(Reason.DAMAGED);
	}

	@Test
	void anEntityOfAnotherMappingIsRefused() {
		SnapshotTypes others = new SnapshotTypes();
		SnapshotCodec other = new BinarySnapshotCodec(others);
		assertThat(BinarySnapshotCodecTests.refusal(other, VALID[1], MAPPING)).isEqualTo(Reason.TYPE);
		others.add(new CodecSamples.Mapped(Map.of("Thing", 3, "Other", 2)), ResolvableType.forClass(String.class));
		assertThat(BinarySnapshotCodecTests.refusal(other, VALID[3], MAPPING)).isEqualTo(Reason.MAPPING);
	}

	private static byte[] concat(byte[] one, byte[] other) {
		byte[] all = Arrays.copyOf(one, one.length + other.length);
		System.arraycopy(other, 0, all, one.length, other.length);
		return all;
	}

}
