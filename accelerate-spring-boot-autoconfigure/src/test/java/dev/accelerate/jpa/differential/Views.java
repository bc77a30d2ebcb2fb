package dev.accelerate.jpa.differential;

import java.time.LocalDate;
import java.util.Date;

import dev.accelerate.jpa.differential.Fleet.Extent;
import dev.accelerate.jpa.differential.Fleet.Kind;
import dev.accelerate.jpa.differential.Fleet.Port;

import org.springframework.beans.factory.annotation.Value;

/**
 * Projections of the {@link Fleet}.
 */
public final class Views {

	private Views() {
	}

	public interface Flat {

		String getName();

		Integer getGrade();

		Kind getKind();

		byte[] getImage();

		Date getLaunched();

	}

	public interface Nested {

		String getCode();

		PortView getPort();

		ExtentView getExtent();

	}

	public interface PortView {

		String getName();

	}

	public interface ExtentView {

		int getBeam();

	}

	public interface WithEntity {

		String getCode();

		Port getPort();

	}

	public interface WithDefault {

		String getName();

		default String getShout() {
			return getName() + "!";
		}

	}

	public interface Open {

		@Value("#{target.name + '/' + target.code}")
		String getBoth();

	}

	public record Plate(String name, String code) {
	}

	public record Dated(String code, LocalDate built, Date launched) {
	}

	public record Sized(String code, Extent extent) {
	}

	public static class Label {

		private final String name;

		private Integer grade;

		public Label(String name, Integer grade) {
			this.name = name;
			this.grade = grade;
		}

		public String getName() {
			return this.name;
		}

		public Integer getGrade() {
			return this.grade;
		}

	}

	/**
	 * Projection that refuses some of the rows.
	 */
	public record Strict(String code, Integer grade) {

		public Strict {
			if (grade == null) {
				throw new IllegalStateException("no grade of " + code);
			}
		}

	}

}
