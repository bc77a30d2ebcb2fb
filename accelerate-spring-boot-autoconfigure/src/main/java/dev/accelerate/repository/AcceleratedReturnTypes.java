package dev.accelerate.repository;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import dev.accelerate.Accelerated;
import dev.accelerate.AccelerateInfo;
import dev.accelerate.CacheStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.ConverterRegistry;
import org.springframework.core.convert.converter.GenericConverter;
import org.springframework.data.core.CustomCollectionRegistrar;
import org.springframework.data.core.NullableWrapper;

/**
 * {@link CustomCollectionRegistrar} that lets query methods return {@link Accelerated}.
 * Spring Data puts the result into an envelope with an empty info; the interceptor
 * replaces that with the info of the call. It is registered in {@code spring.factories}.
 */
public final class AcceleratedReturnTypes implements CustomCollectionRegistrar {

	private static final AccelerateInfo UNFILLED = new AccelerateInfo(CacheStatus.NONE, Instant.EPOCH, "", "", "");

	/**
	 * Creates an envelope. The data may be {@code null}, as the bound of its type says,
	 * which NullAway reads only on later JDKs.
	 */
	@SuppressWarnings("NullAway")
	static Accelerated<?> fill(@Nullable Object data, AccelerateInfo info) {
		return new Accelerated<>(data, info);
	}

	static boolean isUnfilled(Accelerated<?> envelope) {
		return envelope.info() == UNFILLED;
	}

	@Override
	public Collection<Class<?>> getMapTypes() {
		return List.of();
	}

	@Override
	public Collection<Class<?>> getCollectionTypes() {
		return List.of(Accelerated.class);
	}

	@Override
	public Collection<Class<?>> getAllowedPaginationReturnTypes() {
		return List.of(Accelerated.class);
	}

	@Override
	public void registerConvertersIn(ConverterRegistry registry) {
		registry.addConverter(new EnvelopeConverter());
	}

	@Override
	public Function<Object, Object> toJavaNativeCollection() {
		return Function.identity();
	}

	private static final class EnvelopeConverter implements GenericConverter {

		@Override
		public Set<ConvertiblePair> getConvertibleTypes() {
			return Set.of(new ConvertiblePair(NullableWrapper.class, Accelerated.class));
		}

		@Override
		public @Nullable Object convert(@Nullable Object source, TypeDescriptor sourceType, TypeDescriptor targetType) {
			Object value = (source instanceof NullableWrapper wrapper) ? wrapper.getValue() : source;
			return (value instanceof Accelerated) ? value : fill(value, UNFILLED);
		}

	}

}
