package dev.accelerate.invalidation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Position in one log. The positions of all logs are written as a token, which any node
 * can read.
 *
 * @param epoch the life of the log
 * @param position the position in it
 */
record Position(long epoch, long position) {

	/**
	 * Position that no node reaches, for what is not in any log yet.
	 */
	static final Position UNREACHABLE = new Position(0, Long.MAX_VALUE);

	private static final Pattern TOKEN = Pattern
		.compile("[0-9a-f]{1,16}\\.[0-9a-f]{1,16}(-[0-9a-f]{1,16}\\.[0-9a-f]{1,16}){0,63}");

	private static final int HEX = 16;

	/**
	 * Most positions of a token.
	 */
	private static final int MOST = 64;

	static String token(List<Position> positions) {
		return positions.stream()
			.map((one) -> Long.toHexString(one.epoch) + '.' + Long.toHexString(one.position))
			.collect(Collectors.joining("-"));
	}

	/**
	 * Returns the latest position of each life among some.
	 */
	static List<Position> latest(List<Position> positions, List<Position> others) {
		Map<Long, Long> latest = new LinkedHashMap<>();
		positions.forEach((one) -> latest.merge(one.epoch, one.position, Math::max));
		others.forEach((one) -> latest.merge(one.epoch, one.position, Math::max));
		return latest.entrySet().stream().map((one) -> new Position(one.getKey(), one.getValue())).limit(MOST).toList();
	}

	/**
	 * Returns the positions of a token, or {@code null} if it is none.
	 */
	static @Nullable List<Position> parse(String token) {
		if (!TOKEN.matcher(token).matches()) {
			return null;
		}
		List<Position> positions = new ArrayList<>();
		for (String part : token.split("-")) {
			int dot = part.indexOf('.');
			positions.add(new Position(Long.parseUnsignedLong(part.substring(0, dot), HEX),
					Long.parseUnsignedLong(part.substring(dot + 1), HEX)));
		}
		return positions;
	}

}
