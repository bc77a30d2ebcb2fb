package dev.accelerate.applications.cluster.history;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Writes the events of a process to a file. Each is handed to the operating system at
 * once, so that the death of the process loses none that was recorded.
 */
public final class HistoryWriter implements Closeable {

	static final byte WRITE = 1;

	static final byte READ = 2;

	static final byte FAILURE = 3;

	private final FileChannel channel;

	private final ByteBuffer buffer = ByteBuffer.allocate(1 << 14);

	public HistoryWriter(Path file) throws IOException {
		this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

	/**
	 * Records an event. Once this returns, the event counts.
	 */
	public synchronized void record(Event event) {
		this.buffer.clear();
		if (event instanceof Event.Write write) {
			this.buffer.put(WRITE).put((byte) write.kind().ordinal()).putLong(write.acknowledged());
			put(write.revisions());
		}
		else if (event instanceof Event.Read read) {
			this.buffer.put(READ).put((byte) read.kind().ordinal()).putLong(read.begin()).putLong(read.end());
			this.buffer.put((byte) (read.hit() ? 1 : 0));
			put(read.revisions());
			put(read.required());
		}
		else if (event instanceof Event.Failure failure) {
			this.buffer.put(FAILURE).put((byte) failure.kind()).put((byte) (failure.write() ? 1 : 0));
		}
		this.buffer.flip();
		try {
			while (this.buffer.hasRemaining()) {
				this.channel.write(this.buffer);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void put(List<Revision> revisions) {
		this.buffer.putShort((short) revisions.size());
		revisions.forEach((one) -> this.buffer.putShort((short) one.row()).putLong(one.value()));
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
