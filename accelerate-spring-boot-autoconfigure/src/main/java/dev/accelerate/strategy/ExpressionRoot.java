package dev.accelerate.strategy;

import java.lang.reflect.Method;
import java.util.Arrays;

import org.springframework.beans.BeanUtils;

/**
 * Root object of conditions, with the same properties as the root object of Spring Cache.
 * It is public because SpEL reads it.
 */
public final class ExpressionRoot {

	private final Method method;

	private final Object target;

	private final Object[] args;

	ExpressionRoot(Method method, Object target, Object[] args) {
		this.method = method;
		this.target = target;
		this.args = args;
	}

	/**
	 * Returns whether there is a property or method of a given name. The name of a method
	 * ends with parentheses.
	 */
	static boolean has(String member) {
		return BeanUtils.getPropertyDescriptor(ExpressionRoot.class, member) != null
				|| Arrays.stream(ExpressionRoot.class.getMethods())
					.anyMatch((method) -> member.equals(method.getName() + "()"));
	}

	/**
	 * Returns the called method.
	 * @return the method
	 */
	public Method getMethod() {
		return this.method;
	}

	/**
	 * Returns the name of the called method.
	 * @return the name
	 */
	public String getMethodName() {
		return this.method.getName();
	}

	/**
	 * Returns the object the method is called on.
	 * @return the implementation behind the repository's proxy
	 */
	public Object getTarget() {
		return this.target;
	}

	/**
	 * Returns the class of the object the method is called on.
	 * @return the class
	 */
	public Class<?> getTargetClass() {
		return this.target.getClass();
	}

	/**
	 * Returns the arguments.
	 * @return the arguments
	 */
	public Object[] getArgs() {
		return this.args;
	}

}
