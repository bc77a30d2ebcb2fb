package dev.accelerate.benchmarks.jmh;

import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.stream.IntStream;

import dev.accelerate.CacheStrategy;
import dev.accelerate.benchmarks.domain.User;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.description.type.TypeDescription.Generic;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * Repository interfaces that nobody wrote, each with one cached query.
 */
final class GeneratedRepositories {

	static final int NUMBER = 100;

	/**
	 * All of them. A class cannot be defined twice.
	 */
	static final List<Class<?>> ALL = IntStream.range(0, NUMBER)
		.<Class<?>>mapToObj(GeneratedRepositories::generate)
		.toList();

	private GeneratedRepositories() {
	}

	private static Class<?> generate(int number) {
		return new ByteBuddy()
			.makeInterface(Generic.Builder.parameterizedType(JpaRepository.class, User.class, Long.class).build())
			.name(GeneratedRepositories.class.getPackageName() + ".Generated" + number + "Users")
			.defineMethod("findByEmailContaining", Generic.Builder.parameterizedType(List.class, User.class).build(),
					Visibility.PUBLIC)
			.withParameter(String.class, "part")
			.withoutCode()
			.annotateMethod(AnnotationDescription.Builder.ofType(CacheStrategy.class).define("ttl", 600).build())
			.make()
			.load(GeneratedRepositories.class.getClassLoader(),
					ClassLoadingStrategy.UsingLookup.of(MethodHandles.lookup()))
			.getLoaded();
	}

}
