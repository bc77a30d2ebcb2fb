package dev.accelerate.snapshot;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * {@link RestoredTuple}.
 */
class RestoredTupleTests {

	private final RestoredTuple tuple = new RestoredTuple(List.of(new TupleColumn("name", String.class),
			new TupleColumn("count", Long.class), new TupleColumn(null, Object.class)), new Object[] { "a", 2L, null },
			true);

	@Test
	void isReadByNameByPositionAndByElement() {
		assertThat(this.tuple.get("count")).isEqualTo(2L);
		assertThat(this.tuple.get("count", Number.class)).isEqualTo(2L);
		assertThat(this.tuple.get(0)).isEqualTo("a");
		assertThat(this.tuple.get(0, String.class)).isEqualTo("a");
		assertThat(this.tuple.get(2, String.class)).isNull();
		assertThat((Object) this.tuple.get(this.tuple.getElements().get(1))).isEqualTo(2L);
	}

	@Test
	void findsAnElementThatHasNoName() {
		RestoredTuple nameless = new RestoredTuple(
				List.of(new TupleColumn(null, String.class), new TupleColumn(null, String.class)),
				new Object[] { "a", "b" }, true);
		assertThat((Object) nameless.get(nameless.getElements().get(1))).isEqualTo("b");
	}

	@Test
	void findsAnElementOfAnotherRowByItsName() {
		RestoredTuple other = new RestoredTuple(
				List.of(new TupleColumn("count", Long.class), new TupleColumn(null, Long.class)),
				new Object[] { 7L, 8L }, true);
		assertThat((Object) this.tuple.get(other.getElements().get(0))).isEqualTo(2L);
		assertThatIllegalArgumentException().isThrownBy(() -> this.tuple.get(other.getElements().get(1)))
			.withMessageContaining("no such value");
	}

	@Test
	void findsANameInAnyCaseAsRowsOfNativeQueriesDo() {
		assertThat(this.tuple.get("NAME")).isEqualTo("a");
		RestoredTuple exact = new RestoredTuple(List.of(new TupleColumn("name", String.class)), new Object[] { "a" },
				false);
		assertThatIllegalArgumentException().isThrownBy(() -> exact.get("NAME"));
	}

	@Test
	void refusesWhatItDoesNotHave() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.tuple.get("other")).withMessageContaining("other");
		assertThatIllegalArgumentException().isThrownBy(() -> this.tuple.get(3));
		assertThatIllegalArgumentException().isThrownBy(() -> this.tuple.get(-1));
		assertThatIllegalArgumentException().isThrownBy(() -> this.tuple.get("name", Long.class));
	}

	@Test
	void doesNotFollowTheArrayItHandsOut() {
		this.tuple.toArray()[0] = "changed";
		assertThat(this.tuple.get(0)).isEqualTo("a");
	}

}
