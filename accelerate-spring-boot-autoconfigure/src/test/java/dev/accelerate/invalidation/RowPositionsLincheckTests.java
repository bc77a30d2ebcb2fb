package dev.accelerate.invalidation;

import java.util.List;

import dev.accelerate.sql.TableDirectory;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@link RowPositions} by Lincheck: while they grow, readers see what they would see if
 * everything happened one after the other.
 */
@Tag("lincheck")
class RowPositionsLincheckTests {

	private static final Tables USERS = new TableDirectory().tables(List.of("users"));

	@Test
	void growingIsNotSeen() {
		new ModelCheckingOptions().iterations(8)
			.invocationsPerIteration(200)
			.threads(3)
			.actorsPerThread(3)
			.actorsBefore(1)
			.actorsAfter(2)
			.sequentialSpecification(Positions.class)
			.check(Positions.class);
	}

	/**
	 * Positions that double with the first mark, and again with a second one.
	 */
	@Param(name = "mark", gen = IntGen.class, conf = "0:5")
	@Param(name = "position", gen = IntGen.class, conf = "0:4")
	public static class Positions {

		private final RowPositions positions = new RowPositions(8, 32, 0);

		private long position;

		@Operation(nonParallelGroup = "commits")
		public void mark(@Param(name = "mark") int mark) {
			this.positions.mark(RowMark.row("users", mark), ++this.position);
		}

		@Operation
		public boolean isNamedAfter(@Param(name = "mark") int mark, @Param(name = "position") int position) {
			return this.positions.isNamedAfter(position, RowMarks.of(new long[] { RowMark.row("users", mark) }, USERS));
		}

	}

}
