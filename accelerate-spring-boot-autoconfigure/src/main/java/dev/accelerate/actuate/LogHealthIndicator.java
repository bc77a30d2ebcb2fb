package dev.accelerate.actuate;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.BooleanSupplier;

import dev.accelerate.invalidation.table.LogFigures;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * {@link AbstractHealthIndicator} of the invalidation logs. An instance that cannot read
 * a log still answers, from the database. So {@link #SILENT} does not change the health
 * of the application, unless {@code management.endpoint.health.status.order} names it.
 */
public final class LogHealthIndicator extends AbstractHealthIndicator {

	/**
	 * Status of an instance that does not know what others invalidate.
	 */
	public static final Status SILENT = new Status("SILENT", "Every read goes to the database");

	private final LogFigures figures;

	private final BooleanSupplier trusted;

	/**
	 * Creates an indicator.
	 * @param figures the figures of the logs
	 * @param trusted whether it is known what other instances invalidate
	 */
	public LogHealthIndicator(LogFigures figures, BooleanSupplier trusted) {
		super("The state of the invalidation log is unknown");
		this.figures = figures;
		this.trusted = trusted;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		boolean paused = this.figures.isPaused();
		builder.status((paused || this.trusted.getAsBoolean()) ? Status.UP : SILENT)
			.withDetail("paused", paused)
			.withDetail("silence", text(this.figures.silence()))
			.withDetail("lag", text(this.figures.lag()))
			.withDetail("holes", this.figures.holes())
			.withDetail("polls", this.figures.polls())
			.withDetail("failedPolls", this.figures.failures())
			.withDetail("rows", this.figures.rows())
			.withDetail("trimmed", this.figures.trimmed());
	}

	private static String text(Duration duration) {
		return DurationStyle.SIMPLE.print(duration, ChronoUnit.MILLIS);
	}

}
