package dev.accelerate.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.expression.Expression;
import org.springframework.expression.common.CompositeStringExpression;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.Indexer;
import org.springframework.expression.spel.ast.InlineMap;
import org.springframework.expression.spel.ast.Projection;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.Selection;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.standard.SpelExpression;

/**
 * Walker over the tree of a SpEL expression. It finds every node and the place of each.
 * Its callers decide what that means for a tag, a condition or a query.
 */
final class ExpressionWalker {

	/**
	 * Variable that stands for the root object, where there is one.
	 */
	static final String ROOT = "root";

	private final List<Node> found = new ArrayList<>();

	private ExpressionWalker() {
	}

	/**
	 * Returns the nodes of an expression in the order of its text, each before its own
	 * parts.
	 * @param expression the expression, which may be a template
	 * @return the nodes of all its parts
	 */
	static Stream<Node> walk(Expression expression) {
		ExpressionWalker walker = new ExpressionWalker();
		for (Expression part : parts(expression)) {
			if (part instanceof SpelExpression spel) {
				walker.visit(spel.getAST(), Place.OF_ROOT);
			}
		}
		return walker.found.stream();
	}

	/**
	 * Returns the parts of a template, literal ones included.
	 * @param expression the expression
	 * @return its parts, or itself if it is no template of several
	 */
	static List<Expression> parts(Expression expression) {
		return (expression instanceof CompositeStringExpression composite) ? List.of(composite.getExpressions())
				: List.of(expression);
	}

	/**
	 * Returns the name of a variable.
	 * @param variable the node of the variable
	 * @return the name without its {@code #}
	 */
	static String nameOf(VariableReference variable) {
		return variable.toStringAST().substring(1);
	}

	private void visit(SpelNode node, Place place) {
		this.found.add(new Node(node, place));
		if (node instanceof CompoundExpression) {
			visitPath(node, place);
		}
		else {
			visitInside(node, place);
		}
	}

	/**
	 * Within a path only the first part stands by itself; the others are members of what
	 * comes before them.
	 */
	private void visitPath(SpelNode path, Place place) {
		SpelNode first = path.getChild(0);
		visit(first, place);
		boolean root = first instanceof VariableReference variable && nameOf(variable).equals(ROOT);
		for (int i = 1; i < path.getChildCount(); i++) {
			SpelNode part = path.getChild(i);
			this.found.add(new Node(part, (root && i == 1) ? Place.OF_ROOT : Place.OF_VALUE));
			visitInside(part, place);
		}
	}

	/**
	 * Visits the arguments, indexes and elements that a node has. A bare name in an
	 * index, or before a colon, is the key of a map.
	 */
	private void visitInside(SpelNode node, Place place) {
		boolean ofElements = node instanceof Selection || node instanceof Projection;
		for (int i = 0; i < node.getChildCount(); i++) {
			SpelNode child = node.getChild(i);
			boolean key = node instanceof Indexer || (node instanceof InlineMap && i % 2 == 0);
			if (key && child instanceof PropertyOrFieldReference) {
				this.found.add(new Node(child, Place.KEY));
			}
			else {
				visit(child, ofElements ? Place.OF_ELEMENT : place);
			}
		}
	}

	/**
	 * Node of an expression.
	 *
	 * @param node the node
	 * @param place what a bare name would be a member of here
	 */
	record Node(SpelNode node, Place place) {
	}

	/**
	 * What a bare name is a member of.
	 */
	enum Place {

		/**
		 * The root object.
		 */
		OF_ROOT,

		/**
		 * An element of a selection or projection.
		 */
		OF_ELEMENT,

		/**
		 * What comes before it in a path.
		 */
		OF_VALUE,

		/**
		 * Nothing, because it is the key of a map.
		 */
		KEY

	}

}
