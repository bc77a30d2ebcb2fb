package dev.accelerate.jpa.criteria;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import com.querydsl.core.JoinExpression;
import com.querydsl.core.QueryMetadata;
import com.querydsl.core.types.Constant;
import com.querydsl.core.types.Expression;
import com.querydsl.core.types.ExpressionUtils;
import com.querydsl.core.types.FactoryExpression;
import com.querydsl.core.types.Operation;
import com.querydsl.core.types.Operator;
import com.querydsl.core.types.Ops;
import com.querydsl.core.types.OrderSpecifier;
import com.querydsl.core.types.ParamExpression;
import com.querydsl.core.types.Path;
import com.querydsl.core.types.Predicate;
import com.querydsl.core.types.SubQueryExpression;
import com.querydsl.core.types.TemplateExpression;
import com.querydsl.core.types.Visitor;
import org.jspecify.annotations.Nullable;

/**
 * Form of an expression of Querydsl: its tree, in a fixed order, with the values in it.
 * What may answer differently each time has no form, nor has what is text of a query
 * language.
 */
final class QuerydslForm implements Visitor<Boolean, @Nullable Object> {

	private static final Set<Operator> VARYING = Set.of(Ops.DateTimeOps.CURRENT_DATE, Ops.DateTimeOps.CURRENT_TIME,
			Ops.DateTimeOps.CURRENT_TIMESTAMP, Ops.DateTimeOps.SYSDATE, Ops.MathOps.RANDOM, Ops.MathOps.RANDOM2);

	private final List<@Nullable Object> parts = new ArrayList<>();

	List<@Nullable Object> parts() {
		return this.parts;
	}

	/**
	 * Writes an expression. A builder without any condition is written like none.
	 */
	void write(@Nullable Expression<?> expression) {
		Expression<?> written = (expression instanceof Predicate predicate) ? ExpressionUtils.extract(predicate)
				: expression;
		if (written == null) {
			this.parts.add(null);
		}
		else {
			written.accept(this, null);
		}
	}

	private void writeAll(Collection<? extends Expression<?>> expressions) {
		this.parts.add(expressions.size());
		expressions.forEach(this::write);
	}

	void writeOrders(List<? extends OrderSpecifier<?>> orders) {
		this.parts.add(orders.size());
		for (OrderSpecifier<?> order : orders) {
			this.parts.add(order.getOrder());
			this.parts.add(order.getNullHandling());
			write(order.getTarget());
		}
	}

	@Override
	public Boolean visit(Constant<?> constant, @Nullable Object context) {
		add("constant", constant.getType());
		if (constant.getConstant() instanceof Collection<?> collection) {
			add("collection", collection.size());
			this.parts.addAll(collection);
		}
		else {
			add("value", constant.getConstant());
		}
		return true;
	}

	@Override
	public Boolean visit(Operation<?> operation, @Nullable Object context) {
		Operator operator = operation.getOperator();
		if (!(operator instanceof Enum<?> known) || !isOfQuerydsl(operator) || VARYING.contains(operator)) {
			throw new IllegalArgumentException("The operator " + operator.name() + " is not known to be pure");
		}
		add("operation", known, operation.getType());
		writeAll(operation.getArgs());
		return true;
	}

	private static boolean isOfQuerydsl(Object value) {
		return value.getClass().getName().startsWith("com.querydsl.");
	}

	@Override
	public Boolean visit(Path<?> path, @Nullable Object context) {
		add("path", path.getType(), path.getMetadata().getPathType());
		if (path.getMetadata().getElement() instanceof Expression<?> index) {
			write(index);
		}
		else {
			add("element", path.getMetadata().getElement());
		}
		write(path.getMetadata().getParent());
		return true;
	}

	@Override
	public Boolean visit(SubQueryExpression<?> query, @Nullable Object context) {
		QueryMetadata metadata = query.getMetadata();
		if (!metadata.getFlags().isEmpty() || !metadata.getParams().isEmpty()) {
			throw new IllegalArgumentException("The query " + query.getType() + " has flags or parameters");
		}
		add("query", query.getType(), metadata.isDistinct(), metadata.isUnique(), metadata.getModifiers().getLimit(),
				metadata.getModifiers().getOffset(), metadata.getJoins().size());
		for (JoinExpression join : metadata.getJoins()) {
			if (!join.getFlags().isEmpty()) {
				throw new IllegalArgumentException("The join " + join.getType() + " has flags");
			}
			add(join.getType());
			write(join.getTarget());
			write(join.getCondition());
		}
		write(metadata.getProjection());
		write(metadata.getWhere());
		writeAll(metadata.getGroupBy());
		write(metadata.getHaving());
		writeOrders(metadata.getOrderBy());
		return true;
	}

	/**
	 * Writes what a subquery selects. Only the expressions in it reach the database.
	 */
	@Override
	public Boolean visit(FactoryExpression<?> expression, @Nullable Object context) {
		add("factory", expression.getClass());
		writeAll(expression.getArgs());
		return true;
	}

	@Override
	public Boolean visit(ParamExpression<?> parameter, @Nullable Object context) {
		throw new IllegalArgumentException("The parameter " + parameter.getName() + " has no value");
	}

	/**
	 * Writes a template that is a number, as Querydsl selects one in {@code exists}.
	 */
	@Override
	public Boolean visit(TemplateExpression<?> template, @Nullable Object context) {
		String text = template.getTemplate().toString();
		if (!template.getArgs().isEmpty() || !text.chars().allMatch(Character::isDigit)) {
			throw new IllegalArgumentException("A template has no form");
		}
		add("number", text);
		return true;
	}

	private void add(@Nullable Object... parts) {
		for (Object part : parts) {
			this.parts.add(part);
		}
	}

}
