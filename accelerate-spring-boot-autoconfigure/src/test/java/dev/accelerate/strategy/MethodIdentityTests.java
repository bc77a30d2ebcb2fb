package dev.accelerate.strategy;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import dev.accelerate.signature.ArgumentEncoders;
import dev.accelerate.signature.QuerySignature;
import dev.accelerate.signature.QuerySigner;
import dev.accelerate.testing.domain.Member;
import org.junit.jupiter.api.Test;

import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link MethodIdentity}: never one identity for two queries (trap 9).
 */
class MethodIdentityTests {

	@Test
	void oneMethodHasOneIdentity() throws Exception {
		assertThat(identity(First.class, "find", String.class)).isEqualTo(identity(First.class, "find", String.class));
	}

	@Test
	void overloadsHaveDifferentIdentities() throws Exception {
		assertDifferent(identity(First.class, "find", String.class), identity(First.class, "find", Long.class),
				identity(First.class, "find", long.class), identity(First.class, "find", String[].class),
				identity(First.class, "find", Collection.class), identity(First.class, "find", List.class),
				identity(First.class, "find", String.class, String.class), identity(First.class, "find"));
	}

	@Test
	void repositoriesOfOneEntityHaveDifferentIdentities() throws Exception {
		assertDifferent(identity(First.class, "find", String.class), identity(Second.class, "find", String.class));
	}

	@Test
	void repositoriesThatInheritOneMethodHaveDifferentIdentities() throws Exception {
		assertDifferent(MethodIdentity.identity(method(First.class, "findById", Object.class), First.class, "bean"),
				MethodIdentity.identity(method(Second.class, "findById", Object.class), Second.class, "bean"));
	}

	@Test
	void fragmentsOfOneRepositoryHaveDifferentIdentities() throws Exception {
		Method one = FragmentOne.class.getMethod("custom", String.class);
		Method two = FragmentTwo.class.getMethod("custom", String.class);
		assertDifferent(MethodIdentity.identity(one, First.class, "bean"),
				MethodIdentity.identity(two, First.class, "bean"));
	}

	@Test
	void oneInterfaceUnderTwoBeanNamesHasDifferentIdentities() throws Exception {
		Method method = method(First.class, "find", String.class);
		assertDifferent(MethodIdentity.identity(method, First.class, "members"),
				MethodIdentity.identity(method, First.class, "archivedMembers"));
	}

	/**
	 * The same repository, method and parameters as in another version of the
	 * application, which a shared store may still hold results of.
	 */
	@Test
	void theQueryTextBelongsToTheIdentity() throws Exception {
		List<String> identities = new ArrayList<>();
		for (Class<?> version : List.of(Derived.class, Jpql.class, OtherJpql.class, Native.class, SqlText.class,
				Named.class, Counted.class, Graph.class, OtherGraph.class, Other.class)) {
			Method method = method(version, "find", String.class);
			identities.add(MethodIdentity.identity(method, version, "bean").replace(version.getName(), "Version"));
		}
		assertThat(identities).doesNotHaveDuplicates();
	}

	@Test
	void differentIdentitiesHaveDifferentSignatures() throws Exception {
		assertThat(signature(identity(First.class, "find", String.class)))
			.isNotEqualTo(signature(identity(Second.class, "find", String.class)))
			.isEqualTo(signature(identity(First.class, "find", String.class)));
	}

	@Test
	void namesAMethodForPeopleByTheRepositoryTheyWrote() throws Exception {
		assertThat(MethodIdentity.full(method(First.class, "findById", Object.class), First.class))
			.isEqualTo(First.class.getName() + ".findById(Object)");
		assertThat(MethodIdentity.full(method(First.class, "find", String.class, String.class), First.class))
			.isEqualTo(First.class.getName() + ".find(String, String)");
	}

	private static void assertDifferent(String... identities) {
		assertThat(identities).doesNotHaveDuplicates();
	}

	private static QuerySignature signature(String identity) {
		return new QuerySigner(identity, () -> "", new ArgumentEncoders(List.of()), List.of())
			.sign(new Object[] { "a" });
	}

	private static String identity(Class<?> repository, String name, Class<?>... parameters) throws Exception {
		return MethodIdentity.identity(method(repository, name, parameters), repository, "bean");
	}

	private static Method method(Class<?> repository, String name, Class<?>... parameters) throws Exception {
		return repository.getMethod(name, parameters);
	}

	interface FragmentOne {

		List<Member> custom(String name);

	}

	interface FragmentTwo {

		List<Member> custom(String name);

	}

	interface First extends JpaRepository<Member, Long>, FragmentOne {

		List<Member> find();

		List<Member> find(String name);

		List<Member> find(Long id);

		List<Member> find(long id);

		List<Member> find(String... names);

		List<Member> find(Collection<String> names);

		List<Member> find(List<String> names);

		List<Member> find(String name, String email);

	}

	interface Second extends JpaRepository<Member, Long> {

		List<Member> find(String name);

	}

	interface Derived {

		List<Member> find(String name);

	}

	interface Jpql {

		@Query("from Member m where m.name = ?1")
		List<Member> find(String name);

	}

	interface OtherJpql {

		@Query("from Member m where m.email = ?1")
		List<Member> find(String name);

	}

	interface Native {

		@NativeQuery("select * from members where name = ?1")
		List<Member> find(String name);

	}

	interface SqlText {

		@Query("select * from members where name = ?1")
		List<Member> find(String name);

	}

	interface Named {

		@Query(name = "Member.find")
		List<Member> find(String name);

	}

	interface Counted {

		@Query(value = "from Member m where m.name = ?1", countQuery = "select count(m) from Member m")
		List<Member> find(String name);

	}

	interface Graph {

		@EntityGraph(attributePaths = "team")
		List<Member> find(String name);

	}

	interface OtherGraph {

		@EntityGraph(attributePaths = { "team", "roles" })
		List<Member> find(String name);

	}

	interface Other {

		Optional<Member> find(String name);

	}

}
