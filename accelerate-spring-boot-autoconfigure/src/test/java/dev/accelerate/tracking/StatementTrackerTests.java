package dev.accelerate.tracking;

import java.util.Collection;
import java.util.List;

import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.invalidation.SchemaWatch;
import dev.accelerate.invalidation.Tags;
import dev.accelerate.sql.SqlAnalyzer;
import dev.accelerate.sql.TableDirectory;
import dev.accelerate.testing.MutableTime;
import dev.accelerate.testing.TestInvalidations;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link StatementTracker} and loads that read tables of which not everything is known.
 */
class StatementTrackerTests {

	private final Invalidations invalidations = TestInvalidations.create();

	private final ThreadStateHolder threads = new ThreadStateHolder();

	private final TransactionTracker transactions = new TransactionTracker(this.invalidations,
			new MutableTime().source(), this.threads);

	private final LoadTracker loads = new LoadTracker(this.invalidations, this.transactions, new MutableTime().source(),
			this.threads);

	private final SqlAnalyzer sql = new SqlAnalyzer(new TableDirectory(), this.invalidations, true, (shape) -> true,
			new Watch());

	private final StatementTracker statements = new StatementTracker(this.sql, this.loads, this.transactions,
			this.threads, true, (tables) -> tables.names().contains("secured"));

	private LoadScope load(Runnable read) {
		this.sql.track(List.of("users", "secured"));
		LoadScope scope = this.loads.begin(Tags.NONE, null);
		read.run();
		this.loads.end(scope);
		return scope;
	}

	@Test
	void whatAStatementReadsIsADependency() {
		LoadScope scope = load(() -> this.statements.sending("select * from users"));
		assertThat(scope.dependencies().tables().names()).containsExactly("users");
		assertThat(scope.dependencies().isNeverValid()).isFalse();
	}

	@Test
	void whatDependsOnTheConnectionIsNeverValid() {
		assertThat(load(() -> this.statements.sending("select * from secured")).dependencies().isNeverValid()).isTrue();
	}

	/**
	 * A write to what is behind it would not make it invalid.
	 */
	@Test
	void whatIsReadByANameThatIsNotKnownIsNeverValid() {
		LoadScope scope = load(() -> this.statements.sending("select * from users, new_view"));
		assertThat(scope.isObserved()).isTrue();
		assertThat(scope.dependencies().isNeverValid()).isTrue();
	}

	@Test
	void whatIsReadFromATableThatIsNotKnownIsNeverValid() {
		assertThat(
				load(() -> this.statements.reading(List.of("users", "other.New_View"))).dependencies().isNeverValid())
			.isTrue();
		assertThat(load(() -> this.statements.reading(List.of("users"))).dependencies().isNeverValid()).isFalse();
	}

	private static final class Watch implements SchemaWatch {

		@Override
		public boolean isKnown(Collection<String> tables, boolean wait) {
			return !tables.contains("new_view");
		}

		@Override
		public boolean isTable(String name) {
			return false;
		}

		@Override
		public @Nullable String findVolatile(Collection<String> functions, boolean wait) {
			return null;
		}

		@Override
		public void changed() {
		}

	}

}
