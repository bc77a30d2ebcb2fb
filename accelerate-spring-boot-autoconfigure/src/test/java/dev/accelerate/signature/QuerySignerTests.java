package dev.accelerate.signature;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import org.springframework.data.domain.Limit;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link QuerySigner} and {@link QuerySignature}.
 */
class QuerySignerTests {

	/**
	 * First 160 bits of the SHA-256 of the first 128 bits of the SHA-256 of "query" and
	 * the canonical bytes of the arguments. It must never change without a change of what
	 * it identifies: shared stores depend on it.
	 */
	private static final String GOLDEN = "9c6a71460838ec1dde48876e7c8b70fa529a98c0";

	private static final ArgumentEncoders ENCODERS = new ArgumentEncoders(List.of());

	@Test
	void equalCallsHaveEqualSignatures() {
		QuerySignature first = sign("query", someArguments());
		QuerySignature second = sign("query", someArguments());
		assertThat(first).isEqualTo(second).hasSameHashCodeAs(second);
		assertThat(first.digest()).isEqualTo(second.digest());
		assertThat(first.weight()).isEqualTo(second.weight()).isPositive();
	}

	@Test
	void differentQueriesHaveDifferentSignatures() {
		assertThat(sign("query", "a")).isNotEqualTo(sign("other", "a")).isNotEqualTo(sign("query", "b"));
		assertThat(sign("query")).isNotEqualTo(sign("other"));
		assertThat(sign("query", "a").digest()).isNotEqualTo(sign("other", "a").digest());
	}

	@Test
	void differentArgumentListsNeverHaveEqualSignatures() {
		assertThat(sign("query", "a", "bc")).isNotEqualTo(sign("query", "ab", "c"));
		assertThat(sign("query", "a", "b", "c")).as("kinds that look like characters")
			.isNotEqualTo(sign("query", "a\u7300\u6273c"));
		assertThat(sign("query", "a", "")).isNotEqualTo(sign("query", "", "a")).isNotEqualTo(sign("query", "a"));
		assertThat(sign("query", "a", null)).isNotEqualTo(sign("query", null, "a")).isNotEqualTo(sign("query", "a"));
		assertThat(sign("query", List.of("a"), List.of("b"))).isNotEqualTo(sign("query", List.of("a", "b")))
			.isNotEqualTo(sign("query", List.of("a", "b"), List.of()));
		assertThat(sign("query", List.of(List.of(1), List.of(2)))).isNotEqualTo(sign("query", List.of(List.of(1, 2))));
	}

	/**
	 * Draws from few and similar values, so that lists which differ only in how they are
	 * divided come up often.
	 */
	@Test
	void signaturesOfRandomArgumentListsAreEqualExactlyIfTheListsAre() {
		Random random = new Random(20260101);
		Map<Object, QuerySignature> signatures = new HashMap<>();
		Map<QuerySignature, Object> arguments = new HashMap<>();
		int repeated = 0;
		for (int i = 0; i < 50_000; i++) {
			Object[] drawn = new Object[random.nextInt(4)];
			Arrays.setAll(drawn, (position) -> draw(random, 2));
			Object description = describe(drawn);
			QuerySignature signature = sign("query", drawn);
			QuerySignature same = signatures.putIfAbsent(description, signature);
			Object sameSigned = arguments.putIfAbsent(signature, description);
			assertThat(signature).as("signature of " + description).isEqualTo((same != null) ? same : signature);
			assertThat(description).isEqualTo((sameSigned != null) ? sameSigned : description);
			repeated += (same != null) ? 1 : 0;
		}
		assertThat(signatures).hasSizeGreaterThan(10_000);
		assertThat(repeated).isGreaterThan(1_000);
	}

	@Test
	void digestIsTheSameInAnotherJvm() throws Exception {
		String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		Process process = new ProcessBuilder(java, "-cp", classPath, "-Dfile.encoding=ISO-8859-1", "-Duser.language=tr",
				"-Duser.timezone=Asia/Tokyo", OtherJvm.class.getName())
			.redirectErrorStream(true)
			.start();
		try {
			String output = output(process);
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
			assertThat(output).isEqualToIgnoringNewLines(sign("query", someArguments()).digest());
		}
		finally {
			process.destroyForcibly();
		}
	}

	@Test
	void digestIsTheSameInEveryVersion() {
		assertThat(sign("query", someArguments()).digest()).isEqualTo(GOLDEN);
	}

	@Test
	void digestContainsTheMapping() {
		QuerySignature one = new QuerySigner("query", () -> "one", ENCODERS, List.of()).sign(new Object[] { "a" });
		QuerySignature other = new QuerySigner("query", () -> "other", ENCODERS, List.of()).sign(new Object[] { "a" });
		assertThat(one.mapping()).isEqualTo("one");
		assertThat(one.digest()).isNotEqualTo(other.digest())
			.isEqualTo(new QuerySigner("query", () -> "one", ENCODERS, List.of()).sign(new Object[] { "a" }).digest());
	}

	/**
	 * It takes a while to find out, and a hit need not know it.
	 */
	@Test
	void theMappingIsAskedForByTheFirstDigestOnly() {
		AtomicInteger asked = new AtomicInteger();
		QuerySigner signer = new QuerySigner("query", () -> "mapping" + asked.incrementAndGet(), ENCODERS, List.of());
		assertThat(signer.sign(new Object[] { "a" })).isEqualTo(signer.sign(new Object[] { "a" }));
		assertThat(asked).hasValue(0);
		signer.sign(new Object[] { "a" }).digest();
		signer.sign(new Object[] { "b" }).digest();
		assertThat(asked).hasValue(1);
	}

	@Test
	void digestHasAtLeast128Bits() {
		assertThat(sign("query", "a").digest()).matches("[0-9a-f]{32,}");
	}

	@Test
	void showsNoArgument() {
		QuerySignature signature = sign("select secretword", "secretword", 123456789);
		assertThat(signature).hasToString(signature.digest());
		assertThat(signature.digest()).matches("[0-9a-f]+")
			.doesNotContain(hex("secretword".getBytes(StandardCharsets.UTF_8)))
			.doesNotContain(hex("secretword".getBytes(StandardCharsets.UTF_16BE)))
			.doesNotContain(Integer.toHexString(123456789));
	}

	@Test
	void whatContributorsContributeBelongsToTheSignature() {
		AtomicReference<String> tenant = new AtomicReference<>("one");
		QuerySigner signer = new QuerySigner("query", () -> "", ENCODERS, List.of(tenant::get));
		QuerySignature one = signer.sign(new Object[] { "a" });
		tenant.set("two");
		QuerySignature two = signer.sign(new Object[] { "a" });
		tenant.set(null);
		QuerySignature none = signer.sign(new Object[] { "a" });
		assertThat(Set.of(one, two, none, sign("query", "a"))).hasSize(4);
		tenant.set("one");
		assertThat(signer.sign(new Object[] { "a" })).isEqualTo(one);
	}

	@Test
	void contributionsOfSeveralContributorsAreKeptApart() {
		QuerySigner first = new QuerySigner("query", () -> "", ENCODERS, List.of(() -> "a", () -> "bc"));
		QuerySigner second = new QuerySigner("query", () -> "", ENCODERS, List.of(() -> "ab", () -> "c"));
		assertThat(first.sign(new Object[0])).isNotEqualTo(second.sign(new Object[0]));
	}

	@Test
	void theCallersChangesToAnArgumentDoNotReachASignature() {
		List<String> argument = new ArrayList<>(List.of("a"));
		QuerySignature before = sign("query", argument);
		argument.add("b");
		assertThat(sign("query", argument)).isNotEqualTo(before);
		assertThat(sign("query", List.of("a"))).isEqualTo(before);
	}

	static QuerySignature sign(String query, Object... arguments) {
		return new QuerySigner(query, () -> "", ENCODERS, List.of()).sign(arguments);
	}

	static Object[] someArguments() {
		return new Object[] { "Ä\uD800x\uD83D\uDE00", 1, 2L, (short) 3, (byte) 4, 'c', true, 1.5, 2.5f, null,
				new BigDecimal("1.00"), new BigDecimal("-12345678901234567890.5").toBigInteger(), TimeUnit.DAYS,
				UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"), Instant.parse("2026-01-01T00:00:00.123Z"),
				LocalDate.of(2026, 2, 3), Duration.ofMillis(5), List.of("a", List.of()), Set.of("x", "y", "z"),
				new int[] { 1, 2 }, new String[] { "a", null }, PageRequest.of(1, 20, Sort.by("name").descending()),
				Limit.of(7) };
	}

	private static Object draw(Random random, int depth) {
		return switch (random.nextInt((depth > 0) ? 15 : 12)) {
			case 0, 1, 2 -> pick(random, "", "a", "b", "c", "ab", "bc", "abc", "0", "\uD800", "\uDC00", "?", "s");
			case 3 -> random.nextInt(3);
			case 4 -> (long) random.nextInt(3);
			case 5 -> pick(random, null, true, false);
			case 6 -> pick(random, (short) 1, (byte) 1, (char) 1, 1.0, 1.0f);
			case 7 -> pick(random, new BigDecimal("1.0"), new BigDecimal("1.00"), new BigDecimal("10"));
			case 8 -> pick(random, BigDecimal.ONE.toBigInteger(), BigDecimal.TEN.toBigInteger());
			case 9 -> pick(random, TimeUnit.DAYS, TimeUnit.HOURS, Sort.Direction.ASC);
			case 10 -> pick(random, LocalDate.EPOCH, Instant.EPOCH, "1970-01-01");
			case 11 -> new UUID(random.nextInt(2), random.nextInt(2));
			case 12 -> drawAll(random, depth);
			case 13 -> new LinkedHashSet<>(drawAll(random, depth));
			default -> drawAll(random, depth).toArray();
		};
	}

	private static List<Object> drawAll(Random random, int depth) {
		List<Object> drawn = new ArrayList<>();
		for (int i = random.nextInt(4); i > 0; i--) {
			drawn.add(draw(random, depth - 1));
		}
		return drawn;
	}

	private static Object pick(Random random, Object... values) {
		return values[random.nextInt(values.length)];
	}

	/**
	 * Description that is equal for arguments that ask for the same result.
	 */
	private static Object describe(Object argument) {
		if (argument instanceof Object[] array) {
			return List.of("array", Arrays.stream(array).map(QuerySignerTests::describe).toList());
		}
		if (argument instanceof List<?> list) {
			return List.of("list", list.stream().map(QuerySignerTests::describe).toList());
		}
		if (argument instanceof Set<?> set) {
			// Arrays are equal only to themselves, so a set may hold two of the same.
			Map<Object, Integer> counts = new HashMap<>();
			set.forEach((element) -> counts.merge(describe(element), 1, Integer::sum));
			return List.of("set", counts);
		}
		return (argument != null) ? argument : Void.class;
	}

	private static String hex(byte[] bytes) {
		return HexFormat.of().formatHex(bytes);
	}

	private static String output(Process process) throws IOException {
		return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

	static final class OtherJvm {

		private OtherJvm() {
		}

		public static void main(String[] args) {
			// Different identity hash codes and iteration orders, as in any other JVM.
			new HashSet<>(Set.of(new Object(), new Object()));
			System.out.println(sign("query", someArguments()).digest());
		}

	}

}
