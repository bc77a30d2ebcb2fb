package dev.accelerate.signature;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.data.domain.Range;
import org.springframework.util.ReflectionUtils;

/**
 * Encoder of arguments of every known type. It asks the application's
 * {@link ArgumentEncoder} beans first, and then those built in.
 */
public final class ArgumentEncoders {

	/**
	 * Encoder of the types that are known without any bean.
	 */
	private static final ArgumentEncoders BUILT_IN = new ArgumentEncoders(List.of());

	private final List<ArgumentEncoder> custom;

	private final boolean hasCustom;

	private final ArgumentParts parts;

	private final @Nullable ArgumentParts criteria;

	/**
	 * Creates an encoder of arguments.
	 * @param custom the application's encoders, in the order in which they are asked
	 */
	public ArgumentEncoders(List<ArgumentEncoder> custom) {
		this(custom, ArgumentParts.NONE, null);
	}

	private ArgumentEncoders(List<ArgumentEncoder> custom, ArgumentParts parts, @Nullable ArgumentParts criteria) {
		this.criteria = criteria;
		this.custom = List.copyOf(custom);
		this.hasCustom = !custom.isEmpty();
		this.parts = parts;
	}

	/**
	 * Returns an encoder that also knows arguments made of parts.
	 * @param parts what such arguments are made of
	 * @return the encoder
	 */
	public ArgumentEncoders with(ArgumentParts parts) {
		return new ArgumentEncoders(this.custom, parts, this.criteria);
	}

	/**
	 * Returns an encoder that also knows criteria. They are code, so that what they are
	 * otherwise, such as a record or a constant of an enum, says nothing about what they
	 * ask for.
	 * @param criteria what criteria are made of
	 * @return the encoder
	 */
	public ArgumentEncoders withCriteria(ArgumentParts criteria) {
		return new ArgumentEncoders(this.custom, this.parts, criteria);
	}

	/**
	 * Returns whether arguments of a declared type can be encoded.
	 * @param declared the type of a parameter
	 * @return whether the type is known
	 */
	public boolean supports(ResolvableType declared) {
		return supports(declared, new HashSet<>());
	}

	/**
	 * Returns whether the application has an encoder of its own for a type.
	 * @param type the type
	 * @return whether one of the application's encoders knows it
	 */
	public boolean isDescribed(Class<?> type) {
		return this.custom.stream().anyMatch((encoder) -> encoder.supports(type));
	}

	/**
	 * Checks a type. A record type that holds itself is not supported, because its values
	 * may be nested without end.
	 */
	private boolean supports(ResolvableType declared, Set<Class<?>> path) {
		Class<?> type = declared.toClass();
		if (isDescribed(type) || isCriteria(type)) {
			return true;
		}
		if (type.isArray()) {
			return supports(declared.getComponentType(), path);
		}
		if (type == Iterable.class || Collection.class.isAssignableFrom(type)) {
			return supports(declared.as(Iterable.class).getGeneric(), path);
		}
		if (type == Map.class || type == Optional.class || type == Range.class) {
			return declared.hasGenerics()
					&& Arrays.stream(declared.getGenerics()).allMatch((generic) -> supports(generic, path));
		}
		if (type.isRecord()) {
			boolean supported = path.add(type) && Stream.of(type.getRecordComponents())
				.allMatch((component) -> supports(ResolvableType.forMethodReturnType(component.getAccessor(), type),
						path));
			path.remove(type);
			return supported;
		}
		return ScalarEncoding.supports(type) || SpringDataEncoding.supports(type) || this.parts.supports(type);
	}

	/**
	 * Returns whether all arguments are immutable values, two of which are equal exactly
	 * if their canonical forms are.
	 */
	boolean areScalars(@Nullable Object[] arguments) {
		if (this.criteria != null) {
			return false;
		}
		for (Object argument : arguments) {
			if (argument != null && (!ScalarEncoding.isScalar(argument) || isCustom(argument))
					&& !(argument instanceof TenantKey tenant && tenant.isScalar())) {
				return false;
			}
		}
		return true;
	}

	private boolean isCriteria(Class<?> type) {
		return this.criteria != null && this.criteria.supports(type);
	}

	private boolean isCustom(Object argument) {
		return this.hasCustom && this.custom.stream().anyMatch((encoder) -> encoder.supports(argument.getClass()));
	}

	void encode(@Nullable Object argument, CanonicalBytes out) {
		if (argument == null) {
			out.writeByte('0');
			return;
		}
		if (argument instanceof TenantKey tenant) {
			encodeTenant(tenant, out);
			return;
		}
		for (ArgumentEncoder encoder : this.custom) {
			if (encoder.supports(argument.getClass())) {
				out.writeNamed('X', argument.getClass(), "");
				out.writeBytes(encoder.encode(argument));
				return;
			}
		}
		if (this.criteria != null && isCriteria(argument.getClass())) {
			encodeParts(argument, this.criteria.partsOf(argument), out);
			return;
		}
		Consumer<@Nullable Object> nested = (value) -> encode(value, out);
		if (!ScalarEncoding.encode(argument, out) && !encodeContainer(argument, out)
				&& !SpringDataEncoding.encode(argument, out, nested) && !encodeParts(argument, out)) {
			throw new UnsupportedArgumentException(argument.getClass());
		}
	}

	/**
	 * Encodes a tenant. An encoder of the application may hold two values equal that ask
	 * for the same result, and are two tenants nevertheless. So it is asked only where
	 * nothing else knows the type.
	 */
	private void encodeTenant(TenantKey tenant, CanonicalBytes out) {
		Object identifier = tenant.identifier();
		out.writeByte(tenant.isRoot() ? 'R' : 'r');
		boolean known = identifier == null || BUILT_IN.supports(ResolvableType.forClass(identifier.getClass()));
		(known ? BUILT_IN : this).encode(identifier, out);
	}

	private boolean encodeContainer(Object argument, CanonicalBytes out) {
		if (argument.getClass().isArray()) {
			encodeArray(argument, out);
		}
		else if (argument instanceof Set<?> set) {
			out.writeByte('S');
			encodeUnordered(set.stream().map((element) -> bytesOf(element)).toList(), out);
		}
		else if (argument instanceof Collection<?> collection) {
			out.writeByte('L');
			encodeAll(new ArrayList<>(collection), out);
		}
		else if (argument instanceof Map<?, ?> map) {
			out.writeByte('m');
			encodeUnordered(map.entrySet().stream().map((entry) -> bytesOf(entry.getKey(), entry.getValue())).toList(),
					out);
		}
		else if (argument instanceof Optional<?> optional) {
			out.writeByte('q');
			encode(optional.orElse(null), out);
		}
		else {
			return false;
		}
		return true;
	}

	private void encodeArray(Object array, CanonicalBytes out) {
		int length = Array.getLength(array);
		out.writeByte('A');
		out.writeInt(length);
		for (int i = 0; i < length; i++) {
			encode(Array.get(array, i), out);
		}
	}

	private void encodeAll(List<?> values, CanonicalBytes out) {
		out.writeInt(values.size());
		values.forEach((value) -> encode(value, out));
	}

	/**
	 * Encodes the elements in the order of their bytes, because equal sets may iterate in
	 * different orders.
	 */
	private static void encodeUnordered(List<byte[]> elements, CanonicalBytes out) {
		out.writeInt(elements.size());
		elements.stream().sorted(Arrays::compare).forEach(out::writeBytes);
	}

	private byte[] bytesOf(@Nullable Object... values) {
		CanonicalBytes bytes = new CanonicalBytes(new byte[0]);
		for (Object value : values) {
			encode(value, bytes);
		}
		return bytes.toByteArray();
	}

	private boolean encodeParts(Object argument, CanonicalBytes out) {
		List<@Nullable Object> parts = (argument instanceof Record record) ? partsOf(record)
				: this.parts.partsOf(argument);
		if (parts == null) {
			return false;
		}
		encodeParts(argument, parts, out);
		return true;
	}

	private void encodeParts(Object argument, @Nullable List<@Nullable Object> parts, CanonicalBytes out) {
		if (parts == null) {
			throw new UnsupportedArgumentException(argument.getClass());
		}
		out.writeByte('p');
		encodeAll(parts, out);
	}

	private static List<@Nullable Object> partsOf(Record record) {
		List<@Nullable Object> parts = new ArrayList<>();
		parts.add(record.getClass().getName());
		for (RecordComponent component : record.getClass().getRecordComponents()) {
			ReflectionUtils.makeAccessible(component.getAccessor());
			parts.add(ReflectionUtils.invokeMethod(component.getAccessor(), record));
		}
		return parts;
	}

}
