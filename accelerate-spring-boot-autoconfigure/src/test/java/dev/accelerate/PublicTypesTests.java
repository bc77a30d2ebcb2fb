package dev.accelerate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The public types of {@code docs/architecture.md}, such as {@link CacheStrategy}: the
 * list says which types applications may use. Every other public type is internal.
 */
class PublicTypesTests {

	private static final String ROOT = "dev.accelerate";

	/**
	 * Packages of which every public type is for applications.
	 */
	private static final Set<String> WHOLE = Set.of(ROOT, ROOT + ".test");

	/**
	 * Types that Spring, Hibernate or SpEL use by reflection, and the exception that
	 * another package only catches, which class files do not tell.
	 */
	private static final Set<String> NEEDED_UNSEEN = Set.of(ROOT + ".autoconfigure.AccelerateProperties",
			ROOT + ".autoconfigure.HealthProperties", ROOT + ".autoconfigure.InvalidationProperties",
			ROOT + ".autoconfigure.InvalidationRateLimitProperties",
			ROOT + ".autoconfigure.InvalidationTableProperties", ROOT + ".autoconfigure.WebProperties",
			ROOT + ".jpa.CallbackWatchIntegrator", ROOT + ".jpa.TrackingServiceContributor",
			ROOT + ".jpa.schema.SchemaIntegrator", ROOT + ".repository.AcceleratedReturnTypes",
			ROOT + ".signature.UnsupportedArgumentException", ROOT + ".strategy.ExpressionRoot");

	private static final Pattern ROW = Pattern
		.compile("(?m)^\\| `(dev\\.accelerate[\\w.]*)` \\| `(\\w+)` \\| \\S.*\\|$");

	private static final JavaClasses MAIN = new ClassFileImporter()
		.importUrl(CacheStrategy.class.getProtectionDomain().getCodeSource().getLocation());

	private static final Set<String> LISTED = listed();

	private static Set<String> listed() {
		try {
			String page = Files.readString(Path.of("../docs/architecture.md"));
			String section = page.substring(page.indexOf("## Public types"));
			List<String> names = ROW.matcher(section).results().map(PublicTypesTests::name).toList();
			assertThat(names).doesNotHaveDuplicates().isNotEmpty();
			return new TreeSet<>(names);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String name(MatchResult row) {
		return row.group(1) + "." + row.group(2);
	}

	@Test
	void everyListedTypeIsPublic() {
		assertThat(LISTED)
			.allMatch((name) -> MAIN.contain(name) && MAIN.get(name).getModifiers().contains(JavaModifier.PUBLIC));
	}

	@Test
	void everyPublicTypeOfAPackageForApplicationsIsListed() {
		Set<String> present = MAIN.stream()
			.filter((type) -> WHOLE.contains(type.getPackageName()) && type.isTopLevelClass())
			.filter((type) -> type.getModifiers().contains(JavaModifier.PUBLIC))
			.map(JavaClass::getName)
			.collect(Collectors.toSet());
		assertThat(LISTED).containsAll(present);
	}

	/**
	 * A type that no other package of ours needs is either for applications and listed,
	 * or needed in a way that is not seen, or need not be public.
	 */
	@Test
	void everyOtherPublicTypeIsNeededByAnotherPackageOfOurs() {
		assertThat(MAIN.stream()
			.filter((type) -> type.isTopLevelClass() && isAccessible(type) && !LISTED.contains(type.getName()))
			.filter((type) -> type.getDirectDependenciesToSelf()
				.stream()
				.allMatch((user) -> user.getOriginClass().getPackageName().equals(type.getPackageName())))
			.map(JavaClass::getName)).containsExactlyInAnyOrderElementsOf(NEEDED_UNSEEN);
	}

	/**
	 * What an application calls, implements or is handed leads to nothing internal.
	 */
	@Test
	void listedTypesNameListedTypesOnly() {
		List<String> leaks = new ArrayList<>();
		MAIN.stream()
			.filter((type) -> LISTED.contains(topLevel(type)) && isAccessible(type))
			.forEach((type) -> named(type).filter((named) -> !LISTED.contains(topLevel(named)))
				.forEach((named) -> leaks.add(type.getName() + " names " + named.getName())));
		assertThat(leaks).isEmpty();
	}

	private static boolean isAccessible(JavaClass type) {
		return type.getModifiers().contains(JavaModifier.PUBLIC)
				&& type.getEnclosingClass().map(PublicTypesTests::isAccessible).orElse(true);
	}

	private static Stream<JavaClass> named(JavaClass type) {
		Stream<JavaType> supertypes = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
		Stream<JavaType> members = Stream
			.concat(type.getMethods().stream(),
					Stream.concat(type.getConstructors().stream(), type.getFields().stream()))
			.filter(PublicTypesTests::isForOthers)
			.flatMap(PublicTypesTests::types);
		return Stream.concat(supertypes, members)
			.flatMap((named) -> named.getAllInvolvedRawTypes().stream())
			.map(JavaClass::getBaseComponentType)
			.filter((named) -> named.getPackageName().startsWith(ROOT));
	}

	private static boolean isForOthers(JavaMember member) {
		Set<JavaModifier> modifiers = member.getModifiers();
		return !modifiers.contains(JavaModifier.SYNTHETIC)
				&& (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED));
	}

	private static Stream<JavaType> types(JavaMember member) {
		if (member instanceof com.tngtech.archunit.core.domain.JavaCodeUnit unit) {
			return Stream.concat(Stream.of(unit.getReturnType()),
					Stream.concat(unit.getParameterTypes().stream(), unit.getExceptionTypes().stream()));
		}
		return Stream.of(((com.tngtech.archunit.core.domain.JavaField) member).getType());
	}

	private static String topLevel(JavaClass type) {
		return type.getEnclosingClass().map(PublicTypesTests::topLevel).orElse(type.getName());
	}

}
