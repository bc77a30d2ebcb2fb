package dev.accelerate.applications.cluster;

import java.io.Closeable;
import java.io.IOException;

/**
 * Place of one process of the cluster, with its wires. A process that died is followed by
 * another. Without a wire of its own, the log is reached by that of the data.
 */
final class ClusterSlot implements Closeable {

	final CuttingProxy wire;

	final CuttingProxy logWire;

	private volatile NodeProcess process;

	ClusterSlot(int server, boolean ownLogWire) throws IOException {
		this.wire = new CuttingProxy(server);
		this.logWire = ownLogWire ? new CuttingProxy(server) : this.wire;
	}

	boolean hasOwnLogWire() {
		return this.logWire != this.wire;
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
