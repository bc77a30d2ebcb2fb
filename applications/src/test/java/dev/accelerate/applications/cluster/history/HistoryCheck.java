package dev.accelerate.applications.cluster.history;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.accelerate.applications.cluster.history.FirstNewer.Known;

/**
 * Check of what the processes of a cluster have read. A read that began at a moment must
 * not be older than
 * <ul>
 * <li>what any process had acknowledged or seen more than the longest silence
 * before;</li>
 * <li>what the same process had acknowledged before, or had written and then seen;</li>
 * <li>the write whose token it has.</li>
 * </ul>
 * What was seen counts like what was acknowledged, since a commit whose reply was lost
 * has been made all the same. A write that the cache could not see counts when the
 * application has told of it.
 */
public final class HistoryCheck {

	private final long maxSilence;

	private final Map<Integer, Path> histories = new LinkedHashMap<>();

	/**
	 * When the database itself was first seen to have a revision.
	 */
	private final Map<Revision, Long> truth = new HashMap<>();

	public HistoryCheck(Duration maxSilence) {
		this.maxSilence = maxSilence.toNanos();
	}

	/**
	 * Adds what was read from the database itself.
	 */
	public synchronized void seen(Revision revision, long moment) {
		this.truth.merge(revision, moment, Math::min);
	}

	/**
	 * Adds the history of a process.
	 */
	public synchronized void add(int process, Path history) {
		this.histories.put(process, history);
	}

	/**
	 * Checks all reads of all processes so far.
	 */
	public synchronized HistoryReport check() throws IOException {
		HistoryReport report = new HistoryReport();
		FirstNewer anywhere = new FirstNewer();
		Map<Integer, FirstNewer> own = new HashMap<>();
		this.truth.forEach((revision, moment) -> addSeen(anywhere, revision, moment));
		for (var history : this.histories.entrySet()) {
			FirstNewer here = new FirstNewer();
			own.put(history.getKey(), here);
			Map<Revision, Long> seen = new HashMap<>();
			HistoryReader.read(history.getValue(), (event) -> {
				report.count(event);
				if (event instanceof Event.Write write) {
					for (Revision revision : write.revisions()) {
						anywhere.add(revision, write.acknowledged());
						here.add(revision, write.acknowledged());
					}
				}
				else if (event instanceof Event.Read read) {
					read.revisions().forEach((revision) -> seen.merge(revision, read.end(), Math::min));
				}
			});
			seen.forEach((revision, end) -> {
				addSeen(anywhere, revision, end);
				if (Table.writer(revision.value()) == history.getKey()) {
					addSeen(here, revision, end);
				}
			});
		}
		for (var history : this.histories.entrySet()) {
			int process = history.getKey();
			HistoryReader.read(history.getValue(), (event) -> {
				if (event instanceof Event.Read read) {
					read.revisions()
						.forEach((revision) -> check(anywhere, own.get(process), process, read, revision, report));
				}
			});
		}
		return report;
	}

	private static void addSeen(FirstNewer known, Revision revision, long moment) {
		if (!Table.isUnseen(revision.value())) {
			known.add(revision, moment);
		}
	}

	private void check(FirstNewer anywhere, FirstNewer own, int process, Event.Read read, Revision revision,
			HistoryReport report) {
		Known newer = anywhere.than(revision);
		if (newer.since() < read.begin()) {
			report.age(read.begin() - newer.since());
			if (read.begin() - newer.since() > this.maxSilence) {
				report.violation("committed anywhere", process, read, revision, newer);
			}
		}
		Known newerHere = own.than(revision);
		if (newerHere.since() < read.begin()) {
			report.violation("committed here", process, read, revision, newerHere);
		}
		for (Revision required : read.required()) {
			if (required.row() == revision.row() && required.value() > revision.value()) {
				report.violation("its token covers", process, read, revision, new Known(required, read.begin()));
			}
		}
	}

}
