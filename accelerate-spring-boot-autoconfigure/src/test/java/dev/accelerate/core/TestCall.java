package dev.accelerate.core;

/**
 * {@link QueryCall} that runs whatever a test wants done. Like the real one it is
 * detached with a copy of the array of arguments, but with the same arguments.
 */
record TestCall(Load query, Object... arguments) implements QueryCall {

	@Override
	public Object target() {
		return this;
	}

	@Override
	public Object load() throws Throwable {
		return this.query.run();
	}

	@Override
	public QueryCall detach() {
		return new TestCall(this.query, this.arguments.clone());
	}

	@FunctionalInterface
	interface Load {

		Object run() throws Throwable;

	}

}
