package dev.accelerate.snapshot;

import java.beans.PropertyDescriptor;
import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * Access to the properties of an interface projection.
 */
final class ProjectionProperties {

	private ProjectionProperties() {
	}

	static Method getter(PropertyDescriptor property) {
		Method getter = property.getReadMethod();
		if (getter == null) {
			throw new UnsupportedResultException("Property '" + property.getName() + "' of a projection has no getter");
		}
		return getter;
	}

	static @Nullable Object read(Object projection, PropertyDescriptor property) {
		Method getter = getter(property);
		ReflectionUtils.makeAccessible(getter);
		return ReflectionUtils.invokeMethod(getter, projection);
	}

}
