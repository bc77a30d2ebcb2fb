package dev.accelerate.invalidation;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link Tags} and {@link InvalidationRecord}.
 */
class TagsTests {

	@ParameterizedTest
	@ValueSource(strings = { "a", "Z", "0", "_", "emails_with_alice",
			"a234567890123456789012345678901234567890123456789012345678901234" })
	void oneTo64LettersDigitsAndUnderscoresAreATag(String name) {
		assertThat(Tags.isValid(name)).isTrue();
	}

	@ParameterizedTest
	@NullAndEmptySource
	@ValueSource(strings = { " ", "a b", "a-b", "ä", "a\n", "a.b", "٣",
			"a2345678901234567890123456789012345678901234567890123456789012345" })
	void nothingElseIsATag(String name) {
		assertThat(Tags.isValid(name)).isFalse();
	}

	@Test
	void repetitionsCountOnce() {
		assertThat(Tags.of(List.of("a", "b", "a")).names()).containsExactlyInAnyOrder("a", "b");
		assertThat(Tags.of(List.of("a", "b", "a"))).isEqualTo(Tags.of(List.of("b", "a")))
			.hasSameHashCodeAs(Tags.of(List.of("b", "a")))
			.isNotEqualTo(Tags.of(List.of("a")));
	}

	@Test
	void noTagsAreAlwaysTheSame() {
		assertThat(Tags.of(List.of())).isSameAs(Tags.NONE);
		assertThat(Tags.NONE.names()).isEmpty();
		assertThat(Tags.NONE.and(Tags.NONE)).isSameAs(Tags.NONE);
	}

	@Test
	void theTagsOfTwoPartsAreAllOfTheirs() {
		Tags one = Tags.of(List.of("a", "b"));
		Tags two = Tags.of(List.of("b", "c"));
		assertThat(one.and(two)).isEqualTo(Tags.of(List.of("a", "b", "c")));
		assertThat(one.and(two).slots()).hasSize(3);
		assertThat(one.and(Tags.NONE)).isEqualTo(one);
		assertThat(Tags.NONE.and(one)).isEqualTo(one);
		assertThat(one.names()).hasSize(2);
	}

	@Test
	void namesCannotBeChanged() {
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> Tags.of(List.of("a")).names().add("b"));
	}

	@Test
	void aRecordSaysWhatTwoSay() {
		InvalidationRecord one = InvalidationRecord.of(Tags.of(List.of("a")));
		InvalidationRecord two = InvalidationRecord.of(Tags.of(List.of("b")));
		assertThat(one.and(two)).isEqualTo(InvalidationRecord.of(Tags.of(List.of("a", "b"))));
		assertThat(one.and(InvalidationRecord.ALL)).isEqualTo(InvalidationRecord.ALL);
		assertThat(InvalidationRecord.ALL.and(one)).isEqualTo(InvalidationRecord.ALL);
	}

}
