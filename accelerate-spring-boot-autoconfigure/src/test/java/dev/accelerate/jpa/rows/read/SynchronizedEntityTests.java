package dev.accelerate.jpa.rows.read;

import java.util.HashMap;
import java.util.Map;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;
import dev.accelerate.jpa.rows.domain.DomainApplication;
import dev.accelerate.jpa.rows.domain.Lists.Label;
import dev.accelerate.jpa.rows.domain.Repositories.Coverings;
import dev.accelerate.jpa.rows.domain.Repositories.Labels;
import dev.accelerate.jpa.rows.domain.Repositories.Synceds;
import dev.accelerate.jpa.rows.domain.Specials.Covering;
import dev.accelerate.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static dev.accelerate.testing.CacheStatuses.statusOf;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link EntityFacts} of entities that are read along with tables which they are
 * synchronized with: their row does not tell of these.
 */
class SynchronizedEntityTests {

	private ConfigurableApplicationContext context;

	private AccelerateOperations accelerate;

	private Label label;

	@BeforeEach
	void start() {
		Map<String, Object> properties = new HashMap<>(TestDatabase.H2.properties());
		properties.put("accelerate.default-strategy.ttl", "1h");
		properties.put("accelerate.invalidation.precision", "auto");
		this.context = new SpringApplicationBuilder(DomainApplication.class).web(WebApplicationType.NONE)
			.properties(properties)
			.run();
		this.accelerate = this.context.getBean(AccelerateOperations.class);
		this.label = this.context.getBean(Labels.class).save(new Label("one"));
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void aQueryInPlaceOfATableDependsOnTheTables() {
		Synceds synceds = this.context.getBean(Synceds.class);
		assertThat(synceds.findById(this.label.id).orElseThrow().same).isEqualTo(1);
		assertThat(statusOf(this.accelerate, () -> synceds.findById(this.label.id))).isEqualTo(CacheStatus.TTL);
		this.context.getBean(Labels.class).save(new Label("one"));
		assertThat(synceds.findById(this.label.id).orElseThrow().same).isEqualTo(2);
	}

	@Test
	void anEntityDependsOnTheTablesThatItIsSynchronizedWith() {
		Coverings coverings = this.context.getBean(Coverings.class);
		Covering one = coverings.save(new Covering());
		coverings.findById(one.id);
		this.context.getBean(Labels.class).save(new Label("two"));
		assertThat(statusOf(this.accelerate, () -> coverings.findById(one.id))).isEqualTo(CacheStatus.MISS);
	}

}
