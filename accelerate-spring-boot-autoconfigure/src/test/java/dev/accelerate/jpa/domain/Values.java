package dev.accelerate.jpa.domain;

import java.io.Serializable;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * Entity with every kind of value.
 */
public final class Values {

	private Values() {
	}

	@Entity(name = "Sample")
	public static class Sample {

		@Id
		public Long id;

		@Embedded
		public Place place;

		@Embedded
		@AttributeOverride(name = "low", column = @Column(name = "first_low"))
		@AttributeOverride(name = "high", column = @Column(name = "first_high"))
		public Range range;

		@Embedded
		@AttributeOverride(name = "low", column = @Column(name = "second_low"))
		@AttributeOverride(name = "high", column = @Column(name = "second_high"))
		public Range absent;

		public Kind ordinal;

		@Enumerated(EnumType.STRING)
		public Kind named;

		public boolean flag;

		public Character letter;

		public BigInteger big;

		public UUID uuid;

		public Instant instant;

		public LocalDate birthday;

		public LocalTime clock;

		public LocalDateTime dateTime;

		public OffsetDateTime offsetDateTime;

		public ZonedDateTime zonedDateTime;

		public Duration duration;

		public Year founded;

		public ZoneId zone;

		public Locale locale;

		public Currency currency;

		public Date stamp;

		public java.sql.Date sqlDate;

		public Calendar calendar;

		public byte[] bytes;

		public char[] chars;

		public String[] strings;

		public Serialized serialized;

		@Convert(converter = SettingsConverter.class)
		public Settings settings;

		@JdbcTypeCode(SqlTypes.JSON)
		public Map<String, String> json;

		@JdbcTypeCode(SqlTypes.JSON)
		public List<String> jsonList;

		@Formula("id + 1")
		public Long computed;

	}

	@Embeddable
	public static class Place {

		public String city;

		@Embedded
		public Point point;

		@ManyToOne(fetch = FetchType.LAZY)
		public Library.Label label;

		@ManyToOne(fetch = FetchType.LAZY)
		public Library.Label nothing;

	}

	@Embeddable
	public static class Point {

		public double latitude;

		public double longitude;

		public Date measured;

	}

	@Embeddable
	public record Range(int low, Integer high) {
	}

	public enum Kind {

		ONE,

		TWO {

			@Override
			public String toString() {
				return "two";
			}

		}

	}

	public static class Serialized implements Serializable {

		private static final long serialVersionUID = 1;

		public int number;

	}

	/**
	 * Mutable value with a converter.
	 */
	public static class Settings {

		public List<String> entries = new ArrayList<>();

	}

	public static class SettingsConverter implements AttributeConverter<Settings, String> {

		@Override
		public String convertToDatabaseColumn(Settings settings) {
			return (settings != null) ? String.join(",", settings.entries) : null;
		}

		@Override
		public Settings convertToEntityAttribute(String column) {
			if (column == null) {
				return null;
			}
			Settings settings = new Settings();
			settings.entries.addAll(List.of(column.split(",")));
			return settings;
		}

	}

}
