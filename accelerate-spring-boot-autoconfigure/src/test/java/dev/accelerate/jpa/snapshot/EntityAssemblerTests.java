package dev.accelerate.jpa.snapshot;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.accelerate.jpa.snapshot.EntitiesWithEmbeddables.Holder;
import dev.accelerate.jpa.snapshot.FlatEntities.AbstractRoot;
import dev.accelerate.jpa.snapshot.FlatEntities.Inheriting;
import dev.accelerate.jpa.snapshot.FlatEntities.PlainItem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * {@link EntityAssembler}: which entities have one, and what it makes.
 */
class EntityAssemblerTests {

	private static AssemblerFixture fixture;

	@BeforeAll
	static void start() {
		fixture = new AssemblerFixture();
	}

	@AfterAll
	static void stop() {
		fixture.close();
	}

	@ParameterizedTest
	@MethodSource("flat")
	void entityOfValuesAloneHasOneAndIsFlat(Class<?> entity) {
		assertThat(mapping(entity).assembler()).isNotNull();
		assertThat(mapping(entity).isFlat()).isTrue();
	}

	static Stream<Class<?>> flat() {
		return FlatEntities.TYPES.stream().filter((type) -> type != AbstractRoot.class);
	}

	@ParameterizedTest
	@MethodSource("moreThanValues")
	void entityWithMoreThanValuesHasOneAndIsNotFlat(Class<?> entity) {
		assertThat(mapping(entity).assembler()).isNotNull();
		assertThat(mapping(entity).isFlat()).isFalse();
	}

	static List<Class<?>> moreThanValues() {
		return EntitiesWithMoreThanValues.TYPES;
	}

	@ParameterizedTest
	@MethodSource("withoutAssembler")
	void entityThatOnlyItsPersisterCanBuildHasNone(Class<?> entity) {
		assertThat(mapping(entity).assembler()).isNull();
		assertThat(mapping(entity).isFlat()).isFalse();
	}

	static List<Class<?>> withoutAssembler() {
		return EntitiesWithoutAssembler.TYPES;
	}

	@ParameterizedTest
	@CsvSource({ "flat, true, true", "moment, true, false", "outer, true, false", "child, true, true",
			"byGetters, false, false", "made, false, false", "point, false, false", "nothing, true, true",
			"id, false, false" })
	void embeddableOfFieldsHasOneToo(String attribute, boolean assembled, boolean flat) {
		EntityMapping holder = mapping(Holder.class);
		ValueMapping mapping = attribute.equals("id") ? holder.id()
				: holder.values()[List.of(holder.persister().getPropertyNames()).indexOf(attribute)];
		assertThat(ReflectionTestUtils.getField(mapping, "assembler") != null).isEqualTo(assembled);
		assertThat(mapping.isFlat()).isEqualTo(flat);
		assertThat(holder.assembler()).isNotNull();
		assertThat(holder.isFlat()).isFalse();
	}

	@Test
	void failureOfAConstructorIsPassedOn() {
		EntityAssembler assembler = assembler(FailingEntity.class);
		Throwable unchecked = new IllegalArgumentException("as told");
		FailingEntity.failWith(unchecked,
				() -> assertThatIllegalArgumentException().isThrownBy(assembler::instantiate).isSameAs(unchecked));
		Throwable checked = new Exception("as told");
		FailingEntity.failWith(checked,
				() -> assertThatExceptionOfType(IllegalStateException.class).isThrownBy(assembler::instantiate)
					.withCause(checked));
		FailingEntity.failWith(new StackOverflowError(),
				() -> assertThatExceptionOfType(StackOverflowError.class).isThrownBy(assembler::instantiate));
		assertThat(assembler.instantiate()).isExactlyInstanceOf(FailingEntity.class);
	}

	@Test
	void eachEntityHasAnAssemblerOfItsOwn() {
		EntityAssembler one = assembler(PlainItem.class);
		EntityAssembler other = assembler(Inheriting.class);
		assertThat(one.instantiate()).isExactlyInstanceOf(PlainItem.class).isNotSameAs(one.instantiate());
		assertThat(other.instantiate()).isExactlyInstanceOf(Inheriting.class);
		assertThat(one.getClass().isHidden()).isTrue();
	}

	private static EntityAssembler assembler(Class<?> entity) {
		return Objects.requireNonNull(mapping(entity).assembler());
	}

	private static EntityMapping mapping(Class<?> entity) {
		return fixture.snapshots().registry().mappingOf(entity.getName());
	}

}
