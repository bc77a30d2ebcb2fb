package dev.accelerate.jpa.rows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Lookup}: the marks of values.
 */
class LookupTests {

	private final Lookup lookup = new Lookup("errand", List.of(new Lookup.Column("errand", "code", KeyForm.TEXT),
			new Lookup.Column("errand", "kind", KeyForm.INTEGER)));

	@Test
	void aTextOfWhichTheZerosMayMeanNothingHasTwoMarks() {
		assertThat(marks("b10", 1)).hasSize(1);
		assertThat(marks("b01", 1)).hasSize(2)
			.containsAnyElementsOf(marks("b1", 1))
			.doesNotContainAnyElementsOf(marks("b10", 1));
		assertThat(marks("b10", 2)).doesNotContainAnyElementsOf(marks("b10", 1));
	}

	@Test
	void nothingIsToldOfValuesWithoutAForm() {
		List<Long> marks = new ArrayList<>();
		assertThat(this.lookup.forEachMark(Arrays.asList("b1", null), marks::add)).isFalse();
		assertThat(this.lookup.forEachMark(List.of("\u6f22", 1), marks::add)).isFalse();
		assertThat(marks).isEmpty();
	}

	/**
	 * Nodes of two versions understand each other's marks if the fingerprints of their
	 * mappings are the same. So the version in {@link RowMappingBuilder} must be raised
	 * together with these numbers.
	 */
	@Test
	void marksAreThoseOfTheVersion() {
		assertThat(marks("Code 0-10", 7)).containsExactlyInAnyOrder(-2944660589391643243L, 715456853316906993L);
		assertThat(RowMappingBuilder.VERSION).isEqualTo(2);
	}

	private List<Long> marks(Object... values) {
		List<Long> marks = new ArrayList<>();
		assertThat(this.lookup.forEachMark(List.of(values), marks::add)).isTrue();
		return marks;
	}

}
