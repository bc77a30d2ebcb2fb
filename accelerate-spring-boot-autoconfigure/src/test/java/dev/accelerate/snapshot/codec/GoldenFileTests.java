package dev.accelerate.snapshot.codec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.accelerate.snapshot.Node;
import dev.accelerate.snapshot.Snapshot;
import dev.accelerate.snapshot.codec.UndecodableSnapshotException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link BinarySnapshotCodec} and files of bytes that it once made: every version of the
 * format stays as it was.
 */
class GoldenFileTests {

	private static final String MAPPING = CodecSamples.MAPPING;

	private final SnapshotCodec codec = CodecSamples.codec();

	static Map<String, Snapshot> snapshots() {
		Map<String, Snapshot> snapshots = new LinkedHashMap<>();
		snapshots.put("nothing", new Snapshot(null, List.of()));
		snapshots.put("nodes", CodecSamples.everything());
		snapshots.put("immutable-values", CodecSamples.attributes(CodecSamples.immutables()));
		snapshots.put("mutable-values",
				CodecSamples.attributes(CodecSamples.mutables().stream().filter((value) -> isInOrder(value)).toList()));
		return snapshots;
	}

	/**
	 * The JDK mixes the order of its immutable maps anew in every JVM.
	 */
	private static boolean isInOrder(Object value) {
		return !(value instanceof Map<?, ?> map && map.size() > 1);
	}

	private static byte[] file(String name) throws IOException {
		Path path = Path.of("src/test/resources/snapshot/version-" + BinarySnapshotCodec.VERSION, name + ".hex");
		return HexFormat.of().parseHex(Files.readString(path).replaceAll("\\s", ""));
	}

	@ParameterizedTest
	@ValueSource(strings = { "nothing", "nodes", "immutable-values", "mutable-values" })
	void whatWasWrittenOnceIsReadForever(String name) throws IOException {
		Snapshot expected = snapshots().get(name);
		Snapshot decoded = this.codec.decode(file(name), MAPPING);
		assertThat(SnapshotText.of(decoded)).isEqualTo(SnapshotText.of(expected));
	}

	@ParameterizedTest
	@ValueSource(strings = { "nothing", "nodes", "immutable-values", "mutable-values" })
	void theBytesChangeOnlyWithTheVersion(String name) throws IOException {
		byte[] expected = file(name);
		String otherwise = "the bytes changed: give BinarySnapshotCodec another VERSION, and add its files";
		assertThat(this.codec.encode(snapshots().get(name), MAPPING)).as(otherwise).isEqualTo(expected);
		assertThat(this.codec.encode(this.codec.decode(expected, MAPPING), MAPPING)).as(otherwise).isEqualTo(expected);
	}

	@Test
	void theFilesHaveEveryTag() {
		Set<Integer> tags = new HashSet<>();
		List<Object> values = new ArrayList<>(CodecSamples.immutables());
		values.addAll(CodecSamples.mutables());
		for (Object value : values) {
			tags.add((int) this.codec.encode(new Snapshot(value, List.of()), MAPPING)[BinarySnapshotCodec.HEADER + 1]);
		}
		// Two patterns are never equal, so that they have a test of their own.
		assertThat(LeafEncodings.list()).filteredOn((leaf) -> !tags.contains(leaf.tag()))
			.extracting((leaf) -> leaf.type().getSimpleName())
			.containsExactly("Pattern");
	}

	@Test
	void theFilesHaveEveryKindOfNode() {
		String text = SnapshotText.of(CodecSamples.everything());
		assertThat(Node.class.getPermittedSubclasses()).extracting(Class::getSimpleName)
			.filteredOn((name) -> !name.equals("EntityNode") && !name.equals("ReferenceNode"))
			.allSatisfy((name) -> assertThat(text).contains(name));
	}

	@Test
	void anotherVersionIsRefused() throws IOException {
		byte[] bytes = file("nodes");
		bytes[5]++;
		assertThat(BinarySnapshotCodecTests.refusal(this.codec, bytes, MAPPING)).isEqualTo(Reason.VERSION);
	}

}
