package dev.accelerate.jpa;

import java.util.Objects;

import dev.accelerate.jpa.FlatEntities.Failing;
import dev.accelerate.jpa.FlatEntities.Inheriting;
import dev.accelerate.jpa.FlatEntities.PlainItem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

	@ParameterizedTest(name = "{0}: assembler {1}, flat {2}")
	@CsvSource({ "PlainItem, true, true", "ByGetters, false, false", "ByOneGetter, false, false",
			"ByHand, false, false", "OfTwoKeys, false, false", "OfOneKey, true, false", "Inheriting, true, true",
			"OfRoot, true, true", "WithFinal, true, true", "WithConverter, true, false", "WithBytes, true, false",
			"WithCallback, true, false", "WithListener, true, false", "Of64, true, true", "Of65, false, false",
			"WithOthers, true, false", "WithPart, true, false", "WithConstructor, false, false" })
	void has(String entity, boolean assembler, boolean flat) {
		EntityMapping mapping = fixture.snapshots().mappingOf(typeOf(entity).getName());
		assertThat(mapping.assembler() != null).as("assembler").isEqualTo(assembler);
		assertThat(mapping.isFlat()).as("flat").isEqualTo(flat);
	}

	private static Class<?> typeOf(String entity) {
		return AssemblerFixture.ENTITIES.stream()
			.filter((type) -> type.getSimpleName().equals(entity))
			.findFirst()
			.orElseThrow();
	}

	@Test
	void failureOfAConstructorIsPassedOn() {
		EntityAssembler assembler = assembler(Failing.class);
		Failing.failure = new IllegalArgumentException("as told");
		assertThatIllegalArgumentException().isThrownBy(assembler::instantiate).isSameAs(Failing.failure);
		Failing.failure = new Exception("as told");
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(assembler::instantiate)
			.withCause(Failing.failure);
		Failing.failure = new StackOverflowError();
		assertThatExceptionOfType(StackOverflowError.class).isThrownBy(assembler::instantiate);
		Failing.failure = null;
		assertThat(assembler.instantiate()).isExactlyInstanceOf(Failing.class);
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
		return Objects.requireNonNull(fixture.snapshots().mappingOf(entity.getName()).assembler());
	}

}
