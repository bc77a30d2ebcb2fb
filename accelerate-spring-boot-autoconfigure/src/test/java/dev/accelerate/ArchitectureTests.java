package dev.accelerate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.accelerate.tracking.ThreadStateHolder;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link CacheStrategy} and all other classes: which package may know which, and what
 * auto-configurations look like.
 */
class ArchitectureTests {

	private static final String ROOT = "dev.accelerate";

	/**
	 * Packages by what they may know. Every package may know the root, which knows none.
	 */
	static final Map<String, Set<String>> DIRECTIONS = directions();

	static final Set<String> PACKAGES = DIRECTIONS.keySet();

	private static final JavaClasses MAIN = classesBeside(CacheStrategy.class);

	private static final JavaClasses TESTS = classesBeside(ArchitectureTests.class);

	private static Map<String, Set<String>> directions() {
		Map<String, Set<String>> directions = new HashMap<>();
		for (String pure : Set.of("", "freshness", "signature", "snapshot", "invalidation", "beans", "test")) {
			directions.put(pure, Set.of());
		}
		directions.put("sql", Set.of("invalidation"));
		directions.put("catalog", and(directions, "sql"));
		directions.put("store", Set.of("signature", "snapshot", "invalidation"));
		directions.put("tracking", and(directions, "sql", "freshness", "beans"));
		directions.put("core", and(directions, "tracking", "store"));
		directions.put("strategy", and(directions, "core"));
		directions.put("repository", and(directions, "strategy"));
		directions.put("jpa", and(directions, "core", "catalog"));
		directions.put("jdbc", and(directions, "tracking"));
		for (String sibling : Set.of("metrics", "redis", "actuate", "web")) {
			directions.put(sibling, and(directions, "core"));
		}
		directions.put("autoconfigure",
				and(directions, "repository", "jpa", "jdbc", "metrics", "redis", "actuate", "web"));
		return directions;
	}

	private static Set<String> and(Map<String, Set<String>> directions, String... names) {
		Set<String> all = new HashSet<>(Set.of(names));
		Arrays.stream(names).map(directions::get).forEach(all::addAll);
		return all;
	}

	private static JavaClasses classesBeside(Class<?> type) {
		JavaClasses classes = new ClassFileImporter()
			.importUrl(type.getProtectionDomain().getCodeSource().getLocation());
		assertThat(classes).isNotEmpty();
		return classes;
	}

	@ParameterizedTest
	@FieldSource("PACKAGES")
	void packagesKnowOnlyThoseBelowThem(String name) {
		DescribedPredicate<JavaClass> forbidden = DescribedPredicate.describe("are ours and not below it", (known) -> {
			String other = nameOf(known);
			return other != null && !other.isEmpty() && !other.equals(name) && !DIRECTIONS.get(name).contains(other);
		});
		check(noClasses().that()
			.resideInAPackage(name.isEmpty() ? ROOT : ROOT + "." + name + "..")
			.should()
			.dependOnClassesThat(forbidden)
			.allowEmptyShould(true));
	}

	@Test
	void everyPackageHasItsPlace() {
		assertThat(MAIN.stream().map(ArchitectureTests::nameOf).collect(Collectors.toSet())).isSubsetOf(PACKAGES);
	}

	@Test
	void packagesKnowEachOtherInOneDirectionOnly() {
		check(slices().matching(ROOT + ".(*)..").should().beFreeOfCycles());
	}

	/**
	 * The auto-configuration of the metrics has to name the registry it waits for.
	 */
	@Test
	void onlyMetricsKnowMicrometer() {
		check(noClasses().that()
			.resideOutsideOfPackage(ROOT + ".metrics..")
			.and()
			.doNotHaveSimpleName("AccelerateMetricsAutoConfiguration")
			.should()
			.dependOnClassesThat(resideInAPackage("io.micrometer.core..")));
	}

	/**
	 * Nothing of ours knows the assertions, whose AssertJ is optional.
	 */
	@Test
	void onlyTheAssertionsKnowAssertJ() {
		check(noClasses().that()
			.resideOutsideOfPackage(ROOT + ".test..")
			.should()
			.dependOnClassesThat(resideInAnyPackage("org.assertj..", ROOT + ".test..")));
	}

	@Test
	void onlyJpaKnowsHibernate() {
		check(noClasses().that()
			.resideOutsideOfPackage(ROOT + ".jpa..")
			.should()
			.dependOnClassesThat(resideInAPackage("org.hibernate..")));
	}

	@Test
	void onlyJdbcKnowsTheProxyOfDataSources() {
		check(noClasses().that()
			.resideOutsideOfPackage(ROOT + ".jdbc..")
			.should()
			.dependOnClassesThat(resideInAPackage("net.ttddyy..")));
	}

	@Test
	void onlyAutoconfigureKnowsAutoConfiguration() {
		check(noClasses().that()
			.resideOutsideOfPackage(ROOT + ".autoconfigure..")
			.should()
			.dependOnClassesThat(resideInAPackage("org.springframework.boot.autoconfigure..")));
	}

	@Test
	void autoConfigurationsArePublicAndFinal() {
		check(classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.andShould()
			.haveSimpleNameEndingWith("AutoConfiguration"));
	}

	@Test
	void autoConfigurationsHaveNoPublicMembers() {
		check(members().that()
			.areDeclaredInClassesThat()
			.areAnnotatedWith(AutoConfiguration.class)
			.and(areNoDefaultConstructors())
			.should()
			.notBePublic());
	}

	/**
	 * The class of a bean method's signature is loaded before the condition is judged.
	 */
	@Test
	void conditionsOnClassesAreNotOnBeanMethods() {
		check(noMethods().that()
			.areAnnotatedWith(Bean.class)
			.should()
			.beAnnotatedWith(ConditionalOnClass.class)
			.orShould()
			.beMetaAnnotatedWith(ConditionalOnClass.class));
	}

	@Test
	void postProcessorsAreMadeByStaticMethods() {
		check(methods().that()
			.areAnnotatedWith(Bean.class)
			.and()
			.haveRawReturnType(assignableTo(BeanPostProcessor.class).or(assignableTo(BeanFactoryPostProcessor.class)))
			.should()
			.beStatic());
	}

	@Test
	void everyPackageIsNullMarked() {
		Set<String> marked = MAIN.stream()
			.filter((type) -> type.getSimpleName().equals("package-info") && type.isAnnotatedWith(NullMarked.class))
			.map(JavaClass::getPackageName)
			.collect(Collectors.toSet());
		assertThat(MAIN).extracting(JavaClass::getPackageName).isSubsetOf(marked);
	}

	/**
	 * Most calls find nothing in it, and look in one place only.
	 */
	@Test
	void oneThreadLocalHoldsWhatAThreadIsDoing() {
		check(noClasses().that()
			.areNotAssignableTo(ThreadStateHolder.class)
			.should()
			.dependOnClassesThat(assignableTo(ThreadLocal.class)));
	}

	@Test
	void staticFieldsAreFinal() {
		check(fields().that().areStatic().should().beFinal());
	}

	/**
	 * Except those of a server that cannot be had as a library.
	 */
	@Test
	void noTestIsSkipped() {
		DescribedPredicate<JavaClass> skipping = resideInAPackage(DisabledIf.class.getPackageName())
			.or(assignableTo(Disabled.class))
			.or(DescribedPredicate.describe("are assumptions", (type) -> type.getSimpleName().equals("Assumptions")));
		noClasses().that()
			.doNotHaveSimpleName("MariaDbServer")
			.should()
			.dependOnClassesThat(skipping)
			.check(TESTS.that(isNotThisClass()));
	}

	@Test
	void noTestSleeps() {
		noClasses().should().callMethod(Thread.class, "sleep", long.class).check(TESTS);
	}

	private static void check(ArchRule rule) {
		rule.check(MAIN);
	}

	private static String nameOf(JavaClass type) {
		String name = type.getPackageName();
		if (name.equals(ROOT)) {
			return "";
		}
		return name.startsWith(ROOT + ".") ? name.substring(ROOT.length() + 1).split("\\.")[0] : null;
	}

	private static DescribedPredicate<JavaMember> areNoDefaultConstructors() {
		return DescribedPredicate.describe("are no default constructors",
				(member) -> !(member instanceof JavaConstructor constructor)
						|| !constructor.getRawParameterTypes().isEmpty());
	}

	private static DescribedPredicate<JavaClass> isNotThisClass() {
		return DescribedPredicate.describe("are not this class",
				(type) -> !type.isEquivalentTo(ArchitectureTests.class));
	}

}
