package dev.accelerate.invalidation;

import java.util.List;

import dev.accelerate.sql.TableDirectory;
import dev.accelerate.testing.TestInvalidations;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Dependencies}.
 */
class DependenciesTests {

	private static final TableDirectory DIRECTORY = new TableDirectory();

	private static final Tables USERS = DIRECTORY.tables(List.of("users"));

	private static final Tables TEAMS = DIRECTORY.tables(List.of("teams"));

	private final Dependencies users = new Dependencies(new Stamp(1, 3), Tags.of(List.of("a")), USERS);

	@Test
	void thoseOfTwoPartsHaveTheEarlierStampAndTheTagsAndTablesOfBoth() {
		Dependencies both = this.users.and(new Dependencies(new Stamp(1, 2), Tags.of(List.of("b")), TEAMS));
		assertThat(both).isEqualTo(new Dependencies(new Stamp(1, 2), Tags.of(List.of("a", "b")),
				DIRECTORY.tables(List.of("users", "teams"))));
	}

	@Test
	void areTheSameIfNothingIsAdded() {
		assertThat(this.users.and(Tags.NONE)).isSameAs(this.users);
		assertThat(this.users.and(USERS)).isSameAs(this.users);
	}

	@Test
	void areNeverValidIfAPartIsNot() {
		assertThat(this.users.isNeverValid()).isFalse();
		assertThat(this.users.and(this.users.neverValid()).isNeverValid()).isTrue();
		assertThat(this.users.neverValid().and(this.users).isNeverValid()).isTrue();
	}

	@Test
	void areValidUntilATagOrATableOfTheirsIsNamed() {
		for (InvalidationRecord record : List.of(InvalidationRecord.of(this.users.tags()), InvalidationRecord.of(USERS),
				InvalidationRecord.ALL)) {
			NodeInvalidationLog log = TestInvalidations.log();
			Invalidations invalidations = TestInvalidations.of(log);
			Dependencies dependencies = new Dependencies(log.stamp(), this.users.tags(), USERS);
			log.append(InvalidationRecord.of(TEAMS));
			assertThat(invalidations.isValid(dependencies, Tags.NONE, 0)).isTrue();
			assertThat(invalidations.invalidity(dependencies, Tags.NONE, 0)).isNull();
			log.append(record);
			assertThat(invalidations.isValid(dependencies, Tags.NONE, 0)).isFalse();
			assertThat(invalidations.invalidity(dependencies, Tags.NONE, 0)).isNotNull();
		}
	}

	@Test
	void areInvalidForACallerOneOfWhoseTagsIsNamed() {
		NodeInvalidationLog log = TestInvalidations.log();
		Invalidations invalidations = TestInvalidations.of(log);
		Dependencies dependencies = new Dependencies(log.stamp(), this.users.tags(), USERS);
		log.append(InvalidationRecord.of(Tags.of(List.of("mine"))));
		assertThat(invalidations.isValid(dependencies, this.users.tags(), 0)).isTrue();
		assertThat(invalidations.isValid(dependencies, Tags.of(List.of("mine", "a")), 0)).isFalse();
		assertThat(invalidations.invalidity(dependencies, Tags.of(List.of("mine", "a")), 0))
			.isEqualTo(new Invalidity(Invalidity.Kind.TAG, List.of("mine")));
	}

}
