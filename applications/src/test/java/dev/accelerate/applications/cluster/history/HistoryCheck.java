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

	private final FirstNewer anywhere = new FirstNewer();

	private final Map<Integer, FirstNewer> own = new HashMap<>();

	public HistoryCheck(Duration maxSilence) {
		this.maxSilence = maxSilence.toNanos();
	}

	/**
	 * Adds what was read from the database itself.
	 */
	public synchronized void seen(Revision revision, long moment) {
		if (!Table.isUnseen(revision.value())) {
			this.anywhere.add(revision, moment);
		}
	}

	/**
	 * Adds the history of a process.
	 */
	public synchronized void add(int process, Path history) {
		this.histories.put(process, history);
	}

	/**
	 * Checks all reads of all processes.
	 */
	public HistoryReport check() throws IOException {
		HistoryReport report = new HistoryReport();
		for (var history : this.histories.entrySet()) {
			FirstNewer here = this.own.computeIfAbsent(history.getKey(), (process) -> new FirstNewer());
			Map<Revision, Long> seen = new HashMap<>();
			HistoryReader.read(history.getValue(), (event) -> {
				report.count(event);
				if (event instanceof Event.Write write) {
					for (Revision revision : write.revisions()) {
						this.anywhere.add(revision, write.acknowledged());
						here.add(revision, write.acknowledged());
					}
				}
				else if (event instanceof Event.Read read) {
					read.revisions().forEach((revision) -> seen.merge(revision, read.end(), Math::min));
				}
			});
			seen.forEach((revision, end) -> {
				seen(revision, end);
				if (Table.writer(revision.value()) == history.getKey() && !Table.isUnseen(revision.value())) {
					here.add(revision, end);
				}
			});
		}
		for (var history : this.histories.entrySet()) {
			HistoryReader.read(history.getValue(), (event) -> {
				if (event instanceof Event.Read read) {
					read.revisions().forEach((revision) -> check(history.getKey(), read, revision, report));
				}
			});
		}
		return report;
	}

	private void check(int process, Event.Read read, Revision revision, HistoryReport report) {
		Known newer = this.anywhere.than(revision);
		if (newer.since() < read.begin()) {
			report.age(read.begin() - newer.since());
			if (read.begin() - newer.since() > this.maxSilence) {
				report.violation("committed anywhere", process, read, revision, newer);
			}
		}
		Known newerHere = this.own.get(process).than(revision);
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
