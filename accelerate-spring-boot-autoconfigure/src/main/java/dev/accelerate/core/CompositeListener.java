package dev.accelerate.core;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * {@link QueryCacheListener} that passes every event on to other listeners.
 */
public final class CompositeListener implements QueryCacheListener {

	private final QueryCacheListener[] listeners;

	/**
	 * Creates a listener.
	 * @param listeners the listeners to pass on to
	 */
	public CompositeListener(List<QueryCacheListener> listeners) {
		this.listeners = listeners.toArray(QueryCacheListener[]::new);
	}

	@Override
	public Requests onPlan(QueryId id) {
		Requests all = Requests.IGNORED;
		for (QueryCacheListener listener : this.listeners) {
			all = both(all, Objects.requireNonNull(listener.onPlan(id),
					() -> listener.getClass().getName() + ".onPlan must return an observer"));
		}
		return all;
	}

	private static Requests both(Requests first, Requests second) {
		if (first == Requests.IGNORED) {
			return second;
		}
		return (second == Requests.IGNORED) ? first : (status) -> {
			first.onRequest(status);
			second.onRequest(status);
		};
	}

	@Override
	public void onMiss(QueryId id, Supplier<MissReason> reason) {
		each((listener) -> listener.onMiss(id, reason));
	}

	@Override
	public void onUntracked(QueryId id, boolean kept) {
		each((listener) -> listener.onUntracked(id, kept));
	}

	@Override
	public void onUnrecognizedStatement(String shape) {
		each((listener) -> listener.onUnrecognizedStatement(shape));
	}

	@Override
	public void onVolatileFunction(String name) {
		each((listener) -> listener.onVolatileFunction(name));
	}

	@Override
	public void onUnwrappedConnection(String caller) {
		each((listener) -> listener.onUnwrappedConnection(caller));
	}

	@Override
	public void onLoad(QueryId id, Outcome outcome, Duration duration) {
		each((listener) -> listener.onLoad(id, outcome, duration));
	}

	@Override
	public void onRefresh(QueryId id, Outcome outcome) {
		each((listener) -> listener.onRefresh(id, outcome));
	}

	@Override
	public void onJoin(QueryId id) {
		each((listener) -> listener.onJoin(id));
	}

	@Override
	public void onBypass(QueryId id, Bypass bypass) {
		each((listener) -> listener.onBypass(id, bypass));
	}

	@Override
	public void onInvalidation(InvalidationEvent event) {
		each((listener) -> listener.onInvalidation(event));
	}

	@Override
	public void onFailure(Component component, Throwable failure) {
		each((listener) -> listener.onFailure(component, failure));
	}

	private void each(Consumer<QueryCacheListener> event) {
		for (QueryCacheListener listener : this.listeners) {
			event.accept(listener);
		}
	}

}
