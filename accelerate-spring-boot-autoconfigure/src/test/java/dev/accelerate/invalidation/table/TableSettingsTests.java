package dev.accelerate.invalidation.table;

import java.time.Duration;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link TableSettings} that are refused.
 */
class TableSettingsTests {

	private static TableSettings settings(String name, int poll, int silence, int retention, String node) {
		return new TableSettings(null, name, Duration.ofMillis(poll), Duration.ofMillis(silence),
				Duration.ofMillis(retention), false, false, node);
	}

	@Test
	void retentionOfLessThanTheGrace() {
		assertThat(settings("log", 100, 2000, 20_000, "a").grace()).isEqualTo(Duration.ofSeconds(20));
		assertRefused("log", 100, 2000, 19_999, "a", "retention");
	}

	@Test
	void intervalThatIsASilence() {
		assertRefused("log", 1001, 2000, 20_000, "a", "max-silence");
		assertRefused("log", 0, 2000, 20_000, "a", "poll-interval");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a\"b", "a`b", "a;b", "a'b", "a\\b", "a\nb",
			"a123456789012345678901234567890123456789012345678901234567890123" })
	void nameThatIsNone(String name) {
		assertRefused(name, 100, 2000, 20_000, "a", "name");
		assertThatExceptionOfType(AccelerateException.class)
			.isThrownBy(() -> new TableSettings(name, "log", Duration.ofMillis(100), Duration.ofSeconds(2),
					Duration.ofHours(1), false, false, "a"))
			.withMessageContaining("schema");
	}

	@Test
	void nodeThatDoesNotFit() {
		assertRefused("log", 100, 2000, 20_000, "", "node");
		assertRefused("log", 100, 2000, 20_000, "x".repeat(65), "node");
	}

	private static void assertRefused(String name, int poll, int silence, int retention, String node, String message) {
		assertThatExceptionOfType(AccelerateException.class)
			.isThrownBy(() -> settings(name, poll, silence, retention, node))
			.withMessageContaining(message)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.P6005));
	}

}
