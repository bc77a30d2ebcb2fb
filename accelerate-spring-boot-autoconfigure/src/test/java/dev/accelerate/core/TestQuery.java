package dev.accelerate.core;

import java.time.Duration;
import java.util.List;

import dev.accelerate.freshness.Windows;
import dev.accelerate.invalidation.Tables;
import dev.accelerate.invalidation.Tags;
import dev.accelerate.signature.ArgumentEncoders;
import dev.accelerate.signature.QuerySigner;
import dev.accelerate.signature.SignatureContributor;
import org.jspecify.annotations.Nullable;

/**
 * Query with a strategy, as one caller sees it. Two of the same text are callers of one
 * key, whatever their strategies.
 */
record TestQuery(QueryCacheFixture fixture, String text, int ttl, int swr, Tags tags,
		List<SignatureContributor> contributors, CacheCondition condition) {

	TestQuery condition(CacheCondition condition) {
		return new TestQuery(this.fixture, this.text, this.ttl, this.swr, this.tags, this.contributors, condition);
	}

	TestQuery windows(int ttl, int swr) {
		return new TestQuery(this.fixture, this.text, ttl, swr, this.tags, this.contributors, this.condition);
	}

	TestQuery tags(String... tags) {
		return new TestQuery(this.fixture, this.text, this.ttl, this.swr, Tags.of(List.of(tags)), this.contributors,
				this.condition);
	}

	TestQuery contributor(SignatureContributor contributor) {
		return new TestQuery(this.fixture, this.text, this.ttl, this.swr, this.tags, List.of(contributor),
				this.condition);
	}

	/**
	 * Call the query.
	 * @param load what the database does if it is asked
	 */
	Answer get(TestCall.Load load, Object... arguments) throws Throwable {
		return this.fixture.get(plan(), call(load, arguments));
	}

	/**
	 * Ask for a load of the caller's own.
	 */
	Answer refresh(TestCall.Load load, Object... arguments) throws Throwable {
		return this.fixture.refresh(plan(), call(load, arguments));
	}

	private TestCall call(TestCall.Load load, Object... arguments) {
		return new TestCall(() -> {
			this.fixture.loads.read(this.fixture.table(this.text));
			return load.run();
		}, arguments);
	}

	/**
	 * Call the query where the database must not be asked, now or in a refresh.
	 */
	Answer hit(Object... arguments) throws Throwable {
		return get(() -> {
			throw new AssertionError("The database was asked");
		}, arguments);
	}

	QueryPlan plan() {
		QuerySigner signer = new QuerySigner(this.text, () -> "", new ArgumentEncoders(List.of()), this.contributors);
		QueryId id = new QueryId("TestRepository", this.text);
		return new QueryPlan(id, this.fixture.listener.onPlan(id), true,
				Windows.of(Duration.ofSeconds(this.ttl), Duration.ofSeconds(this.swr)), new DeclaredTags(this.tags),
				new PlannedTables(() -> Tables.NONE, true, false, true), signer, this.fixture.snapshotter,
				this.fixture.persistence, this.condition, Narrowing.none("it is a test"));
	}

	/**
	 * Tags that are declared as they are, but for those of a user.
	 */
	private record DeclaredTags(Tags tags) implements TagResolver {

		@Override
		public Tags resolve(Object[] arguments) {
			return this.tags;
		}

		@Override
		public @Nullable String declared(String tag) {
			if (tag.startsWith("user_")) {
				return "user_#{#id}";
			}
			return this.tags.names().contains(tag) ? tag : null;
		}

	}

}
