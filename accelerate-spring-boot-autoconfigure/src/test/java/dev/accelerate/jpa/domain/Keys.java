package dev.accelerate.jpa.domain;

import java.io.Serializable;
import java.util.Objects;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToOne;

/**
 * Entities with every kind of identifier.
 */
public final class Keys {

	private Keys() {
	}

	@Entity(name = "Seat")
	public static class Seat {

		@EmbeddedId
		public SeatId id;

		public String name;

		@ManyToOne(fetch = FetchType.LAZY)
		public Seat neighbour;

		public Seat() {
		}

		public Seat(SeatId id, String name, Seat neighbour) {
			this.id = id;
			this.name = name;
			this.neighbour = neighbour;
		}

		public String getName() {
			return this.name;
		}

	}

	@Embeddable
	public static class SeatId implements Serializable {

		private static final long serialVersionUID = 1;

		@Column(name = "seat_row")
		public int row;

		@Column(name = "seat_number")
		public int number;

		public SeatId() {
		}

		public SeatId(int row, int number) {
			this.row = row;
			this.number = number;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof SeatId that && this.row == that.row && this.number == that.number;
		}

		@Override
		public int hashCode() {
			return 31 * this.row + this.number;
		}

		@Override
		public String toString() {
			return this.row + "/" + this.number;
		}

	}

	@Entity(name = "Course")
	@IdClass(CourseId.class)
	public static class Course {

		@Id
		public Long school;

		@Id
		public String subject;

		public String title;

		public Course() {
		}

		public Course(Long school, String subject, String title) {
			this.school = school;
			this.subject = subject;
			this.title = title;
		}

	}

	public record CourseId(Long school, String subject) implements Serializable {
	}

	@Entity(name = "Score")
	@IdClass(ScoreId.class)
	public static class Score {

		@Id
		@ManyToOne(fetch = FetchType.LAZY)
		public Library.Label label;

		@Id
		public String subject;

		public int points;

		@ManyToOne(fetch = FetchType.LAZY)
		public Course course;

		public Score() {
		}

		public Score(Library.Label label, String subject, int points, Course course) {
			this.label = label;
			this.subject = subject;
			this.points = points;
			this.course = course;
		}

	}

	public static class ScoreId implements Serializable {

		private static final long serialVersionUID = 1;

		public Long label;

		public String subject;

		@Override
		public boolean equals(Object other) {
			return other instanceof ScoreId that && Objects.equals(this.label, that.label)
					&& Objects.equals(this.subject, that.subject);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.label, this.subject);
		}

	}

	@Entity(name = "Person")
	public static class Person {

		@Id
		public Long id;

		public String name;

		@OneToOne(mappedBy = "person")
		public Passport passport;

		public Person() {
		}

		public Person(long id, String name) {
			this.id = id;
			this.name = name;
		}

		public String getName() {
			return this.name;
		}

	}

	@Entity(name = "Passport")
	public static class Passport {

		@Id
		public Long id;

		@MapsId
		@OneToOne(fetch = FetchType.LAZY)
		public Person person;

		public String number;

		public Passport() {
		}

		public Passport(Person person, String number) {
			this.person = person;
			this.number = number;
		}

	}

}
