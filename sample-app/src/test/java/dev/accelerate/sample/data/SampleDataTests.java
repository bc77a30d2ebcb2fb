package dev.accelerate.sample.data;

import java.util.stream.IntStream;

import dev.accelerate.sample.SampleTest;
import dev.accelerate.sample.user.Organization;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.jdbc.JdbcTestUtils;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link SampleData}: generated users.
 */
@SampleTest
class SampleDataTests {

	@Autowired
	private SampleData data;

	@Autowired
	private JdbcTemplate jdbc;

	@Test
	void leavesADatabaseWithUsersAlone() {
		this.data.afterSingletonsInstantiated();
		assertThat(JdbcTestUtils.countRowsInTable(this.jdbc, "users")).isEqualTo(1040);
	}

	@Test
	@Transactional
	void fillsADatabaseThatHasLostItsUsersButNotItsOrganizations() {
		JdbcTestUtils.deleteFromTables(this.jdbc, "users");
		this.data.afterSingletonsInstantiated();
		assertThat(JdbcTestUtils.countRowsInTable(this.jdbc, "users")).isEqualTo(1040);
		assertThat(JdbcTestUtils.countRowsInTable(this.jdbc, "organizations")).isEqualTo(10);
	}

	@Test
	void noTwoUsersHaveTheSameEmail() {
		GeneratedUsers users = new GeneratedUsers(
				GeneratedUsers.ORGANIZATIONS.stream().map(Organization::new).toList());
		assertThat(IntStream.range(0, 100_000).mapToObj(users::email).distinct().count()).isEqualTo(100_000);
	}

}
