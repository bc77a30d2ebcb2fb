package dev.accelerate.jpa.managed;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

import dev.accelerate.core.OpenSessionMode;
import dev.accelerate.testing.TestDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link OpenSessionMode} with entities whose hash codes read their collections, as
 * Lombok generates them. What is in a set has its own collections before it is added.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NestedHashCodeTests {

	private PressApplication press;

	private Editors editors;

	@BeforeAll
	void start() {
		this.press = new PressApplication(TestDatabase.H2);
		this.editors = this.press.bean(Editors.class);
		this.press.transaction(false, () -> {
			Desk desk = new Desk();
			desk.id = 1L;
			for (long i = 1; i <= 2; i++) {
				Duty duty = new Duty();
				duty.id = i;
				this.press.entityManager.persist(duty);
				desk.duties.add(duty);
			}
			this.press.entityManager.persist(desk);
			Editor editor = new Editor();
			editor.id = 1L;
			editor.desks.add(desk);
			this.press.entityManager.persist(editor);
		});
	}

	@AfterAll
	void stop() {
		this.press.close();
	}

	@Test
	void anOpenSessionAnswers() {
		answers(this.press::openSession);
	}

	@Test
	void aTransactionAnswers() {
		answers((action) -> this.press.transaction(false, action));
	}

	@Test
	void copiesAnswer() {
		answers(Runnable::run);
	}

	private void answers(Consumer<Runnable> scope) {
		Map<String, List<String>> traces = this.press.compare(this.editors::withDesks,
				(trace, read) -> scope.accept(() -> {
					Editor editor = read.get().get(0);
					Desk desk = editor.desks.iterator().next();
					trace.add("contained", editor.desks.contains(desk));
					trace.add("duties", desk.duties.size());
				}));
		assertThat(traces.get("hit statuses")).containsExactly("TTL");
		assertThat(traces.get("miss")).isEqualTo(traces.get("database"));
		assertThat(traces.get("hit")).isEqualTo(traces.get("database"));
	}

	interface Editors extends JpaRepository<Editor, Long> {

		@Query("select distinct e from Editor e left join fetch e.desks")
		List<Editor> withDesks();

	}

	@Entity(name = "Editor")
	public static class Editor {

		@Id
		public Long id;

		@ManyToMany
		public Set<Desk> desks = new HashSet<>();

	}

	@Entity(name = "Desk")
	public static class Desk {

		@Id
		public Long id;

		@ManyToMany
		public Set<Duty> duties = new HashSet<>();

		@Override
		public boolean equals(Object other) {
			return other instanceof Desk desk && Objects.equals(this.id, desk.id)
					&& Objects.equals(this.duties, desk.duties);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.id, this.duties);
		}

	}

	@Entity(name = "Duty")
	public static class Duty {

		@Id
		public Long id;

		@Override
		public boolean equals(Object other) {
			return other instanceof Duty duty && Objects.equals(this.id, duty.id);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.id);
		}

	}

}
