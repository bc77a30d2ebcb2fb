package dev.accelerate.snapshot;

import jakarta.persistence.TupleElement;
import org.jspecify.annotations.Nullable;

/**
 * Name and type of a value in a row.
 *
 * @param alias its name, or {@code null} if it has none
 * @param javaType its type
 */
public record TupleColumn(@Nullable String alias, Class<?> javaType) {

	TupleElement<?> toElement() {
		return new Element<>(this.alias, this.javaType);
	}

	private record Element<T>(@Nullable String alias, Class<? extends T> javaType) implements TupleElement<T> {

		@Override
		public Class<? extends T> getJavaType() {
			return this.javaType;
		}

		@Override
		public @Nullable String getAlias() {
			return this.alias;
		}

	}

}
