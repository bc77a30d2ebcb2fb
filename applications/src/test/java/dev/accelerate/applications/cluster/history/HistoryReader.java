package dev.accelerate.applications.cluster.history;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads the events of a process from its file. The last may be incomplete, if the process
 * was killed.
 */
public final class HistoryReader {

	private HistoryReader() {
	}

	/**
	 * Reads all events of a file.
	 */
	public static void read(Path file, Consumer<Event> events) throws IOException {
		try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
			while (true) {
				events.accept(next(in));
			}
		}
		catch (EOFException ex) {
			// The end, or a process that died while it recorded its last event.
		}
	}

	private static Event next(DataInputStream in) throws IOException {
		byte type = in.readByte();
		byte kind = in.readByte();
		if (type == HistoryWriter.WRITE) {
			long acknowledged = in.readLong();
			return new Event.Write(WriteKind.values()[kind], revisions(in), acknowledged);
		}
		if (type == HistoryWriter.READ) {
			long begin = in.readLong();
			long end = in.readLong();
			boolean hit = in.readByte() == 1;
			return new Event.Read(ReadKind.values()[kind], revisions(in), revisions(in), begin, end, hit);
		}
		if (type == HistoryWriter.FAILURE) {
			return new Event.Failure(in.readByte() == 1, kind);
		}
		throw new IOException("No event begins with " + type);
	}

	private static List<Revision> revisions(DataInputStream in) throws IOException {
		int size = in.readShort();
		List<Revision> revisions = new ArrayList<>(size);
		for (int i = 0; i < size; i++) {
			revisions.add(new Revision(in.readShort(), in.readLong()));
		}
		return revisions;
	}

}
