package dev.accelerate.strategy;

import java.util.List;

import dev.accelerate.CacheStrategy;
import dev.accelerate.testing.RepositoryFixture;
import dev.accelerate.testing.domain.Member;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.data.repository.Repository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link RefusedStrategyException} for {@code condition} and {@code unless} at startup.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedConditionTests {

	@AutoClose
	private final RepositoryFixture application = new RepositoryFixture();

	@Test
	void refusesAnUnknownNameInASelectionOrProjection() {
		refuses(UnknownNameInSelection.class, "condition", "[nmae]", "names");
		refuses(UnknownNameInProjection.class, "condition", "[nmae]");
		refuses(UnknownNameInVetoOfElements.class, "unless", "[reslut]");
	}

	@Test
	void refusesABareNameThatTheRootObjectDoesNotHave() {
		refuses(BareName.class,
				"condition 'name.length() > 3' refers to name, which is not a member of the root object",
				"Write #name");
		refuses(BareMethod.class, "unless 'isBlank()' refers to isBlank()", "#root");
		refuses(BareNameInVeto.class, "unless", "refers to result", "Write #result");
		refuses(MemberOfRoot.class, "refers to methodNmae");
	}

	@Test
	void refusesABeanThatDoesNotExist() {
		refuses(UnknownBean.class, "condition", "@nobody.admits(#name)", "refers to the bean 'nobody'");
		refuses(UnknownBeanInVeto.class, "unless", "@nobody.vetoes(#result)", "refers to the bean 'nobody'");
		refuses(UnknownNameForABean.class, "#nmae", "[nmae]");
	}

	@Test
	void refusesANameThatIsNoParameter() {
		refuses(UnknownName.class, "#nmae != null", "nmae", "-parameters");
	}

	@Test
	void refusesTheResultInACondition() {
		refuses(ResultInCondition.class, "#result != null", "result");
	}

	@Test
	void refusesAnUnknownNameInAVeto() {
		refuses(UnknownNameInVeto.class, "unless", "#nmae != null");
	}

	@Test
	void refusesWhatIsNotSpel() {
		refuses(NoSpel.class, "condition", "#name ==", "not valid SpEL");
	}

	private void refuses(Class<? extends Repository<?, ?>> type, String... parts) {
		assertThat(this.application.refusal(type).getMessage()).contains(parts);
	}

	interface UnknownName extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, condition = "#nmae != null")
		List<Member> findByName(String name);

	}

	interface ResultInCondition extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, condition = "#result != null")
		List<Member> findByName(String name);

	}

	interface UnknownNameInVeto extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, unless = "#nmae != null")
		List<Member> findByName(String name);

	}

	interface UnknownBean extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, condition = "@nobody.admits(#name)")
		List<Member> findByName(String name);

	}

	interface UnknownBeanInVeto extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, unless = "#result != null and @nobody.vetoes(#result)")
		List<Member> findByName(String name);

	}

	interface UnknownNameForABean extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, condition = "@names.admits(#nmae)")
		List<Member> findByName(String name);

	}

	interface NoSpel extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, condition = "#name ==")
		List<Member> findByName(String name);

	}

	interface UnknownNameInSelection extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, condition = "#names.?[#this == #nmae].size() > 0")
		List<Member> findByNameIn(List<String> names);

	}

	interface UnknownNameInProjection extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, condition = "#names.![concat(#nmae)].size() > 0")
		List<Member> findByNameIn(List<String> names);

	}

	interface UnknownNameInVetoOfElements extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, unless = "#result.^[#this == #reslut] != null")
		List<Member> findByName(String name);

	}

	interface BareName extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, condition = "name.length() > 3")
		List<Member> findByName(String name);

	}

	interface BareMethod extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, unless = "isBlank()")
		List<Member> findByName(String name);

	}

	interface BareNameInVeto extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, unless = "result.empty")
		List<Member> findByName(String name);

	}

	interface MemberOfRoot extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, condition = "#root.methodNmae == 'findByName'")
		List<Member> findByName(String name);

	}

}
