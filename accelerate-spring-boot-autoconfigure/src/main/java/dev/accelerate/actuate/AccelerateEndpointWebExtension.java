package dev.accelerate.actuate;

import java.util.function.Supplier;

import dev.accelerate.AccelerateException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.util.MimeType;

/**
 * {@link EndpointWebExtension} that answers what the endpoint refuses with a
 * {@link Problem}.
 */
@EndpointWebExtension(endpoint = AccelerateEndpoint.class)
public final class AccelerateEndpointWebExtension {

	private static final MimeType PROBLEM = MimeType.valueOf(Problem.TYPE);

	private final AccelerateEndpoint endpoint;

	/**
	 * Creates an extension.
	 * @param endpoint the endpoint
	 */
	public AccelerateEndpointWebExtension(AccelerateEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	/**
	 * Returns everything about a method, or the last invalidations.
	 * @param name {@code invalidations}, or the name of a repository and of a method
	 * @return what the endpoint returns, or a {@link Problem}
	 */
	@ReadOperation
	public WebEndpointResponse<Object> details(@Selector String name) {
		return answer(() -> this.endpoint.details(name));
	}

	/**
	 * Returns an entry, without its value.
	 * @param kind {@code entries}
	 * @param signature the signature, as callers get it
	 * @return what the endpoint returns, or a {@link Problem}
	 */
	@ReadOperation
	public WebEndpointResponse<Object> entry(@Selector String kind, @Selector String signature) {
		return answer(() -> this.endpoint.entry(kind, signature));
	}

	/**
	 * Purges what exactly one of the parameters names.
	 * @param tags the tags, separated by commas
	 * @param method the name of a repository and of a method
	 * @param signature the signature of an entry of this instance
	 * @param table the name of a table
	 * @param all {@code true} or empty for everything
	 * @param preview {@code true} to purge nothing; an empty value counts as true, but
	 * WebFlux takes a parameter without a value for none
	 * @return what the endpoint returns, or a {@link Problem}
	 */
	@DeleteOperation
	public WebEndpointResponse<Object> purge(@Nullable String tags, @Nullable String method, @Nullable String signature,
			@Nullable String table, @Nullable String all, @Nullable String preview) {
		return answer(() -> this.endpoint.purge(tags, method, signature, table, all, preview));
	}

	private static WebEndpointResponse<Object> answer(Supplier<Object> operation) {
		try {
			return new WebEndpointResponse<>(operation.get());
		}
		catch (AccelerateException ex) {
			Problem problem = Problem.of(ex);
			return new WebEndpointResponse<>(problem, problem.status(), PROBLEM);
		}
	}

}
