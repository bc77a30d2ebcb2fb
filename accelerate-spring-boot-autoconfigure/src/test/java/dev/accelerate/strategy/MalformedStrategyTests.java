package dev.accelerate.strategy;

import java.util.List;
import java.util.stream.Stream;

import dev.accelerate.CacheStrategy;
import dev.accelerate.testing.RepositoryFixture;
import dev.accelerate.testing.domain.Member;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.data.repository.Repository;

import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * {@link RefusedStrategyException} for strategies with malformed windows or tags.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MalformedStrategyTests {

	private static final String TAG_RULE = "A tag is 1 to 64 letters, digits and underscores (A-Z, a-z, 0-9, _)";

	@AutoClose
	private final RepositoryFixture application = new RepositoryFixture();

	@ParameterizedTest(name = "{0}")
	@MethodSource("malformed")
	void refusesWindowsAndTagsThatAreMalformed(Class<? extends Repository<?, ?>> type, String method, String reason,
			String remedy) {
		this.application.assertRefused(type, method, reason, remedy);
	}

	static Stream<Arguments> malformed() {
		return Stream.of(
				arguments(NegativeTtl.class, ".findByName(String)", "ttl=-1 and swr=5, and one is negative",
						"Give both in seconds, zero or more"),
				arguments(NegativeSwr.class, ".findByName(String)", "ttl=5 and swr=-1, and one is negative",
						"Give both in seconds, zero or more"),
				arguments(NoWindow.class, ".findByName(String)", "neither ttl nor swr", "Give one of them in seconds"),
				arguments(NoWindowOnInterface.class, "", "neither ttl nor swr", "Give one of them in seconds"),
				arguments(UnqualifiedTag.class, ".findByName(String)", "refers to something that is not an argument",
						"Write # before the name of an argument, as in #{#id}"),
				arguments(SixTags.class, ".findByName(String)", "it has 6 tags",
						"Give it at most 5 (accelerate.limits.tags-per-query)"),
				arguments(MalformedTag.class, ".findByName(String)", "the tag 'members-of' is malformed", TAG_RULE),
				arguments(EmptyTag.class, ".findByName(String)", "the tag '' is malformed", TAG_RULE),
				arguments(MalformedPartOfTag.class, ".findByName(String)", "the tag 'member:#{#name}' is malformed",
						TAG_RULE),
				arguments(MalformedTagOnInterface.class, "", "the tag 'all members' is malformed", TAG_RULE),
				arguments(BrokenTemplate.class, ".findByName(String)", "is not a valid SpEL template",
						"Correct the expression in #{...}"),
				arguments(UnknownVariable.class, ".findByName(String)",
						"refers to [id], but the variables are [name, a0, p0]",
						"Compile with -parameters, name the parameter with @Param, or write #a0 for the first"));
	}

	interface NegativeTtl extends Repository<Member, Long> {

		@CacheStrategy(ttl = -1, swr = 5)
		List<Member> findByName(String name);

	}

	interface NegativeSwr extends Repository<Member, Long> {

		@CacheStrategy(ttl = 5, swr = -1)
		List<Member> findByName(String name);

	}

	interface NoWindow extends Repository<Member, Long> {

		@CacheStrategy(tags = "members")
		List<Member> findByName(String name);

	}

	@CacheStrategy
	interface NoWindowOnInterface extends Repository<Member, Long> {

		List<Member> findByName(String name);

	}

	interface SixTags extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, tags = { "a", "b", "c", "d", "e", "f" })
		List<Member> findByName(String name);

	}

	interface MalformedTag extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, tags = "members-of")
		List<Member> findByName(String name);

	}

	interface EmptyTag extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, tags = "")
		List<Member> findByName(String name);

	}

	interface MalformedPartOfTag extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, tags = "member:#{#name}")
		List<Member> findByName(String name);

	}

	@CacheStrategy(ttl = 60, tags = "all members")
	interface MalformedTagOnInterface extends Repository<Member, Long> {

		List<Member> findByName(String name);

	}

	interface BrokenTemplate extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, tags = "member_#{#name")
		List<Member> findByName(String name);

	}

	interface UnknownVariable extends Repository<Member, Long> {

		@CacheStrategy(ttl = 60, tags = "member_#{#id}")
		List<Member> findByName(String name);

	}

	interface UnqualifiedTag extends Repository<Member, Long> {

		@CacheStrategy(ttl = 5, tags = "member_#{name}")
		List<Member> findByName(String name);

	}

}
