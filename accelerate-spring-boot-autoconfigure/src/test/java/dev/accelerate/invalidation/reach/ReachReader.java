package dev.accelerate.invalidation.reach;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;

import dev.accelerate.invalidation.reach.ReachRepositories.Rows;

import org.springframework.context.ApplicationContext;
import org.springframework.data.jpa.repository.Query;
import org.springframework.util.ReflectionUtils;

/**
 * Cached reads of every relation in every way, and the check of what they show.
 */
final class ReachReader {

	private final History history;

	private final List<Question> questions = new ArrayList<>();

	private final Map<Kind, List<Question>> byKind = new EnumMap<>(Kind.class);

	private final Map<Relation, Rows<?>> rows = new EnumMap<>(Relation.class);

	private final Map<Relation, IntFunction<List<Long>>> nativeQueries = new EnumMap<>(Relation.class);

	private final OtherReads others;

	ReachReader(ApplicationContext context, History history, Collection<Kind> kinds) {
		this.history = history;
		this.others = context.getBean(OtherReads.class);
		for (Kind kind : kinds) {
			List<Question> asked = new ArrayList<>();
			for (Relation relation : kind.relations()) {
				prepare(context, relation);
				for (ReachRead read : ReachRead.values()) {
					if (read.isFor(relation)) {
						asked.add(new Question(read, relation));
					}
				}
			}
			this.questions.addAll(asked);
			this.byKind.put(kind, asked);
		}
	}

	private void prepare(ApplicationContext context, Relation relation) {
		if (relation.repository() != null) {
			this.rows.put(relation, context.getBean(relation.repository()));
		}
		if (relation.isReadByName()) {
			Method method = Arrays.stream(OtherReads.class.getDeclaredMethods())
				.filter((candidate) -> candidate.getAnnotation(Query.class)
					.value()
					.contains(" from " + relation.table() + " "))
				.findFirst()
				.orElseThrow();
			ReflectionUtils.makeAccessible(method);
			this.nativeQueries.put(relation, (id) -> versions(method, id));
		}
	}

	@SuppressWarnings("unchecked")
	private List<Long> versions(Method method, int id) {
		return (List<Long>) ReflectionUtils.invokeMethod(method, this.others, id);
	}

	Rows<?> rows(Relation relation) {
		return this.rows.get(relation);
	}

	List<Long> nativeQuery(Relation relation, int id) {
		return this.nativeQueries.get(relation).apply(id);
	}

	OtherReads others() {
		return this.others;
	}

	/**
	 * Asks anything, and checks the answer.
	 */
	void checkAny(Random random) {
		check(this.questions.get(random.nextInt(this.questions.size())), random.nextInt(Slot.COUNT));
	}

	/**
	 * Asks everything about the slot of a kind, and checks the answers.
	 * @return how often it asked
	 */
	int checkAll(Kind kind, int slot) {
		List<Question> asked = this.byKind.get(kind);
		asked.forEach((question) -> check(question, slot));
		return asked.size();
	}

	/**
	 * Asks without a check, in a transaction that may see more than others.
	 */
	void readAny(Kind kind, Random random) {
		List<Question> asked = this.byKind.get(kind);
		Question question = asked.get(random.nextInt(asked.size()));
		question.read().read(this, question.relation(), random.nextInt(Slot.COUNT));
	}

	private void check(Question question, int slot) {
		Cell cell = question.relation().cell();
		int first = question.read().readsAll() ? 0 : slot;
		int last = question.read().readsAll() ? Slot.COUNT - 1 : slot;
		long[] promised = new long[last - first + 1];
		for (int i = first; i <= last; i++) {
			promised[i - first] = this.history.promised(cell, i);
		}
		List<Long> shown = question.read().read(this, question.relation(), slot);
		for (int i = first; i <= last; i++) {
			this.history.check(question + " " + cell.id(i), cell, i, promised[i - first], shown.get(i - first));
		}
	}

	private record Question(ReachRead read, Relation relation) {

		@Override
		public String toString() {
			return this.read + " of " + this.relation;
		}

	}

}
