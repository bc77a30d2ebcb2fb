package dev.accelerate.jpa.differential;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;

import dev.accelerate.jpa.differential.Fleet.Kind;
import dev.accelerate.jpa.differential.Fleet.Ship;

import org.springframework.beans.BeanUtils;
import org.springframework.data.domain.Example;
import org.springframework.data.domain.ExampleMatcher;
import org.springframework.data.jpa.domain.PredicateSpecification;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.util.ReflectionUtils;

/**
 * Examples and specifications, drawn at random.
 */
final class Criteria {

	private final Map<String, List<Object>> values;

	Criteria(Map<String, List<Object>> values) {
		this.values = values;
	}

	/**
	 * Draws an example of any entity that has a name.
	 */
	Example<?> example(Class<?> type, Draws draws) {
		Object probe = BeanUtils.instantiateClass(type);
		Field name = ReflectionUtils.findField(type, "name");
		ReflectionUtils.makeAccessible(name);
		ReflectionUtils.setField(name, probe, draws.onceIn(3) ? draws.text() : draws.from(this.values.get("name")));
		ExampleMatcher matcher = draws.onceIn(2) ? ExampleMatcher.matchingAny() : ExampleMatcher.matching();
		if (probe instanceof Ship ship) {
			ship.kind = (Kind) draws.from(this.values.get("kind"));
			matcher = matcher.withIgnorePaths("active", "tonnage", "extent");
		}
		if (type != Ship.class) {
			matcher = matcher.withIgnorePaths("version");
		}
		if (draws.onceIn(2)) {
			matcher = matcher.withIgnoreCase();
		}
		return Example.of(probe, matcher.withStringMatcher(draws.from(List.of(ExampleMatcher.StringMatcher.EXACT,
				ExampleMatcher.StringMatcher.CONTAINING, ExampleMatcher.StringMatcher.STARTING))));
	}

	Specification<Ship> specification(Draws draws) {
		Specification<Ship> one = simple(draws);
		return switch (draws.between(0, 4)) {
			case 0 -> one.and(simple(draws));
			case 1 -> one.or(simple(draws));
			case 2 -> Specification.not(one);
			default -> one;
		};
	}

	private Specification<Ship> simple(Draws draws) {
		Object name = draws.from(this.values.get("name"));
		Object grade = draws.from(this.values.get("grade"));
		Object kind = draws.from(this.values.get("kind"));
		Object code = draws.from(this.values.get("code"));
		return switch (draws.between(0, 9)) {
			case 0 -> (root, query, builder) -> builder.equal(root.get("name"), name);
			case 1 -> (root, query, builder) -> builder.greaterThan(root.get("grade"), (Integer) grade);
			case 2 -> (root, query, builder) -> builder.equal(root.get("kind"), kind);
			case 3 -> (root, query, builder) -> root.get("kind").in(List.of(kind, Kind.TUG));
			case 4 -> (root, query, builder) -> builder.isNull(root.get("port"));
			case 8 -> (root, query, builder) -> builder.equal(root.get("code"), code);
			case 5 -> (root, query, builder) -> builder.like(builder.lower(root.get("name")), "%a%");
			case 6 -> (root, query, builder) -> builder.isNotNull(root.join("port").get("name"));
			case 7 -> (root, query, builder) -> {
				if (query.getResultType() == Ship.class) {
					root.fetch("port", jakarta.persistence.criteria.JoinType.LEFT);
				}
				return builder.between(root.get("tonnage"), 0L, 2L);
			};
			default -> Specification.unrestricted();
		};
	}

	PredicateSpecification<Ship> predicateSpecification(Draws draws) {
		Object name = draws.from(this.values.get("name"));
		Object code = draws.from(this.values.get("code"));
		boolean active = draws.onceIn(2);
		return switch (draws.between(0, 4)) {
			case 0 -> (from, builder) -> builder.equal(from.get("name"), name);
			case 1 -> (from, builder) -> builder.equal(from.get("active"), active);
			case 2, 3 -> (from, builder) -> builder.equal(from.get("code"), code);
			default -> (from, builder) -> builder.isNotEmpty(from.<java.util.Collection<Object>>get("sailors"));
		};
	}

}
