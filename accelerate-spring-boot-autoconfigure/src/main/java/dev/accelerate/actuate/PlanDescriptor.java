package dev.accelerate.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.accelerate.strategy.DeclaredStrategy;
import dev.accelerate.strategy.PlannedMethod;

/**
 * Strategy of one cached method.
 *
 * @param method the full name, with the types of the parameters
 * @param explicit whether the strategy is declared for the method itself
 * @param strategy the attributes by name; times are in seconds
 * @param dependsOn what the results depend on: rows, or tables and why
 */
record PlanDescriptor(String method, boolean explicit, Map<String, Attribute> strategy, String dependsOn) {

	static PlanDescriptor of(PlannedMethod planned) {
		DeclaredStrategy strategy = planned.strategy();
		Map<String, Attribute> attributes = new LinkedHashMap<>();
		put(attributes, strategy, "ttl", strategy.ttl().toMillis() / 1000.0);
		put(attributes, strategy, "swr", strategy.swr().toMillis() / 1000.0);
		put(attributes, strategy, "tags", strategy.tags());
		put(attributes, strategy, "condition", strategy.condition());
		put(attributes, strategy, "unless", strategy.unless());
		boolean declared = strategy.invalidateOnWrite();
		if (declared && !planned.plan().tables().invalidateOnWrite()) {
			attributes.put("invalidateOnWrite", new Attribute(false, "accelerate.invalidation.automatic"));
		}
		else {
			put(attributes, strategy, "invalidateOnWrite", declared);
		}
		put(attributes, strategy, "dependsOn", strategy.dependsOn().stream().map(Class::getName).toList());
		put(attributes, strategy, "dependsOnTables", strategy.dependsOnTables());
		put(attributes, strategy, "precision", strategy.precision().name());
		return new PlanDescriptor(planned.fullName(), strategy.explicit(), attributes,
				planned.plan().narrowing().description());
	}

	private static void put(Map<String, Attribute> attributes, DeclaredStrategy strategy, String name, Object value) {
		attributes.put(name, new Attribute(value, strategy.origin(name)));
	}

}
