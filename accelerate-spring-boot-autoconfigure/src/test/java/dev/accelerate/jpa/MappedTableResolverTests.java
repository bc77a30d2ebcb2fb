package dev.accelerate.jpa;

import java.util.List;
import java.util.stream.Stream;

import dev.accelerate.core.PersistenceUnit;
import dev.accelerate.snapshot.Node;
import dev.accelerate.snapshot.Snapshot;
import dev.accelerate.testing.TestApplication;
import dev.accelerate.testing.TestDatabase;
import dev.accelerate.testing.domain.Member;
import dev.accelerate.testing.domain.Post;
import dev.accelerate.testing.domain.Team;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link MappedTableResolver}.
 */
class MappedTableResolverTests {

	@Test
	void areThoseOfEveryEntityInAResult() {
		try (ConfigurableApplicationContext context = TestApplication.run(TestDatabase.H2)) {
			PersistenceUnit unit = context.getBean(HibernatePersistenceUnitResolver.class)
				.resolve(context.getBean(EntityManagerFactory.class));
			assertThat(unit.state(false, false, false)
				.tables(result(Member.class, Member.class, Team.class, Member.class))
				.names()).containsAll(unit.tables(Member.class).names())
				.containsAll(unit.tables(Team.class).names())
				.doesNotContainAnyElementsOf(unit.tables(Post.class).names());
		}
	}

	private static Snapshot result(Class<?>... entities) {
		List<Node> nodes = Stream.of(entities).map(Class::getName).map(MappedTableResolverTests::node).toList();
		return new Snapshot(null, nodes);
	}

	private static Node node(String entityName) {
		Node.EntityNode node = new Node.EntityNode(0, entityName, true);
		node.fill(1L, new Object[0]);
		return node;
	}

}
