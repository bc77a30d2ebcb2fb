package dev.accelerate.jpa.attribute;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Blob;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.persistence.AttributeConverter;
import org.hibernate.annotations.Immutable;
import org.hibernate.engine.jdbc.proxy.BlobProxy;

/**
 * Values with converters.
 */
public final class Converters {

	private Converters() {
	}

	/**
	 * Value that cannot be changed, though its class does not say so by its modifiers.
	 */
	public static class Money {

		private final BigDecimal amount;

		private final Object currency;

		Money(String amount, String currency) {
			this.amount = new BigDecimal(amount);
			this.currency = currency;
		}

	}

	public static class OfMoney implements AttributeConverter<Money, String> {

		@Override
		public String convertToDatabaseColumn(Money money) {
			return (money != null) ? money.amount + " " + money.currency : null;
		}

		@Override
		public Money convertToEntityAttribute(String column) {
			return (column != null) ? new Money(column.split(" ")[0], column.split(" ")[1]) : null;
		}

	}

	/**
	 * Value that cannot be changed, as its class says.
	 */
	public static final class Limit {

		private final int number;

		Limit(int number) {
			this.number = number;
		}

	}

	public static class OfLimit implements AttributeConverter<Limit, Integer> {

		@Override
		public Integer convertToDatabaseColumn(Limit limit) {
			return (limit != null) ? limit.number : null;
		}

		@Override
		public Limit convertToEntityAttribute(Integer column) {
			return (column != null) ? new Limit(column) : null;
		}

	}

	/**
	 * Value that is called immutable, and is not.
	 */
	@Immutable
	public static class SealedNote {

		public String text;

		SealedNote(String text) {
			this.text = text;
		}

	}

	public static class OfSealedNote implements AttributeConverter<SealedNote, String> {

		@Override
		public String convertToDatabaseColumn(SealedNote note) {
			return (note != null) ? note.text : null;
		}

		@Override
		public SealedNote convertToEntityAttribute(String column) {
			return (column != null) ? new SealedNote(column) : null;
		}

	}

	/**
	 * Value of which there is one instance for each name.
	 */
	public static final class Unit {

		private static final Map<String, Unit> UNITS = new ConcurrentHashMap<>();

		private final String name;

		private int length;

		private Unit(String name) {
			this.name = name;
			this.length = name.length();
		}

		static Unit of(String name) {
			return UNITS.computeIfAbsent(name, Unit::new);
		}

	}

	public static class OfUnit implements AttributeConverter<Unit, String> {

		@Override
		public String convertToDatabaseColumn(Unit unit) {
			return (unit != null) ? unit.name : null;
		}

		@Override
		public Unit convertToEntityAttribute(String column) {
			return (column != null) ? Unit.of(column) : null;
		}

	}

	/**
	 * Mutable value that is written with fewer digits than it may have been read with.
	 */
	public static class Reading {

		public BigDecimal number;

		Reading(int number) {
			this.number = new BigDecimal(number);
		}

	}

	public static class OfReading implements AttributeConverter<Reading, String> {

		@Override
		public String convertToDatabaseColumn(Reading reading) {
			return (reading != null) ? reading.number.setScale(2, RoundingMode.DOWN).toString() : null;
		}

		@Override
		public Reading convertToEntityAttribute(String column) {
			if (column == null) {
				return null;
			}
			Reading reading = new Reading(0);
			reading.number = new BigDecimal(column);
			return reading;
		}

	}

	/**
	 * Value that holds what the transaction gave it.
	 */
	public static class Holder {

		public Blob blob;

	}

	public static class OfHolder implements AttributeConverter<Holder, Blob> {

		@Override
		public Blob convertToDatabaseColumn(Holder holder) {
			return (holder != null) ? holder.blob : null;
		}

		@Override
		public Holder convertToEntityAttribute(Blob column) {
			if (column == null) {
				return null;
			}
			Holder holder = new Holder();
			holder.blob = column;
			return holder;
		}

	}

	@Immutable
	public static class OfStream implements AttributeConverter<InputStream, byte[]> {

		@Override
		public byte[] convertToDatabaseColumn(InputStream stream) {
			try {
				return (stream != null) ? stream.readAllBytes() : null;
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		public InputStream convertToEntityAttribute(byte[] column) {
			return (column != null) ? new ByteArrayInputStream(column) : null;
		}

	}

	/**
	 * Value that can be read once.
	 */
	public static class Source {

		public final List<Reader> readers;

		Source(String text) {
			this.readers = List.of(new StringReader(text));
		}

	}

	@Immutable
	public static class OfSource implements AttributeConverter<Source, String> {

		@Override
		public String convertToDatabaseColumn(Source source) {
			try {
				StringWriter writer = new StringWriter();
				if (source != null) {
					source.readers.get(0).transferTo(writer);
				}
				return writer.toString();
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		public Source convertToEntityAttribute(String column) {
			return (column != null) ? new Source(column) : null;
		}

	}

	/**
	 * Return a large object with three bytes.
	 */
	public static Blob blob() {
		return BlobProxy.generateProxy(new byte[] { 1, 2, 3 });
	}

	/**
	 * Return the first three bytes of a large object.
	 */
	public static byte[] read(Blob blob) {
		try {
			return blob.getBytes(1, 3);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
