package dev.accelerate.sample.data;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import dev.accelerate.sample.user.Organization;
import dev.accelerate.sample.user.OrganizationRepository;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Generator of users for an empty database. It runs before the web server accepts
 * requests, so that no result over half of the users is ever cached. It does so in one
 * transaction, so that an aborted start leaves the table empty.
 */
@Component
class SampleData implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(SampleData.class);

	private static final int BATCH = 1000;

	private static final int PROGRESS = 20 * BATCH;

	private final SampleProperties properties;

	private final OrganizationRepository organizations;

	private final JdbcTemplate jdbc;

	private final TransactionTemplate transaction;

	SampleData(SampleProperties properties, OrganizationRepository organizations, JdbcTemplate jdbc,
			PlatformTransactionManager transactionManager) {
		this.properties = properties;
		this.organizations = organizations;
		this.jdbc = jdbc;
		this.transaction = new TransactionTemplate(transactionManager);
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.transaction.executeWithoutResult((status) -> generateIfEmpty());
	}

	private void generateIfEmpty() {
		Long present = this.jdbc.queryForObject("select count(*) from users", Long.class);
		if (present != null && present > 0) {
			logger.info("The database has " + present + " users, none are generated");
			return;
		}
		int total = this.properties.users();
		logger.info("Generating " + total + " users");
		long start = System.nanoTime();
		GeneratedUsers users = new GeneratedUsers(organizations());
		for (int from = 0; from < total; from += BATCH) {
			int to = Math.min(from + BATCH, total);
			insert(users, from, to);
			if (to % PROGRESS == 0 && to < total) {
				logger.info("Generated " + to + " of " + total + " users");
			}
		}
		logger
			.info("Generated " + total + " users in " + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms");
	}

	private List<Organization> organizations() {
		List<Organization> present = this.organizations.findAll();
		return !present.isEmpty() ? present : this.organizations
			.saveAllAndFlush(GeneratedUsers.ORGANIZATIONS.stream().map(Organization::new).toList());
	}

	private void insert(GeneratedUsers users, int from, int to) {
		this.jdbc.batchUpdate("insert into users (name, email, organization_id) values (?, ?, ?)",
				new BatchPreparedStatementSetter() {

					@Override
					public void setValues(PreparedStatement statement, int i) throws SQLException {
						statement.setString(1, users.name(from + i));
						statement.setString(2, users.email(from + i));
						statement.setLong(3, users.organization(from + i).getId());
					}

					@Override
					public int getBatchSize() {
						return to - from;
					}

				});
	}

}
