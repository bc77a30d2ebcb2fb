package dev.accelerate;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Cache strategy of a repository read method, or of every read method of a repository
 * interface.
 *
 * <p>
 * A result is returned from the cache for {@link #ttl()} seconds after its load began.
 * For another {@link #swr()} seconds it is still returned at once, while one refresh runs
 * in the background.
 *
 * <p>
 * On a method the strategy is <em>explicit</em>: where it cannot be honoured, startup
 * fails with {@link ErrorCode#P6005}. On an interface it is <em>inherited</em> by its
 * derived and declared queries and its CRUD reads. What cannot be cached stays uncached.
 * A method's annotation replaces the interface's as a whole.
 *
 * <p>
 * The names and meanings are those of Prisma Accelerate's {@code cacheStrategy}; the
 * stale window is the {@code stale-while-revalidate} of RFC 5861.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.TYPE })
public @interface CacheStrategy {

	/**
	 * Time-to-live in seconds: how long a result is fresh. Zero means no fresh window.
	 * @return the time-to-live, not negative
	 */
	int ttl() default 0;

	/**
	 * Stale-while-revalidate in seconds: how long, after the time-to-live, a result is
	 * still returned while it is refreshed in the background. Zero means no stale window.
	 * @return the stale window, not negative
	 */
	int swr() default 0;

	/**
	 * Tags by which the result can be invalidated, at most five, each of
	 * {@code [A-Za-z0-9_]{1,64}}. A tag may contain SpEL templates over the method's
	 * arguments, for example {@code "user_#{#id}"}, and use beans as {@link #condition()}
	 * may. Such a tag is checked at each call.
	 * @return the tags, none by default
	 */
	String[] tags() default {};

	/**
	 * SpEL condition on the call. Where it is false, the database answers and nothing is
	 * stored. As in Spring Cache, it may refer to the arguments by name or as
	 * {@code #a0}, to {@code #root.methodName}, {@code #root.method},
	 * {@code #root.target}, {@code #root.targetClass} and {@code #root.args}, and to
	 * beans, as in {@code @policy.admits(#name)}.
	 * @return the condition, empty for none
	 */
	String condition() default "";

	/**
	 * SpEL veto on storing a result. It may refer to everything that {@link #condition()}
	 * may, and to {@code #result}, which is the content of an {@link java.util.Optional}
	 * and never the wrapper.
	 * @return the veto, empty for none
	 */
	String unless() default "";

	/**
	 * Whether a committed write to a table invalidates the results that were read from
	 * it. Switch it off where a result may be outdated by a write, as long as it is not
	 * older than its windows allow.
	 * @return {@code false} to invalidate results only by tags
	 */
	boolean invalidateOnWrite() default true;

	/**
	 * Entities whose tables the method reads without naming them in its SQL: behind a
	 * view, a function or a procedure. Writes to them invalidate its results, too.
	 * @return classes of entities, none by default
	 */
	Class<?>[] dependsOn() default {};

	/**
	 * Tables that the method reads without naming them in its SQL and without an entity
	 * for them, with or without schema. Writes to them invalidate its results, too.
	 * @return names of tables, none by default
	 */
	String[] dependsOnTables() default {};

	/**
	 * What results depend on. With {@link Precision#AUTO} and the property
	 * {@code accelerate.invalidation.precision} at {@code auto}, a result that is proved
	 * to show some rows survives writes to others.
	 * @return {@link Precision#TABLE} to depend on whole tables
	 */
	Precision precision() default Precision.AUTO;

	/**
	 * Whether the strategy applies. A method can switch off what its interface declares.
	 * @return {@code false} to leave the method uncached
	 */
	boolean enabled() default true;

}
