package dev.accelerate.snapshot.codec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SimpleTimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import dev.accelerate.snapshot.Node;
import dev.accelerate.snapshot.Node.ContainerKind;
import dev.accelerate.snapshot.Snapshot;
import dev.accelerate.snapshot.codec.CodecSamples.Settings;
import dev.accelerate.snapshot.codec.UndecodableSnapshotException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.data.domain.PageRequest;
import org.springframework.data.jpa.domain.JpaSort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * {@link BinarySnapshotCodec}: what is decoded is what was encoded, or it was refused.
 */
class BinarySnapshotCodecTests {

	private static final String MAPPING = CodecSamples.MAPPING;

	private final SnapshotCodec codec = CodecSamples.codec();

	private Snapshot copy(Snapshot snapshot) {
		byte[] bytes = this.codec.encode(snapshot, MAPPING);
		Snapshot copy = this.codec.decode(bytes, MAPPING);
		assertThat(SnapshotText.of(copy)).isEqualTo(SnapshotText.of(snapshot));
		assertThat(this.codec.encode(copy, MAPPING)).isEqualTo(bytes);
		return copy;
	}

	@Test
	void everyKindOfNodeIsDecoded() {
		copy(CodecSamples.everything());
		copy(new Snapshot(null, List.of()));
	}

	static List<Object> immutables() {
		return CodecSamples.immutables();
	}

	@ParameterizedTest
	@MethodSource("immutables")
	void everyImmutableValueIsDecoded(Object value) {
		assertThat(copy(new Snapshot(value, List.of())).root()).isEqualTo(value);
		copy(CodecSamples.attributes(List.of(value, value)));
	}

	static List<Object> mutables() {
		return CodecSamples.mutables();
	}

	@ParameterizedTest
	@MethodSource("mutables")
	void everyMutableValueOfAnAttributeIsDecoded(Object value) {
		copy(CodecSamples.attributes(List.of(value, value)));
	}

	@Test
	void aPatternIsDecoded() {
		Snapshot copy = this.codec.decode(
				this.codec.encode(new Snapshot(Pattern.compile("a+", Pattern.CASE_INSENSITIVE), List.of()), MAPPING),
				MAPPING);
		assertThat(copy.root()).isInstanceOfSatisfying(Pattern.class, (pattern) -> {
			assertThat(pattern.pattern()).isEqualTo("a+");
			assertThat(pattern.flags()).isEqualTo(Pattern.CASE_INSENSITIVE);
		});
	}

	@Test
	void whatAppearsTwiceIsOneObjectAgain() {
		Node.ContainerNode root = (Node.ContainerNode) copy(CodecSamples.everything()).root();
		assertThat(root.items()[3]).isSameAs(root.items()[4]);
		assertThat(root.items()[16]).isInstanceOf(CodecSamples.Point.class).isSameAs(root.items()[17]);
	}

	/**
	 * Each refers to the next, so that code which follows references by recursion ends in
	 * a stack overflow.
	 */
	@Test
	void aLongChainOfEntitiesIsDecoded() {
		List<Node> entities = new ArrayList<>();
		for (int i = 0; i < 100_000; i++) {
			entities.add(new Node.EntityNode(i, "Other", true));
		}
		for (int i = 0; i < entities.size(); i++) {
			((Node.EntityNode) entities.get(i)).fill(i, CodecSamples.array(entities.get((i + 1) % entities.size())));
		}
		byte[] bytes = this.codec.encode(new Snapshot(entities.get(0), entities), MAPPING);
		List<Node> copies = this.codec.decode(bytes, MAPPING).entities();
		assertThat(copies).hasSize(entities.size());
		for (int i = 0; i < copies.size(); i++) {
			assertThat(((Node.EntityNode) copies.get(i)).values()[0]).isSameAs(copies.get((i + 1) % copies.size()));
		}
	}

	static List<Object> unencodables() {
		Settings cyclic = new Settings("c");
		cyclic.items.add(cyclic);
		Settings many = new Settings("0");
		for (int i = 1; i < 60; i++) {
			Settings next = new Settings(String.valueOf(i));
			next.items.addAll(List.of(many, many));
			many = next;
		}
		List<Object> deep = new ArrayList<>();
		for (int i = 0; i < ObjectCount.MAXIMUM_DEPTH; i++) {
			deep = new ArrayList<>(List.of(deep));
		}
		return List.of(cyclic, many, deep, new TreeMap<>(String.CASE_INSENSITIVE_ORDER),
				new TreeSet<>(Collections.reverseOrder()), new SimpleTimeZone(5, "secret"), new Transient(),
				new Singleton(), new Unlisted(), Unlisted.class, Unlisted[].class, new Date() {
				}, new Locale("no", "NO", "NY"), Pattern.compile("a", Pattern.CANON_EQ), new StringBuilder(),
				new CodecSamples.Flavor("sweet"));
	}

	@ParameterizedTest
	@MethodSource("unencodables")
	void whatWouldNotBeDecodedIsNotEncoded(Object value) {
		Snapshot snapshot = CodecSamples.attributes(List.of(value));
		assertThatExceptionOfType(UnencodableSnapshotException.class)
			.isThrownBy(() -> this.codec.encode(snapshot, MAPPING))
			.withMessageNotContaining("secret");
	}

	@Test
	void aRequestThatIsNoneOfSpringDataIsNotEncoded() {
		Node page = new Node.PageNode(new Object[0], PageRequest.of(0, 1, JpaSort.unsafe("length(a)")), 0);
		assertThatExceptionOfType(UnencodableSnapshotException.class)
			.isThrownBy(() -> this.codec.encode(new Snapshot(page, List.of()), MAPPING));
	}

	@Test
	void whatIsTooLargeIsNotEncoded() {
		SnapshotCodec small = new BinarySnapshotCodec(CodecSamples.types(), 100);
		Snapshot snapshot = new Snapshot("a".repeat(90), List.of());
		assertThatExceptionOfType(UnencodableSnapshotException.class).isThrownBy(() -> small.encode(snapshot, MAPPING));
		assertThat(refusal(small, this.codec.encode(snapshot, MAPPING), MAPPING)).isEqualTo(Reason.SIZE);
	}

	@Test
	void theHeaderIsChecked() {
		byte[] bytes = this.codec.encode(CodecSamples.everything(), MAPPING);
		assertThat(refusal(this.codec, bytes, "ff" + MAPPING.substring(2))).isEqualTo(Reason.MAPPING);
		assertThat(refusal(this.codec, changed(bytes, 0), MAPPING)).isEqualTo(Reason.DAMAGED);
		assertThat(refusal(this.codec, changed(bytes, 5), MAPPING)).isEqualTo(Reason.VERSION);
		assertThat(refusal(this.codec, changed(bytes, 6), MAPPING)).isEqualTo(Reason.MAPPING);
		for (int i = 22; i < bytes.length; i++) {
			assertThat(refusal(this.codec, changed(bytes, i), MAPPING)).as("byte %d", i).isEqualTo(Reason.DAMAGED);
		}
	}

	@Test
	void aFingerprintOfAnotherLengthIsAMistakeOfTheCaller() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.codec.encode(new Snapshot(null, List.of()), MAPPING + "00"));
	}

	private static byte[] changed(byte[] bytes, int position) {
		byte[] changed = bytes.clone();
		changed[position] ^= 0x10;
		return changed;
	}

	static Reason refusal(SnapshotCodec codec, byte[] bytes, String mapping) {
		try {
			codec.decode(bytes, mapping);
			return null;
		}
		catch (UndecodableSnapshotException ex) {
			return ex.reason();
		}
	}

	static class Transient {

		transient int number = 1;

	}

	static class Singleton {

		Object readResolve() {
			return this;
		}

	}

	static class Unlisted {

	}

}
