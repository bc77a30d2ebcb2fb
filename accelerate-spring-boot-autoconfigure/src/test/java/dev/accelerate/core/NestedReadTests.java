package dev.accelerate.core;

import java.io.IOException;

import dev.accelerate.CacheStatus;
import dev.accelerate.invalidation.Stamp;
import dev.accelerate.store.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link QueryCache} with a cached read inside another, and two callers of one key with
 * different tags.
 */
@ParameterizedClass
@EnumSource(value = InvalidationTarget.class, names = { "TAG", "TABLE" })
class NestedReadTests {

	@Parameter
	private InvalidationTarget target;

	private final QueryCacheFixture fixture = new QueryCacheFixture();

	private final TestQuery inner = this.fixture.query("inner").tags("inner");

	private final TestQuery outer = this.fixture.query("outer").tags("outer");

	@Test
	void outerResultIsInvalidatedWithAnInnerMiss() throws Throwable {
		this.outer.get(() -> this.inner.get(() -> "a").data());
		checkCachedUntilInvalidated("inner");
	}

	@Test
	void outerResultIsInvalidatedWithItsOwnTags() throws Throwable {
		this.outer.get(() -> this.inner.get(() -> "a").data());
		checkCachedUntilInvalidated("outer");
		assertThat(this.inner.hit().data()).isEqualTo("a");
	}

	@Test
	void outerResultIsInvalidatedWithAnInnerHit() throws Throwable {
		this.inner.get(() -> "a");
		this.outer.get(() -> this.inner.hit().data());
		checkCachedUntilInvalidated("inner");
	}

	@Test
	void outerResultIsInvalidatedWithAnInnerStaleHit() throws Throwable {
		this.inner.get(() -> "a");
		this.fixture.advance(60);
		this.outer.windows(100, 0).get(() -> this.inner.get(() -> "b").data());
		checkCachedUntilInvalidated(this.outer.windows(100, 0), "inner");
	}

	@Test
	void outerResultIsInvalidatedWithTheTagsOfBothCallersOfAnInnerHit() throws Throwable {
		this.inner.get(() -> "a");
		this.outer.get(() -> this.inner.tags("inner_second").hit().data());
		checkCachedUntilInvalidated("inner");
		this.outer.get(() -> this.inner.tags("inner_second").get(() -> "b").data());
		assertThat(this.outer.hit().status()).isEqualTo(CacheStatus.TTL);
		this.fixture.invalidate("inner_second");
		assertThat(this.outer.get(() -> "reloaded").status()).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void outerResultIsInvalidatedWithAnInnerResultThatAnotherThreadLoads() throws Throwable {
		BlockedLoad load = new BlockedLoad(() -> "leader's");
		Caller<Answer> leader = Caller.start(() -> this.inner.get(load));
		load.awaitEntered();
		Answer answer = Caller.start(() -> this.outer.get(() -> this.inner.get(() -> "own").data())).outcome();
		assertThat(answer.data()).isEqualTo("own");
		load.release();
		leader.outcome();
		checkCachedUntilInvalidated("inner");
	}

	@Test
	void outerResultIsInvalidatedWithAnInnerResultThatWasNotStored() throws Throwable {
		this.outer.get(() -> {
			this.fixture.persistence.storable = false;
			Object result = this.inner.get(() -> "a").data();
			this.fixture.persistence.storable = true;
			return result;
		});
		checkCachedUntilInvalidated("inner");
	}

	@Test
	void outerResultIsInvalidatedWithAnInnerResultThatCouldNotBeCopied() throws Throwable {
		this.outer.get(() -> {
			this.fixture.snapshotter.captureFailure = new IllegalStateException();
			Object result = this.inner.get(() -> "a").data();
			this.fixture.snapshotter.captureFailure = null;
			return result;
		});
		checkCachedUntilInvalidated("inner");
	}

	@Test
	void outerResultIsInvalidatedWithAnInnerLoadThatFailed() throws Throwable {
		this.outer.get(() -> {
			try {
				return this.inner.get(() -> {
					throw new IOException();
				});
			}
			catch (IOException ex) {
				return "nobody";
			}
		});
		checkCachedUntilInvalidated("inner");
	}

	@Test
	void outermostResultIsInvalidatedWithTheInnermost() throws Throwable {
		TestQuery middle = this.fixture.query("middle").tags("middle");
		this.outer.get(() -> middle.get(() -> this.inner.get(() -> "a").data()).data());
		checkCachedUntilInvalidated("inner");
		assertThat(middle.get(() -> "b").status()).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void outerResultOfAnInnerReadThatWentPastTheCacheIsNotKept() throws Throwable {
		Answer answer = this.outer.get(() -> {
			this.fixture.persistence.bypass = new Bypass("second-level-cache", "Remedy");
			Object result = this.inner.get(() -> "of whatever age").data();
			this.fixture.persistence.bypass = null;
			return result;
		});
		assertThat(answer.data()).isEqualTo("of whatever age");
		assertThat(this.fixture.store.size()).isZero();
	}

	@Test
	void outerResultIsInvalidIfTheInnerBecameSoWhileItLoaded() throws Throwable {
		this.outer.get(() -> {
			Object result = this.inner.get(() -> "a").data();
			this.fixture.invalidate("inner");
			return result;
		});
		assertThat(this.outer.get(() -> "b").status()).isEqualTo(CacheStatus.MISS);
	}

	@Test
	void outerResultTakesTheStampOfAnInnerHit() throws Throwable {
		this.inner.get(() -> "a");
		Stamp innerStamp = this.fixture.log.stamp();
		this.fixture.invalidate("others");
		this.outer.get(() -> this.inner.hit().data());
		assertThat(entry(this.outer).dependencies().stamp()).isEqualTo(innerStamp)
			.isNotEqualTo(this.fixture.log.stamp());
	}

	@Test
	void outerResultKeepsItsStampBesideALaterInnerLoad() throws Throwable {
		Stamp outerStamp = this.fixture.log.stamp();
		this.outer.get(() -> {
			this.fixture.invalidate("others");
			return this.inner.get(() -> "a").data();
		});
		assertThat(entry(this.outer).dependencies().stamp()).isEqualTo(outerStamp);
		assertThat(entry(this.inner).dependencies().stamp()).isEqualTo(this.fixture.log.stamp())
			.isNotEqualTo(outerStamp);
	}

	@Test
	void outerResultIsAsOldAsAnInnerHit() throws Throwable {
		Answer part = this.inner.get(() -> "a");
		this.fixture.advance(50);
		Answer whole = this.outer.get(() -> this.inner.hit().data());
		assertThat(whole.lastModified()).isEqualTo(part.lastModified());
		this.fixture.advance(10);
		assertThat(this.outer.get(() -> "b").status()).isEqualTo(CacheStatus.SWR);
	}

	@Test
	void outerResultKeepsItsAgeBesideALaterInnerLoad() throws Throwable {
		Answer whole = this.outer.get(() -> {
			this.fixture.advance(50);
			return this.inner.get(() -> "a").data();
		});
		assertThat(whole.lastModified()).isEqualTo(entry(this.inner).lastModified().minusSeconds(50));
		this.fixture.advance(10);
		assertThat(this.outer.get(() -> "b").status()).isEqualTo(CacheStatus.SWR);
	}

	@Test
	void readsOutsideALoadHandNothingOn() throws Throwable {
		this.outer.get(() -> "a");
		this.inner.get(() -> "b");
		this.fixture.invalidate("inner");
		assertThat(this.outer.hit().data()).isEqualTo("a");
	}

	@Test
	void readsInARefreshHandOnLikeAnyOther() throws Throwable {
		this.outer.get(() -> "a");
		this.fixture.advance(60);
		this.outer.get(() -> this.inner.get(() -> "b").data());
		this.fixture.refreshes.runNext();
		checkCachedUntilInvalidated("inner");
	}

	@Test
	void callersOfOneKeyHeedTheirOwnTagsAndThoseOfWhoStoredTheResult() throws Throwable {
		TestQuery first = this.fixture.query("users").tags("first");
		TestQuery second = this.fixture.query("users").tags("second");
		first.get(() -> "a");
		assertThat(second.hit().data()).isEqualTo("a");
		this.fixture.invalidate("second");
		assertThat(first.hit().data()).isEqualTo("a");
		assertThat(second.get(() -> "b").data()).isEqualTo("b");
		assertThat(first.hit().data()).isEqualTo("b");
		this.fixture.invalidate("first");
		assertThat(first.get(() -> "c").data()).isEqualTo("c");
		this.fixture.invalidate("first");
		assertThat(second.get(() -> "d").data()).isEqualTo("d");
	}

	private void checkCachedUntilInvalidated(String tag) throws Throwable {
		checkCachedUntilInvalidated(this.outer, tag);
	}

	private void checkCachedUntilInvalidated(TestQuery outer, String tag) throws Throwable {
		assertThat(outer.hit().status()).isEqualTo(CacheStatus.TTL);
		this.target.invalidate(this.fixture, tag);
		assertThat(outer.get(() -> "reloaded").status()).isEqualTo(CacheStatus.MISS);
		this.target.invalidate(this.fixture, "outer");
	}

	private Entry entry(TestQuery query) {
		return this.fixture.store.get(query.plan().signer().sign(new Object[0]));
	}

}
