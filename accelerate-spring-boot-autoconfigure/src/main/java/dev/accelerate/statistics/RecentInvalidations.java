package dev.accelerate.statistics;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

import dev.accelerate.core.InvalidationEvent;
import org.jspecify.annotations.Nullable;

/**
 * The last invalidations of this instance.
 */
final class RecentInvalidations {

	static final int MOST = 200;

	private static final int NAMES = 50;

	private final Function<String, @Nullable String> declared;

	private final Deque<InvalidationSummary> last = new ArrayDeque<>();

	/**
	 * Creates an empty list.
	 * @param declared tells how a tag is declared, or {@code null} if it is not
	 */
	RecentInvalidations(Function<String, @Nullable String> declared) {
		this.declared = declared;
	}

	void add(Instant time, InvalidationEvent event, @Nullable String transaction) {
		List<@Nullable String> tags = event.tags().stream().map(this.declared).toList();
		InvalidationSummary summary = new InvalidationSummary(time, event.cause().name().toLowerCase(Locale.ROOT),
				event.everything(), first(event.tables()), first(tags.stream().filter(Objects::nonNull).toList()),
				Math.toIntExact(tags.stream().filter(Objects::isNull).count()), transaction);
		synchronized (this.last) {
			if (this.last.size() == MOST) {
				this.last.removeLast();
			}
			this.last.addFirst(summary);
		}
	}

	private static List<String> first(Collection<@Nullable String> names) {
		return names.stream().filter(Objects::nonNull).distinct().sorted().limit(NAMES).toList();
	}

	/**
	 * Returns the invalidations, the latest first.
	 */
	List<InvalidationSummary> list() {
		synchronized (this.last) {
			return Collections.unmodifiableList(new ArrayList<>(this.last));
		}
	}

}
