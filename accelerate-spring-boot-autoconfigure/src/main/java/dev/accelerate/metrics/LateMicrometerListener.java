package dev.accelerate.metrics;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import dev.accelerate.core.Bypass;
import dev.accelerate.core.InvalidationEvent;
import dev.accelerate.core.QueryCacheListener;
import dev.accelerate.core.QueryId;

import org.springframework.util.function.SingletonSupplier;

/**
 * {@link QueryCacheListener} that stands in for a {@link MicrometerListener} where a
 * repository is created before the post-processors of the application are registered. A
 * meter registry created that early would stay without filters and binders, so the
 * listener counts nothing until they are.
 */
public final class LateMicrometerListener implements QueryCacheListener {

	private static final QueryCacheListener NONE = new QueryCacheListener() {
	};

	private final BooleanSupplier ready;

	private final SingletonSupplier<MicrometerListener> delegate;

	/**
	 * Creates a listener.
	 * @param ready whether the registry may be created
	 * @param delegate supplies the listener that counts
	 */
	public LateMicrometerListener(BooleanSupplier ready, Supplier<MicrometerListener> delegate) {
		this.ready = ready;
		this.delegate = SingletonSupplier.of(delegate);
	}

	private QueryCacheListener get() {
		return this.ready.getAsBoolean() ? this.delegate.obtain() : NONE;
	}

	@Override
	public Requests onPlan(QueryId id) {
		SingletonSupplier<Requests> requests = SingletonSupplier.of(() -> this.delegate.obtain().onPlan(id));
		return (status) -> {
			if (this.ready.getAsBoolean()) {
				requests.obtain().onRequest(status);
			}
		};
	}

	@Override
	public void onLoad(QueryId id, Outcome outcome, Duration duration) {
		get().onLoad(id, outcome, duration);
	}

	@Override
	public void onRefresh(QueryId id, Outcome outcome) {
		get().onRefresh(id, outcome);
	}

	@Override
	public void onJoin(QueryId id) {
		get().onJoin(id);
	}

	@Override
	public void onBypass(QueryId id, Bypass bypass) {
		get().onBypass(id, bypass);
	}

	@Override
	public void onInvalidation(InvalidationEvent event) {
		get().onInvalidation(event);
	}

	@Override
	public void onFailure(Component component, Throwable failure) {
		get().onFailure(component, failure);
	}

}
