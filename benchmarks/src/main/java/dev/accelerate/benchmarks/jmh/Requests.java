package dev.accelerate.benchmarks.jmh;

import java.util.Locale;

import dev.accelerate.CacheStatus;
import dev.accelerate.benchmarks.peer.PeerApplication;
import dev.accelerate.metrics.AccelerateMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * How this project answered, as its own counters tell. Other peers have none of them.
 */
final class Requests {

	private Requests() {
	}

	static long count(PeerApplication application, CacheStatus status) {
		return (long) application.bean(MeterRegistry.class)
			.find(AccelerateMeter.REQUESTS.id())
			.tag("status", status.name().toLowerCase(Locale.ROOT))
			.counters()
			.stream()
			.mapToDouble(Counter::count)
			.sum();
	}

}
