package dev.accelerate.testing;

import java.util.Collection;
import java.util.Set;
import java.util.function.BooleanSupplier;

import dev.accelerate.invalidation.SchemaWatch;
import org.jspecify.annotations.Nullable;

/**
 * {@link SchemaWatch} that knows of some tables that statements change only the rows they
 * say.
 *
 * @param tables the names of the tables
 * @param recorded whether triggers record the writes to them
 */
public record ToldRows(Set<String> tables, boolean recorded) implements SchemaWatch {

	@Override
	public boolean areRowsTold(Collection<String> names, BooleanSupplier seesJdbc) {
		return this.tables.containsAll(names) && (!this.recorded || seesJdbc.getAsBoolean());
	}

	@Override
	public boolean isKnown(Collection<String> names, boolean wait) {
		return true;
	}

	@Override
	public boolean isTable(String name) {
		return this.tables.contains(name);
	}

	@Override
	public @Nullable String findVolatile(Collection<String> functions, boolean wait) {
		return null;
	}

	@Override
	public void changed() {
	}

}
