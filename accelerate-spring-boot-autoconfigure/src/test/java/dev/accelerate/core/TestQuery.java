package dev.accelerate.core;

import java.util.List;

import dev.accelerate.freshness.Windows;
import dev.accelerate.invalidation.Tags;
import dev.accelerate.signature.ArgumentEncoders;
import dev.accelerate.signature.QuerySigner;
import dev.accelerate.signature.SignatureContributor;

/**
 * Query with a strategy, as one caller sees it. Two of the same text are callers of one
 * key, whatever their strategies.
 */
record TestQuery(QueryCacheFixture fixture, String text, int ttl, int swr, Tags tags,
		List<SignatureContributor> contributors) {

	TestQuery windows(int ttl, int swr) {
		return new TestQuery(this.fixture, this.text, ttl, swr, this.tags, this.contributors);
	}

	TestQuery tags(String... tags) {
		return new TestQuery(this.fixture, this.text, this.ttl, this.swr, Tags.of(List.of(tags)), this.contributors);
	}

	TestQuery contributor(SignatureContributor contributor) {
		return new TestQuery(this.fixture, this.text, this.ttl, this.swr, this.tags, List.of(contributor));
	}

	/**
	 * Call the query.
	 * @param load what the database does if it is asked
	 */
	Answer get(TestCall.Load load, Object... arguments) throws Throwable {
		return this.fixture.cache().get(plan(), new TestCall(load, arguments));
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
		QuerySigner signer = new QuerySigner(this.text, new ArgumentEncoders(List.of()), this.contributors);
		return new QueryPlan(new QueryPlan.Id("TestRepository", this.text), true, Windows.ofSeconds(this.ttl, this.swr),
				(arguments) -> this.tags, signer, this.fixture.snapshotter, this.fixture.persistence);
	}

}
