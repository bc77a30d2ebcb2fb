package dev.accelerate;

import java.util.Collection;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Operations on the query cache that no annotation can express: telling how a call was
 * answered, giving calls a strategy of their own, and invalidating. They are the
 * counterpart of Prisma Accelerate's {@code withAccelerateInfo} and {@code $accelerate}.
 */
public interface AccelerateOperations {

	/**
	 * Runs a repository call and reports how it was answered. The information is that of
	 * the last outermost repository call that the supplier made on this thread. If it
	 * made none, the status is {@link CacheStatus#NONE} and the signature is empty.
	 * @param <T> the type of the result
	 * @param call the repository call; whatever it throws is thrown unchanged
	 * @return the result and how it was answered, never {@code null}
	 */
	<T extends @Nullable Object> Accelerated<T> withAccelerateInfo(Supplier<T> call);

	/**
	 * Runs repository calls with a strategy of their own. It holds for the outermost
	 * repository reads that the supplier makes on this thread, whether or not they have a
	 * declared strategy. Calls that are not reads run as they would without it. So does
	 * the application's own code, a default method or a fragment, because it may write.
	 * It is cached only if it has an explicit strategy or a parameter of type
	 * {@link CacheOptions}.
	 * @param <T> the type of the result
	 * @param options the strategy
	 * @param call the repository call; whatever it throws is thrown unchanged
	 * @return its result
	 * @throws AccelerateException with {@link ErrorCode#P6005} if a called read cannot be
	 * cached, or the options are incomplete for it
	 */
	<T extends @Nullable Object> T withCacheStrategy(CacheOptions options, Supplier<T> call);

	/**
	 * Invalidates every cached result that carries one of the tags: the next read is a
	 * {@link CacheStatus#MISS}. Inside a transaction this takes effect after the commit,
	 * and never on a rollback. Tags that no result carries are fine.
	 * @param tags one to five tags of {@code [A-Za-z0-9_]{1,64}}
	 * @return a receipt, never {@code null}
	 * @throws AccelerateException with {@link ErrorCode#P6005} if there are no tags, too
	 * many, or one is malformed; with {@link ErrorCode#P6003} if the rate limit permits
	 * no more for now; with {@link ErrorCode#P6008} if the invalidation log cannot be
	 * written to, so that nothing is invalidated
	 */
	Invalidation invalidate(String... tags);

	/**
	 * Invalidates every cached result that carries one of the tags, as
	 * {@link #invalidate(String...)} does.
	 * @param tags one to five tags of {@code [A-Za-z0-9_]{1,64}}
	 * @return a receipt, never {@code null}
	 * @throws AccelerateException with {@link ErrorCode#P6005} if there are no tags, too
	 * many, or one is malformed; with {@link ErrorCode#P6003} if the rate limit permits
	 * no more for now; with {@link ErrorCode#P6008} if the invalidation log cannot be
	 * written to, so that nothing is invalidated
	 */
	Invalidation invalidate(Collection<String> tags);

	/**
	 * Invalidates every cached result that may show an entity which others have written,
	 * unseen. It may be new, gone, or have any values. It may be an element of any
	 * {@code @OneToMany} whose key is in its row, and the collections that it owns may
	 * have any elements. Entities that refer to it, such as the elements of a
	 * {@code mappedBy} collection, are told by themselves. Inside a transaction this
	 * takes effect after the commit, and never on a rollback.
	 * @param entity the class of the entity, or any other of its hierarchy
	 * @param id its identifier, whether or not there is an entity that has it
	 * @return a receipt, never {@code null}
	 * @throws AccelerateException with {@link ErrorCode#P6005} if the class is no entity
	 * or the identifier is not of its type; with {@link ErrorCode#P6003} if the rate
	 * limit permits no more for now; with {@link ErrorCode#P6008} if the invalidation log
	 * cannot be written to, so that nothing is invalidated
	 */
	Invalidation invalidateEntity(Class<?> entity, Object id);

	/**
	 * Invalidates every cached result that was read from one of some tables, or through
	 * them, because others have written to them, unseen. Inside a transaction this takes
	 * effect after the commit, and never on a rollback.
	 * @param tables the names of the tables, with or without schema, at least one
	 * @return a receipt, never {@code null}
	 * @throws AccelerateException with {@link ErrorCode#P6005} if there are no names, or
	 * one is that of no table; with {@link ErrorCode#P6003} if the rate limit permits no
	 * more for now; with {@link ErrorCode#P6008} if the invalidation log cannot be
	 * written to, so that nothing is invalidated
	 */
	Invalidation invalidateTables(String... tables);

	/**
	 * Invalidates every cached result of the methods of a repository that have a name,
	 * and every result that was made from one. A repository that this instance has not
	 * created may be one of another instance, so each name of its methods is accepted.
	 * Inside a transaction this takes effect after the commit, and never on a rollback.
	 * @param repository the interface that the repository was created of, not one that it
	 * extends
	 * @param method the name of the method, which overloads share
	 * @return a receipt, never {@code null}
	 * @throws AccelerateException with {@link ErrorCode#P6005} if the interface is no
	 * repository, or a {@code @NoRepositoryBean}, or has no method of that name, or has
	 * been created here and has no cached one; with {@link ErrorCode#P6003} if the rate
	 * limit permits no more for now; with {@link ErrorCode#P6008} if the invalidation log
	 * cannot be written to, so that nothing is invalidated
	 */
	Invalidation invalidateMethod(Class<?> repository, String method);

	/**
	 * Invalidates every cached result. Inside a transaction this takes effect after the
	 * commit, and never on a rollback.
	 * @return a receipt, never {@code null}
	 * @throws AccelerateException with {@link ErrorCode#P6003} if the rate limit permits
	 * no more for now; with {@link ErrorCode#P6008} if the invalidation log cannot be
	 * written to, so that nothing is invalidated
	 */
	Invalidation invalidateAll();

	/**
	 * Returns a token of every write that this instance has made, or has heard of, so
	 * far. It is taken after the commit of a write and handed to whoever must see the
	 * write on another instance. It is of one application, whose instances all have the
	 * same persistence units: another application does not know what it stands for.
	 * @return an opaque text of letters, digits, dots and hyphens, never {@code null}
	 */
	String token();

	/**
	 * Runs repository calls that return nothing older than the writes of a token. If this
	 * instance has not heard of them, it asks the log once. If it still has not, the
	 * calls go to the database.
	 * @param <T> the type of the result
	 * @param token a token of any instance of the application
	 * @param call the repository calls, on this thread; whatever they throw is thrown
	 * unchanged
	 * @return their result
	 * @throws AccelerateException with {@link ErrorCode#P6005} if the text is no token
	 */
	<T extends @Nullable Object> T atLeast(String token, Supplier<T> call);

}
