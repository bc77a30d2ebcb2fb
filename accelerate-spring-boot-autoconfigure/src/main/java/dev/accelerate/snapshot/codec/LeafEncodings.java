package dev.accelerate.snapshot.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.URI;
import java.net.URL;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Encodings of all immutable values of the JDK, of dates and calendars, and of arrays of
 * primitives. Each value is read back as exactly what it was, or is not written.
 */
final class LeafEncodings {

	private static final List<LeafEncoding<?>> ALL = all();

	private static final Map<Class<?>, LeafEncoding<?>> BY_TYPE = byType();

	private LeafEncodings() {
	}

	/**
	 * Returns the encoding of a class, or {@code null} if it is no such class.
	 */
	static @Nullable LeafEncoding<?> of(Class<?> type) {
		LeafEncoding<?> encoding = BY_TYPE.get(type);
		return (encoding == null && ZoneId.class.isAssignableFrom(type)) ? BY_TYPE.get(ZoneId.class)
				: (encoding == null && TimeZone.class.isAssignableFrom(type)) ? BY_TYPE.get(TimeZone.class) : encoding;
	}

	/**
	 * Returns the encoding of a tag, or {@code null} if there is none.
	 */
	static @Nullable LeafEncoding<?> of(int tag) {
		int index = tag - Tags.LEAVES;
		return (index >= 0 && index < ALL.size()) ? ALL.get(index) : null;
	}

	/**
	 * Returns all encodings, in the order of their tags.
	 */
	static List<LeafEncoding<?>> list() {
		return ALL;
	}

	private static Map<Class<?>, LeafEncoding<?>> byType() {
		Map<Class<?>, LeafEncoding<?>> byType = new HashMap<>();
		ALL.forEach((encoding) -> byType.put(encoding.type(), encoding));
		return byType;
	}

	/**
	 * Makes the list. Its order is part of the format: new ones are added at the end.
	 */
	private static List<LeafEncoding<?>> all() {
		List<LeafEncoding<?>> all = new ArrayList<>();
		addNumbers(all);
		addTimes(all);
		addNames(all);
		addDates(all);
		LeafEncoding.add(all, byte[].class, PayloadWriter::writeBytes, PayloadReader::readBytes);
		PrimitiveArrays.addTo(all);
		return List.copyOf(all);
	}

	private static void addNumbers(List<LeafEncoding<?>> all) {
		LeafEncoding.add(all, String.class, PayloadWriter::writeString, PayloadReader::readString);
		LeafEncoding.add(all, Long.class, PayloadWriter::writeNumber, PayloadReader::readNumber);
		LeafEncoding.add(all, Integer.class, (out, value) -> out.writeNumber(value), PayloadReader::readInt);
		LeafEncoding.add(all, Boolean.class, (out, value) -> out.writeByte(value ? 1 : 0), PayloadReader::readBoolean);
		LeafEncoding.add(all, Short.class, (out, value) -> out.writeFixed(value, 2), (in) -> (short) in.readFixed(2));
		LeafEncoding.add(all, Byte.class, (out, value) -> out.writeByte(value), (in) -> (byte) in.readByte());
		LeafEncoding.add(all, Character.class, (out, value) -> out.writeFixed(value, 2),
				(in) -> (char) in.readFixed(2));
		LeafEncoding.add(all, Double.class, (out, value) -> out.writeFixed(Double.doubleToRawLongBits(value), 8),
				(in) -> Double.longBitsToDouble(in.readFixed(8)));
		LeafEncoding.add(all, Float.class, (out, value) -> out.writeFixed(Float.floatToRawIntBits(value), 4),
				(in) -> Float.intBitsToFloat((int) in.readFixed(4)));
		LeafEncoding.add(all, BigInteger.class, (out, value) -> out.writeBytes(value.toByteArray()),
				(in) -> new BigInteger(in.readBytes()));
		LeafEncoding.add(all, BigDecimal.class, (out, value) -> {
			out.writeNumber(value.scale());
			out.writeBytes(value.unscaledValue().toByteArray());
		}, (in) -> {
			int scale = in.readInt();
			return new BigDecimal(new BigInteger(in.readBytes()), scale);
		});
		LeafEncoding.add(all, UUID.class, (out, value) -> {
			out.writeFixed(value.getMostSignificantBits(), 8);
			out.writeFixed(value.getLeastSignificantBits(), 8);
		}, (in) -> new UUID(in.readFixed(8), in.readFixed(8)));
	}

	private static void addTimes(List<LeafEncoding<?>> all) {
		LeafEncoding.add(all, Instant.class, (out, value) -> {
			out.writeNumber(value.getEpochSecond());
			out.writeNumber(value.getNano());
		}, (in) -> Instant.ofEpochSecond(in.readNumber(), in.readInt()));
		LeafEncoding.add(all, LocalDate.class, LeafEncodings::write, LeafEncodings::readDate);
		LeafEncoding.add(all, LocalTime.class, LeafEncodings::write, LeafEncodings::readTime);
		LeafEncoding.add(all, LocalDateTime.class, LeafEncodings::write, LeafEncodings::readDateTime);
		LeafEncoding.add(all, OffsetDateTime.class, (out, value) -> {
			write(out, value.toLocalDateTime());
			write(out, value.getOffset());
		}, (in) -> OffsetDateTime.of(readDateTime(in), readOffset(in)));
		LeafEncoding.add(all, OffsetTime.class, (out, value) -> {
			write(out, value.toLocalTime());
			write(out, value.getOffset());
		}, (in) -> OffsetTime.of(readTime(in), readOffset(in)));
		LeafEncoding.add(all, ZonedDateTime.class, (out, value) -> {
			write(out, value.toLocalDateTime());
			write(out, value.getOffset());
			out.writeString(value.getZone().getId());
		}, (in) -> ZonedDateTime.ofInstant(readDateTime(in), readOffset(in), ZoneId.of(in.readString())));
		LeafEncoding.add(all, Duration.class, (out, value) -> {
			out.writeNumber(value.getSeconds());
			out.writeNumber(value.getNano());
		}, (in) -> Duration.ofSeconds(in.readNumber(), in.readInt()));
		LeafEncoding.add(all, Period.class, (out, value) -> {
			out.writeNumber(value.getYears());
			out.writeNumber(value.getMonths());
			out.writeNumber(value.getDays());
		}, (in) -> Period.of(in.readInt(), in.readInt(), in.readInt()));
		LeafEncoding.add(all, Year.class, (out, value) -> out.writeNumber(value.getValue()),
				(in) -> Year.of(in.readInt()));
		LeafEncoding.add(all, YearMonth.class, (out, value) -> {
			out.writeNumber(value.getYear());
			out.writeNumber(value.getMonthValue());
		}, (in) -> YearMonth.of(in.readInt(), in.readInt()));
		LeafEncoding.add(all, MonthDay.class, (out, value) -> {
			out.writeNumber(value.getMonthValue());
			out.writeNumber(value.getDayOfMonth());
		}, (in) -> MonthDay.of(in.readInt(), in.readInt()));
		LeafEncoding.add(all, ZoneOffset.class, LeafEncodings::write, LeafEncodings::readOffset);
		LeafEncoding.add(all, ZoneId.class, (out, value) -> out.writeString(value.getId()),
				(in) -> ZoneId.of(in.readString()));
	}

	private static void write(PayloadWriter out, LocalDate date) {
		out.writeNumber(date.toEpochDay());
	}

	private static LocalDate readDate(PayloadReader in) {
		return LocalDate.ofEpochDay(in.readNumber());
	}

	private static void write(PayloadWriter out, LocalTime time) {
		out.writeNumber(time.toNanoOfDay());
	}

	private static LocalTime readTime(PayloadReader in) {
		return LocalTime.ofNanoOfDay(in.readNumber());
	}

	private static void write(PayloadWriter out, LocalDateTime time) {
		write(out, time.toLocalDate());
		write(out, time.toLocalTime());
	}

	private static LocalDateTime readDateTime(PayloadReader in) {
		return LocalDateTime.of(readDate(in), readTime(in));
	}

	private static void write(PayloadWriter out, ZoneOffset offset) {
		out.writeNumber(offset.getTotalSeconds());
	}

	private static ZoneOffset readOffset(PayloadReader in) {
		return ZoneOffset.ofTotalSeconds(in.readInt());
	}

	private static void addNames(List<LeafEncoding<?>> all) {
		LeafEncoding.add(all, URI.class, (out, value) -> out.writeString(value.toString()),
				(in) -> URI.create(in.readString()));
		LeafEncoding.add(all, URL.class, NetEncoding::write, NetEncoding::readUrl);
		LeafEncoding.add(all, Inet4Address.class, NetEncoding::write, NetEncoding::readInet4);
		LeafEncoding.add(all, Inet6Address.class, NetEncoding::write, NetEncoding::readInet6);
		LeafEncoding.add(all, Locale.class, (out, value) -> {
			String tag = value.toLanguageTag();
			if (!Locale.forLanguageTag(tag).equals(value)) {
				throw new UnencodableSnapshotException("A locale that has no language tag");
			}
			out.writeString(tag);
		}, (in) -> Locale.forLanguageTag(in.readString()));
		LeafEncoding.add(all, Currency.class, (out, value) -> out.writeString(value.getCurrencyCode()),
				(in) -> Currency.getInstance(in.readString()));
		LeafEncoding.add(all, Pattern.class, (out, value) -> {
			out.writeString(value.pattern());
			out.writeNumber(flags(value.flags()));
		}, (in) -> {
			String pattern = in.readString();
			return Pattern.compile(pattern, flags(in.readInt()));
		});
	}

	/**
	 * Checks the flags of a pattern. With {@code CANON_EQ} a short text becomes a large
	 * pattern.
	 */
	private static int flags(int flags) {
		if ((flags & Pattern.CANON_EQ) != 0) {
			throw new UnencodableSnapshotException("A pattern by canonical equivalence");
		}
		return flags;
	}

	private static void addDates(List<LeafEncoding<?>> all) {
		LeafEncoding.add(all, Date.class, (out, value) -> out.writeNumber(value.getTime()),
				(in) -> new Date(in.readNumber()));
		LeafEncoding.add(all, java.sql.Date.class, (out, value) -> out.writeNumber(value.getTime()),
				(in) -> new java.sql.Date(in.readNumber()));
		LeafEncoding.add(all, Time.class, (out, value) -> out.writeNumber(value.getTime()),
				(in) -> new Time(in.readNumber()));
		LeafEncoding.add(all, Timestamp.class, (out, value) -> {
			out.writeNumber(Math.floorDiv(value.getTime(), 1000L));
			out.writeNumber(value.getNanos());
		}, (in) -> {
			Timestamp timestamp = new Timestamp(Math.multiplyExact(in.readNumber(), 1000L));
			timestamp.setNanos(in.readInt());
			return timestamp;
		});
		LeafEncoding.add(all, TimeZone.class, CalendarEncoding::write, CalendarEncoding::readZone);
		LeafEncoding.add(all, GregorianCalendar.class, CalendarEncoding::write, CalendarEncoding::readCalendar);
	}

}
