package dev.accelerate.snapshot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;

import dev.accelerate.snapshot.FakeEntities.Thing;
import org.jspecify.annotations.Nullable;

/**
 * Types of results that a query may have, one for each thing a snapshot has to get right.
 */
final class SampleResults {

	private SampleResults() {
	}

	enum EnumWithBody {

		ONE {
		}

	}

	record Name(String value, Class<?> type) {
	}

	record Point(int x, Name name) {
	}

	record Holder(int number, String name, Collection<String> names, Date date, byte[] bytes, Holder next) {
	}

	record WithEntity(Thing thing, List<Thing> things) {
	}

	static class Finals {

		final String name;

		final int number;

		Finals(String name, int number) {
			this.name = name;
			this.number = number;
		}

	}

	static class Mutable {

		String name;

		private final int number;

		Mutable next;

		List<Date> dates = new ArrayList<>();

		Mutable(String name, int number) {
			this.name = name;
			this.number = number;
		}

	}

	static class Sub extends Finals {

		private final List<String> names;

		Sub(String name, int number, List<String> names) {
			super(name, number);
			this.names = names;
		}

	}

	static class Memoizing {

		private final String text;

		private transient List<String> words;

		Memoizing(String text) {
			this.text = text;
		}

		List<String> words() {
			if (this.words == null) {
				this.words = new ArrayList<>(List.of(this.text.split(" ")));
			}
			return this.words;
		}

	}

	interface NameOnly {

		@Nullable String getName();

		@Nullable Date getSince();

		default String greeting() {
			return "Hello " + getName();
		}

	}

	interface WithTeam {

		String getName();

		NameOnly getTeam();

		List<NameOnly> getMembers();

	}

	static class Ring {

		Ring next;

	}

}
