package dev.accelerate;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
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
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
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
import static java.util.Map.entry;
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

	/**
	 * Files of one package that know each other, because they are one idea. A family is
	 * named by why it is one.
	 */
	private static final Map<String, Set<String>> FAMILIES = Map.ofEntries(
			entry("an exception has a code, and a failure is given one", Set.of("AccelerateException", "ErrorCode")),
			entry("a signature is compared and encoded by its signer", Set.of("QuerySignature", "QuerySigner")),
			entry("a value weighs as much as its content, which is values", Set.of("ContentWeight", "Weights")),
			entry("whether a value is immutable depends on its parts, whatever their kind",
					Set.of("CloneableTypes", "HeldResources", "ImmutableTypes", "ResultTypes", "ValueObjectType")),
			entry("parts of one parser of statements",
					Set.of("SqlStatement", "SqlUnderstanding", "SqlWriteScanner", "TableNameScanner",
							"TwoPhaseCommand")),
			entry("the directory of tables and the reach of each", Set.of("TableDirectory", "TableReach")),
			entry("a reader of a catalog for each database",
					Set.of("CatalogReader", "ForeignKeys", "H2CatalogReader", "JdbcCatalogReader",
							"MariaDbCatalogReader", "PostgresCatalogReader")),
			entry("a plan is reported as it is made", Set.of("PlanReport", "QueryPlanSource")),
			entry("a timeout and the attributes that carry it", Set.of("QueryTimeout", "QueryTimeoutAttributeSource")),
			entry("a connection, its tracker and its events",
					Set.of("ConnectionListener", "ConnectionTracker", "ConnectionWrites", "UnwrappingCallers")),
			entry("the state of an entity and of its collections", Set.of("CollectionState", "MappedState")),
			entry("an assembler and the class file that it is made from",
					Set.of("ConstantAssembler", "EntityAssembler")),
			entry("properties and the limit that is made of them",
					Set.of("InvalidationRateLimit", "PropertiesMapper")));

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
		directions.put("tracking", and(directions, "sql", "freshness", "beans", "signature"));
		directions.put("core", and(directions, "tracking", "store"));
		directions.put("strategy", and(directions, "core"));
		directions.put("repository", and(directions, "strategy"));
		directions.put("jpa", and(directions, "core", "catalog"));
		directions.put("jdbc", and(directions, "tracking"));
		for (String sibling : Set.of("metrics", "redis", "statistics", "web")) {
			directions.put(sibling, and(directions, "core"));
		}
		directions.put("actuate", and(directions, "strategy", "statistics"));
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

	@Test
	void filesOfAPackageKnowEachOtherInOneDirectionOnlyBeyondFamilies() {
		check(slices().assignedFrom(new FilesOrFamilies()).should().beFreeOfCycles());
	}

	@Test
	void familiesHaveOnlyMembersThatExist() {
		assertThat(MAIN.stream().map(JavaClass::getSimpleName))
			.containsAll(FAMILIES.values().stream().flatMap(Set::stream).toList());
	}

	/**
	 * One that is no cycle any more would let another come back unseen.
	 */
	@Test
	void filesOfAFamilyAllKnowEachOtherDirectlyOrThroughOthersOfIt() {
		Map<String, Set<String>> known = new HashMap<>();
		for (JavaClass type : MAIN) {
			type.getDirectDependenciesFromSelf()
				.forEach((dependency) -> known.computeIfAbsent(nameOfFile(type), (name) -> new HashSet<>())
					.add(nameOfFile(dependency.getTargetClass().getBaseComponentType())));
		}
		FAMILIES.forEach((family, files) -> assertThat(files).as(family)
			.allSatisfy((file) -> assertThat(reached(file, files, known)).as(file).isEqualTo(files)));
	}

	private static Set<String> reached(String file, Set<String> files, Map<String, Set<String>> known) {
		Set<String> reached = new HashSet<>();
		Deque<String> open = new ArrayDeque<>(Set.of(file));
		while (!open.isEmpty()) {
			known.getOrDefault(open.pop(), Set.of())
				.stream()
				.filter((other) -> files.contains(other) && reached.add(other))
				.forEach(open::push);
		}
		return reached;
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

	/**
	 * The sessions and units of Hibernate know the parts, and no part knows them.
	 */
	@Test
	void partsOfJpaKnowOnlyThoseBelowThem() {
		String jpa = ROOT + ".jpa";
		check(noClasses().that()
			.resideInAPackage(jpa + ".snapshot..")
			.should()
			.dependOnClassesThat(resideInAnyPackage(jpa, jpa + ".unkeyed..", jpa + ".schema..")));
		check(noClasses().that()
			.resideInAPackage(jpa + ".unkeyed..")
			.should()
			.dependOnClassesThat(resideInAnyPackage(jpa, jpa + ".snapshot..", jpa + ".schema..")));
		check(noClasses().that()
			.resideInAPackage(jpa + ".schema..")
			.should()
			.dependOnClassesThat(resideInAnyPackage(jpa, jpa + ".snapshot..")));
		check(noClasses().that()
			.resideInAPackage(jpa + ".criteria..")
			.should()
			.dependOnClassesThat(resideInAnyPackage(jpa, jpa + ".snapshot..", jpa + ".unkeyed..", jpa + ".schema..")));
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

	private static JavaClass fileOf(JavaClass type) {
		return type.getEnclosingClass().map(ArchitectureTests::fileOf).orElse(type);
	}

	private static String nameOfFile(JavaClass type) {
		return fileOf(type).getSimpleName();
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

	/**
	 * One slice for each file, or for all files of a family.
	 */
	private static final class FilesOrFamilies implements SliceAssignment {

		@Override
		public SliceIdentifier getIdentifierOf(JavaClass type) {
			JavaClass file = fileOf(type);
			if (nameOf(file) == null) {
				return SliceIdentifier.ignore();
			}
			String name = file.getSimpleName();
			return FAMILIES.entrySet()
				.stream()
				.filter((family) -> family.getValue().contains(name))
				.findFirst()
				.map((family) -> SliceIdentifier.of(family.getKey()))
				.orElse(SliceIdentifier.of(file.getName()));
		}

		@Override
		public String getDescription() {
			return "files or families";
		}

	}

}
