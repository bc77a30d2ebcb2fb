package dev.accelerate.applications.cluster.node;

import java.sql.Connection;

import dev.accelerate.invalidation.InvalidationChannel;
import dev.accelerate.invalidation.InvalidationRecord;

/**
 * Channel that does what another one does.
 */
class DelegatingChannel implements InvalidationChannel {

	private final InvalidationChannel channel;

	DelegatingChannel(InvalidationChannel channel) {
		this.channel = channel;
	}

	@Override
	public void start(Sink sink) {
		this.channel.start(sink);
	}

	@Override
	public Append prepare(InvalidationRecord record, Connection transaction) {
		return this.channel.prepare(record, transaction);
	}

	@Override
	public void catchUp() {
		this.channel.catchUp();
	}

	@Override
	public void read(long now) {
		this.channel.read(now);
	}

	@Override
	public boolean sends(String sql) {
		return this.channel.sends(sql);
	}

	@Override
	public void close() {
		this.channel.close();
	}

}
