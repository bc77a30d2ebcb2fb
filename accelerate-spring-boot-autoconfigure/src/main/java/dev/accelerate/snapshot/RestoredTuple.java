package dev.accelerate.snapshot;

import java.util.List;
import java.util.function.Predicate;

import jakarta.persistence.Tuple;
import jakarta.persistence.TupleElement;
import org.jspecify.annotations.Nullable;

/**
 * {@link Tuple} that is independent of the query it came from.
 */
final class RestoredTuple implements Tuple {

	private final List<TupleColumn> columns;

	private final List<TupleElement<?>> elements;

	private final @Nullable Object[] values;

	private final boolean foldsCase;

	/**
	 * Creates a tuple.
	 * @param columns the names and types of the values
	 * @param values the values
	 * @param foldsCase whether it also finds a value by its name in another case
	 */
	RestoredTuple(List<TupleColumn> columns, @Nullable Object[] values, boolean foldsCase) {
		this.foldsCase = foldsCase;
		this.columns = columns;
		this.elements = columns.stream().<TupleElement<?>>map(TupleColumn::toElement).toList();
		this.values = values;
	}

	@Override
	public <X> @Nullable X get(TupleElement<X> element) {
		for (int i = 0; i < this.elements.size(); i++) {
			if (this.elements.get(i) == element) {
				return cast(this.values[i], element.getJavaType());
			}
		}
		String alias = element.getAlias();
		if (alias == null) {
			throw new IllegalArgumentException("The row has no such value");
		}
		return cast(get(alias), element.getJavaType());
	}

	@Override
	public <X> @Nullable X get(String alias, Class<X> type) {
		return cast(get(alias), type);
	}

	/**
	 * Returns a value by its name. Without an exact match, case is ignored in the rows of
	 * native queries, because databases fold the names of these to one case.
	 */
	@Override
	public @Nullable Object get(String alias) {
		int index = indexOf(alias::equals);
		index = (index >= 0 || !this.foldsCase) ? index : indexOf(alias::equalsIgnoreCase);
		if (index < 0) {
			throw new IllegalArgumentException("The row has no value named '" + alias + "'");
		}
		return this.values[index];
	}

	private int indexOf(Predicate<@Nullable String> name) {
		for (int i = 0; i < this.columns.size(); i++) {
			if (name.test(this.columns.get(i).alias())) {
				return i;
			}
		}
		return -1;
	}

	@Override
	public <X> @Nullable X get(int index, Class<X> type) {
		return cast(get(index), type);
	}

	@Override
	public @Nullable Object get(int index) {
		if (index < 0 || index >= this.values.length) {
			throw new IllegalArgumentException("The row has " + this.values.length + " values, none at " + index);
		}
		return this.values[index];
	}

	private static <X> @Nullable X cast(@Nullable Object value, Class<? extends X> type) {
		if (value != null && !type.isInstance(value)) {
			throw new IllegalArgumentException(
					"The value is of type " + value.getClass().getName() + ", not " + type.getName());
		}
		return type.cast(value);
	}

	@Override
	public @Nullable Object[] toArray() {
		return this.values.clone();
	}

	@Override
	public List<TupleElement<?>> getElements() {
		return this.elements;
	}

}
