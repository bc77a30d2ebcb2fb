package dev.accelerate.jpa.criteria;

import java.util.List;

import com.querydsl.core.types.OrderSpecifier;
import com.querydsl.core.types.Predicate;
import dev.accelerate.signature.ArgumentParts;
import org.jspecify.annotations.Nullable;

/**
 * {@link ArgumentParts} of the predicates and orders of Querydsl. They are trees of data,
 * and are written down as they are.
 */
public final class QuerydslParts implements ArgumentParts {

	@Override
	public boolean supports(Class<?> type) {
		return Predicate.class.isAssignableFrom(type) || OrderSpecifier.class.isAssignableFrom(type)
				|| (type.isArray() && OrderSpecifier.class.isAssignableFrom(type.getComponentType()));
	}

	@Override
	public @Nullable List<@Nullable Object> partsOf(Object argument) {
		QuerydslForm form = new QuerydslForm();
		try {
			if (argument instanceof OrderSpecifier<?>[] orders) {
				form.writeOrders(List.of(orders));
			}
			else if (argument instanceof OrderSpecifier<?> order) {
				form.writeOrders(List.of(order));
			}
			else {
				form.write((Predicate) argument);
			}
			return form.parts();
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

}
