package dev.accelerate.applications.cluster;

import java.io.Closeable;
import java.io.IOException;

/**
 * Place of one process of the cluster, with its wires. A process that died is followed by
 * another.
 */
final class ClusterSlot implements Closeable {

	final CuttingProxy wire;

	final CuttingProxy logWire;

	private volatile NodeProcess process;

	ClusterSlot(int server) throws IOException {
		this.wire = new CuttingProxy(server);
		this.logWire = new CuttingProxy(server);
	}

	NodeProcess process() {
		return this.process;
	}

	void process(NodeProcess started) {
		this.process = started;
	}

	@Override
	public void close() throws IOException {
		if (this.process != null) {
			this.process.close();
		}
		this.wire.close();
		this.logWire.close();
	}

}
