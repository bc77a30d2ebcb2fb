package dev.accelerate.snapshot.codec;

import java.util.Date;
import java.util.GregorianCalendar;
import java.util.TimeZone;

/**
 * Encoding of calendars and their time zones. A zone that is not known by its identifier
 * is not written.
 */
final class CalendarEncoding {

	private CalendarEncoding() {
	}

	static void write(PayloadWriter out, TimeZone zone) {
		if (!TimeZone.getTimeZone(zone.getID()).equals(zone)) {
			throw new UnencodableSnapshotException("A time zone with rules of its own");
		}
		out.writeString(zone.getID());
	}

	static TimeZone readZone(PayloadReader in) {
		String id = in.readString();
		TimeZone zone = TimeZone.getTimeZone(id);
		if (!zone.getID().equals(id)) {
			throw PayloadReader.damaged("An unknown time zone");
		}
		return zone;
	}

	static void write(PayloadWriter out, GregorianCalendar calendar) {
		write(out, calendar.getTimeZone());
		out.writeByte(calendar.isLenient() ? 1 : 0);
		out.writeNumber(calendar.getFirstDayOfWeek());
		out.writeNumber(calendar.getMinimalDaysInFirstWeek());
		out.writeNumber(calendar.getGregorianChange().getTime());
		out.writeNumber(calendar.getTimeInMillis());
	}

	static GregorianCalendar readCalendar(PayloadReader in) {
		GregorianCalendar calendar = new GregorianCalendar(readZone(in));
		calendar.setLenient(in.readBoolean());
		calendar.setFirstDayOfWeek(in.readInt());
		calendar.setMinimalDaysInFirstWeek(in.readInt());
		calendar.setGregorianChange(new Date(in.readNumber()));
		calendar.setTimeInMillis(in.readNumber());
		return calendar;
	}

}
