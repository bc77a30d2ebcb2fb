package dev.accelerate.actuate;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.management.MBeanServer;
import javax.management.ObjectName;

import dev.accelerate.AccelerateException;
import dev.accelerate.AccelerateOperations;
import dev.accelerate.Accelerated;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.statistics.InvalidationSummary;
import dev.accelerate.statistics.StatisticsListener;
import dev.accelerate.testing.MutableTime;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.TestRepositories;
import dev.accelerate.testing.domain.Member;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link AccelerateEndpoint} of a running application, and over JMX.
 */
class AccelerateEndpointTests {

	private static final String MARKER = "xmarkerx";

	private ConfigurableApplicationContext context;

	private Members members;

	private AccelerateEndpoint endpoint;

	@AfterEach
	void stop() {
		this.context.close();
	}

	private void start(String... properties) {
		String[] all = Arrays.copyOf(properties, properties.length + 2);
		all[properties.length] = "management.endpoints.web.exposure.include=accelerate";
		all[properties.length + 1] = "accelerate.strategies.Members.findByNameContaining.swr=30s";
		this.context = TestApplication.run(TestDatabase.H2, all);
		this.members = TestRepositories.create(this.context, Members.class);
		this.members.save(new Member(MARKER, MARKER + "@example.org", null));
		this.members.save(new Member("bob", "bob@example.org", null));
		this.endpoint = this.context.getBean(AccelerateEndpoint.class);
	}

	private AccelerateOperations operations() {
		return this.context.getBean(AccelerateOperations.class);
	}

	private String signatureOf(String name) {
		Accelerated<List<Member>> read = operations().withAccelerateInfo(() -> this.members.findByName(name));
		return read.info().signature();
	}

	private MethodDescriptor method(String name) {
		return (MethodDescriptor) this.endpoint.details(name);
	}

	private List<InvalidationSummary> invalidations() {
		return ((RecentInvalidations) this.endpoint.details("invalidations")).invalidations();
	}

	@Test
	void theOverviewCountsHitsMissesAndEntries() {
		start();
		this.members.findByName(MARKER);
		this.members.findByName(MARKER);
		this.members.findByName("bob");
		Overview overview = this.endpoint.overview();
		assertThat(overview.cachedMethods()).isEqualTo(2);
		assertThat(overview.store().entries()).isEqualTo(2);
		MethodRow row = overview.methods().get(0);
		assertThat(row.statistics().method()).isEqualTo("Members.findByName");
		assertThat(row.statistics().requests()).containsEntry("ttl", 1L).containsEntry("miss", 2L);
		assertThat(row.statistics().misses()).isEqualTo(Map.of("absent", 2L));
		assertThat(row.store().entries()).isEqualTo(2);
		assertThat(row.store().bytes()).isPositive();
	}

	@Test
	void aMethodShowsWhereEachAttributeComesFrom() {
		start();
		Map<String, Attribute> annotated = method("Members.findByName").plans().get(0).strategy();
		assertThat(annotated.get("ttl")).isEqualTo(new Attribute(60.0, "@CacheStrategy of the method"));
		assertThat(annotated.get("tags"))
			.isEqualTo(new Attribute(List.of("member_#{#name}"), "@CacheStrategy of the method"));
		assertThat(annotated.get("precision").origin()).isEqualTo("@CacheStrategy of the method");
		Map<String, Attribute> configured = method(Members.class.getName() + ".findByNameContaining").plans()
			.get(0)
			.strategy();
		assertThat(configured.get("swr"))
			.isEqualTo(new Attribute(30.0, "accelerate.strategies.Members.findByNameContaining"));
		assertThat(configured.get("ttl")).isEqualTo(new Attribute(0.0, "default"));
		assertThat(configured.get("condition")).isEqualTo(new Attribute("", "default"));
		assertThat(method("Members.findByNameContaining").plans().get(0).dependsOn()).startsWith("tables, because");
	}

	@Test
	void whatAnInheritedStrategyDoesNotApplyToHasAReasonAndARemedy() {
		start("accelerate.strategies.Members[*].ttl=60s");
		NotCached notCached = this.endpoint.overview()
			.notCached()
			.stream()
			.filter((method) -> method.method().contains(".save("))
			.findFirst()
			.orElseThrow();
		assertThat(notCached.reason()).isNotBlank();
		assertThat(notCached.remedy()).isNotBlank();
		assertThat(method("Members.save").notCached()).contains(notCached);
	}

	@Test
	void invalidationsTellWhoAndWhatWithoutValues() {
		start();
		TransactionTemplate transaction = new TransactionTemplate(
				this.context.getBean(PlatformTransactionManager.class));
		transaction.setName("Service.rename");
		transaction.executeWithoutResult((status) -> this.members.save(new Member("carol", "c@example.org", null)));
		operations().invalidate("member_" + MARKER, "undeclared_" + MARKER);
		InvalidationSummary tags = invalidations().get(0);
		assertThat(tags.cause()).isEqualTo("tags");
		assertThat(tags.tags()).containsExactly("member_#{#name}");
		assertThat(tags.otherTags()).isEqualTo(1);
		InvalidationSummary write = invalidations().get(1);
		assertThat(write.cause()).isEqualTo("write");
		assertThat(write.tables()).anyMatch((table) -> table.contains("members"));
		assertThat(write.transaction()).isEqualTo("Service.rename");
	}

	@Test
	void anEntryShowsWhatAReadWouldBeAnsweredNow() {
		start();
		String signature = signatureOf(MARKER);
		EntryDescriptor fresh = this.endpoint.entry("entries", signature);
		assertThat(fresh.method()).isEqualTo("Members.findByName");
		assertThat(fresh.answer()).isEqualTo("ttl");
		assertThat(fresh.ttl()).isEqualTo(60);
		assertThat(fresh.tags()).containsExactly("member_#{#name}");
		assertThat(fresh.otherTags()).isZero();
		assertThat(fresh.bytes()).isPositive();
		this.context.getBean(MutableTime.class).advance(Duration.ofSeconds(65));
		EntryDescriptor stale = this.endpoint.entry("entries", signature);
		assertThat(stale.answer()).isEqualTo("swr");
		assertThat(stale.age()).isEqualTo(65);
		operations().invalidate("member_" + MARKER);
		EntryDescriptor invalid = this.endpoint.entry("entries", signature);
		assertThat(invalid.answer()).isEqualTo("miss");
		assertThat(invalid.reason()).isEqualTo("tag member_#{#name}");
	}

	@Test
	void aPreviewPurgesNothingAndSaysWhatThePurgeHits() {
		start();
		String signature = signatureOf(MARKER);
		signatureOf("bob");
		assertPurge("member_" + MARKER, null, null, null, null, 1);
		signatureOf(MARKER);
		assertPurge(null, "Members.findByName", null, null, null, 2);
		signatureOf(MARKER);
		signatureOf("bob");
		assertPurge(null, null, null, "members", null, 2);
		signatureOf(MARKER);
		assertPurge(null, null, signature, null, null, 1);
		signatureOf(MARKER);
		signatureOf("bob");
		assertPurge(null, null, null, null, "true", 2);
		// The other entry is still there, and invalid.
		assertThat(this.endpoint.overview().store().entries()).isEqualTo(2);
		assertThat(this.endpoint.purge(null, null, null, null, "true", "").entries()).isEqualTo(1);
	}

	private void assertPurge(String tags, String method, String signature, String table, String all, long entries) {
		long before = hits();
		Receipt preview = this.endpoint.purge(tags, method, signature, table, all, "");
		assertThat(preview).isEqualTo(new Receipt(true, entries, null));
		assertThat(statusOf(MARKER)).isEqualTo(CacheStatus.TTL);
		assertThat(hits()).isEqualTo(before + 1);
		Receipt receipt = this.endpoint.purge(tags, method, signature, table, all, null);
		assertThat(receipt.preview()).isFalse();
		assertThat(receipt.entries()).isEqualTo(entries);
		assertThat(receipt.requestId() != null).isEqualTo(signature == null);
		assertThat(statusOf(MARKER)).isEqualTo(CacheStatus.MISS);
	}

	private long hits() {
		return method("Members.findByName").statistics().requests().get("ttl");
	}

	private CacheStatus statusOf(String name) {
		return operations().withAccelerateInfo(() -> this.members.findByName(name)).info().cacheStatus();
	}

	@Test
	void whatIsUnclearIsRefusedAndPurgesNothing() {
		start("accelerate.invalidation.rate-limit.capacity=1", "accelerate.invalidation.rate-limit.period=1h");
		statusOf(MARKER);
		refused("takes one of", () -> this.endpoint.purge(null, null, null, null, null, null));
		refused("takes one of", () -> this.endpoint.purge("a", null, null, null, "true", null));
		refused("malformed", () -> this.endpoint.purge("a b", null, null, null, null, null));
		refused("'preview' is either", () -> this.endpoint.purge(null, null, null, null, "true", "yes"));
		refused("'all' is either", () -> this.endpoint.purge(null, null, null, null, "no", null));
		refused("names nothing", () -> this.endpoint.purge(null, null, null, null, "false", null));
		refused("no repository", () -> this.endpoint.purge(null, "Other.find", null, null, null, null));
		refused("no cached method", () -> this.endpoint.purge(null, "Members.other", null, null, null, null));
		refused("no entry", () -> this.endpoint.purge(null, null, "00", null, null, null));
		refused("P6005", () -> this.endpoint.purge(null, null, null, "no_such_table", null, null));
		refused("no method", () -> this.endpoint.details("Members.other"));
		refused("named with its repository", () -> this.endpoint.details("other"));
		refused("entries/{signature}", () -> this.endpoint.entry("other", "00"));
		assertThat(statusOf(MARKER)).isEqualTo(CacheStatus.TTL);
	}

	private void refused(String message, ThrowingCallable request) {
		assertThatExceptionOfType(AccelerateException.class).isThrownBy(request).withMessageContaining(message);
	}

	@Test
	void refusalsAreProblemsOnTheWeb() {
		start();
		AccelerateEndpointWebExtension web = this.context.getBean(AccelerateEndpointWebExtension.class);
		assertProblem(web.details("Members.other"), 404);
		assertProblem(web.entry("entries", "00"), 404);
		assertProblem(web.purge(null, null, null, null, null, null), 400);
		assertThat(web.purge(null, null, null, null, "", null).getStatus()).isEqualTo(200);
	}

	private void assertProblem(WebEndpointResponse<Object> response, int status) {
		assertThat(response.getStatus()).isEqualTo(status);
		assertThat(response.getContentType()).hasToString("application/problem+json");
		assertThat(((Problem) response.getBody()).code()).isEqualTo("P6005");
	}

	@Test
	void noOutputHoldsAValue() {
		start();
		String signature = signatureOf(MARKER);
		this.members.findByNameContaining(MARKER);
		operations().invalidate("member_" + MARKER, MARKER);
		signatureOf(MARKER);
		String output = new JsonMapper().writeValueAsString(
				List.of(this.endpoint.overview(), this.endpoint.details("invalidations"), method("Members.findByName"),
						method("Members.findByNameContaining"), this.endpoint.entry("entries", signature),
						this.endpoint.purge("member_" + MARKER, null, null, null, null, null)));
		assertThat(output).contains("member_#{#name}", "Members.findByName").doesNotContain(MARKER);
	}

	@Test
	void jmxHasTheSame() throws Exception {
		start("spring.jmx.enabled=true", "management.endpoints.jmx.exposure.include=accelerate");
		statusOf(MARKER);
		MBeanServer server = ManagementFactory.getPlatformMBeanServer();
		ObjectName name = server
			.queryNames(new ObjectName("org.springframework.boot:type=Endpoint,name=Accelerate,*"), null)
			.iterator()
			.next();
		Object overview = server.invoke(name, "overview", new Object[0], new String[0]);
		assertThat((Map<?, ?>) overview).extracting("cachedMethods").isEqualTo(2);
		Object details = server.invoke(name, "details", new Object[] { "Members.findByName" },
				new String[] { String.class.getName() });
		assertThat((Map<?, ?>) details).extracting("method").isEqualTo("Members.findByName");
		String[] signature = Stream.generate(String.class::getName).limit(6).toArray(String[]::new);
		Object receipt = server.invoke(name, "purge", new Object[] { null, null, null, null, "true", null }, signature);
		assertThat((Map<?, ?>) receipt).extracting("entries").isEqualTo(1L);
		assertThat(statusOf(MARKER)).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void nothingIsKeptWhereTheEndpointIsNotExposed() {
		this.context = TestApplication.run(TestDatabase.H2);
		assertThat(this.context.getBeansOfType(AccelerateEndpoint.class)).isEmpty();
		assertThat(this.context.getBeansOfType(StatisticsListener.class)).isEmpty();
	}

	interface Members extends JpaRepository<Member, Long> {

		@CacheStrategy(ttl = 60, swr = 30, tags = "member_#{#name}")
		List<Member> findByName(String name);

		List<Member> findByNameContaining(String part);

	}

}
