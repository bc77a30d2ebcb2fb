package dev.accelerate.invalidation.table;

import dev.accelerate.invalidation.InvalidationChannel.Append;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link OwnRecords} of a channel that closes.
 */
class OwnRecordsTests {

	private final OwnRecords records = new OwnRecords(new Holes(10), () -> {
	}, () -> {
	});

	@Test
	void nothingIsWaitedForOnceTheyAreClosed() {
		Append before = this.records.add(1);
		assertThat(before.isDecided()).isFalse();
		this.records.close();
		assertThat(before.isDecided()).isTrue();
		assertThat(this.records.add(2).isDecided()).as("written while the channel was closed").isTrue();
	}

}
