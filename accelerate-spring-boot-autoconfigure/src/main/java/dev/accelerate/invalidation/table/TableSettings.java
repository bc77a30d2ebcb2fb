package dev.accelerate.invalidation.table;

import java.time.Duration;
import java.util.regex.Pattern;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a {@link TableInvalidationChannel}.
 *
 * @param schema the schema of the table, or {@code null} for the one that connections
 * have at the start
 * @param name the name of the table, without schema
 * @param pollInterval how long to wait between polls
 * @param maxSilence how long a node is trusted without a poll
 * @param retention how long rows are kept
 * @param notifications whether nodes tell each other by {@code NOTIFY} to poll sooner
 * @param savepoint whether a record that cannot be written leaves its transaction usable
 * @param node the name of this node, which no other node has, of at most 64 characters
 */
public record TableSettings(@Nullable String schema, String name, Duration pollInterval, Duration maxSilence,
		Duration retention, boolean notifications, boolean savepoint, String node) {

	/**
	 * Grace in which a node that was silent may still go on from where it was, as a
	 * multiple of the silence.
	 */
	static final int GRACE = 10;

	/**
	 * Default name of the table.
	 */
	public static final String DEFAULT_NAME = "accelerate_invalidation";

	private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\"'`\\[\\]\\\\;]{1,63}");

	private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

	private static final Pattern NODE = Pattern.compile("[!-~]{1,64}");

	/**
	 * Checks the settings.
	 */
	public TableSettings {
		require(NAME.matcher(name).matches(), "accelerate.invalidation.table.name must be a name without quotes");
		require(schema == null || NAME.matcher(schema).matches(),
				"accelerate.invalidation.table.schema must be a name without quotes");
		require(NODE.matcher(node).matches(), "The name of a node has 1 to 64 characters of ASCII");
		require(pollInterval.toMillis() > 0, "accelerate.invalidation.table.poll-interval must be at least 1ms");
		require(maxSilence.compareTo(pollInterval.multipliedBy(2)) >= 0,
				"accelerate.invalidation.max-silence must be at least twice as long as table.poll-interval, because "
						+ "an instance that waits for its next poll is silent");
		require(retention.compareTo(maxSilence.multipliedBy(GRACE)) >= 0,
				"accelerate.invalidation.table.retention must be at least " + GRACE
						+ " times as long as accelerate.invalidation.max-silence, so that no row is removed before "
						+ "every instance has read it");
	}

	/**
	 * Returns how long a row is kept after this node has read it.
	 */
	Duration grace() {
		return this.maxSilence.multipliedBy(GRACE);
	}

	/**
	 * Returns whether a configured name is a plain word. Statements have it without
	 * quotes, so that it means what it means in the scripts of the application.
	 * @param name the name
	 * @return whether the database folds its case
	 */
	public static boolean isWord(String name) {
		return WORD.matcher(name).matches();
	}

	private static void require(boolean met, String message) {
		if (!met) {
			throw new AccelerateException(ErrorCode.P6005, message);
		}
	}

}
