package dev.accelerate.jpa.rows.fuzz;

import java.util.Collection;
import java.util.function.BooleanSupplier;

import dev.accelerate.invalidation.SchemaWatch;
import org.jspecify.annotations.Nullable;

/**
 * {@link SchemaWatch} that believes, at times, that statements change no rows but those
 * that they name.
 */
final class BelievingWatch implements SchemaWatch {

	private final SchemaWatch watch;

	private final BooleanSupplier believes;

	BelievingWatch(SchemaWatch watch, BooleanSupplier believes) {
		this.watch = watch;
		this.believes = believes;
	}

	@Override
	public boolean areRowsTold(Collection<String> tables, BooleanSupplier seesJdbc) {
		return this.believes.getAsBoolean() || this.watch.areRowsTold(tables, seesJdbc);
	}

	@Override
	public boolean isKnown(Collection<String> tables, boolean wait) {
		return this.watch.isKnown(tables, wait);
	}

	@Override
	public void find(Collection<String> tables) {
		this.watch.find(tables);
	}

	@Override
	public boolean isTable(String name) {
		return this.watch.isTable(name);
	}

	@Override
	public @Nullable String findVolatile(Collection<String> functions, boolean wait) {
		return this.watch.findVolatile(functions, wait);
	}

	@Override
	public void changed() {
		this.watch.changed();
	}

}
