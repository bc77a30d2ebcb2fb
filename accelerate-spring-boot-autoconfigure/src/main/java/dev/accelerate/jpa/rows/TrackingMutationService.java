package dev.accelerate.jpa.rows;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.stream.Stream;

import org.hibernate.engine.jdbc.mutation.MutationExecutor;
import org.hibernate.engine.jdbc.mutation.group.PreparedStatementDetails;
import org.hibernate.engine.jdbc.mutation.spi.BatchKeyAccess;
import org.hibernate.engine.jdbc.mutation.spi.MutationExecutorService;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.sql.model.MutationOperationGroup;
import org.jspecify.annotations.Nullable;

/**
 * {@link MutationExecutorService} that has the rows of entities and collections
 * collected.
 */
public final class TrackingMutationService implements MutationExecutorService {

	/**
	 * Package of the executors that do what their group of operations says.
	 */
	private static final String KNOWN = "org.hibernate.engine.jdbc.mutation.internal.";

	private final transient MutationExecutorService delegate;

	private final transient RowTracker tracker;

	/**
	 * Creates a service.
	 * @param delegate the service that Hibernate would use
	 * @param tracker is told of the rows
	 */
	public TrackingMutationService(MutationExecutorService delegate, RowTracker tracker) {
		this.delegate = delegate;
		this.tracker = tracker;
	}

	/**
	 * Returns whether this version of Hibernate asks of a service and its executors what
	 * this one can do. A method that is missing would fail the writes of the application.
	 * @return whether the service can take the place of that of Hibernate
	 */
	public static boolean isUsable() {
		return implementsAll(TrackingMutationService.class, MutationExecutorService.class)
				&& implementsAll(TrackedExecutor.class, MutationExecutor.class)
				&& implementsAll(TrackedStatementDetails.class, PreparedStatementDetails.class);
	}

	/**
	 * Returns whether a class has all methods of an interface that have no default.
	 */
	static boolean implementsAll(Class<?> type, Class<?> required) {
		return Stream.of(required.getMethods())
			.filter((method) -> Modifier.isAbstract(method.getModifiers()))
			.allMatch((method) -> isImplemented(type, method));
	}

	private static boolean isImplemented(Class<?> type, Method method) {
		try {
			return !Modifier.isAbstract(type.getMethod(method.getName(), method.getParameterTypes()).getModifiers());
		}
		catch (NoSuchMethodException ex) {
			return false;
		}
	}

	@Override
	public MutationExecutor createExecutor(BatchKeyAccess key, MutationOperationGroup group,
			SharedSessionContractImplementor session) {
		MutationExecutor executor = this.delegate.createExecutor(key, group, session);
		WritingSession writing = executor.getClass().getName().startsWith(KNOWN) ? this.tracker.writing(session) : null;
		Mutation mutation = (writing != null) ? mutation(group, writing) : null;
		return (writing != null && mutation != null)
				? new TrackedExecutor(executor, group, session, mutation, writing.collector(), this.tracker) : executor;
	}

	/**
	 * Returns what a group of operations writes, or {@code null} if its rows are not told
	 * apart.
	 */
	private @Nullable Mutation mutation(MutationOperationGroup group, WritingSession writing) {
		try {
			return mutation(group, writing.mapping());
		}
		catch (RuntimeException | LinkageError ex) {
			this.tracker.failed(writing.collector(), ex);
			return null;
		}
	}

	private static @Nullable Mutation mutation(MutationOperationGroup group, RowMapping mapping) {
		if (group.getMutationTarget() instanceof EntityPersister persister) {
			HierarchyRows rows = mapping.of(persister);
			return (rows != null) ? new EntityMutation(group, persister, rows, mapping) : null;
		}
		if (group.getMutationTarget() instanceof CollectionPersister persister) {
			CollectionRows rows = mapping.of(persister);
			HierarchyRows elements = persister.isOneToMany() ? mapping.of(persister.getElementPersister()) : null;
			return ((persister.isOneToMany() ? elements : rows) != null)
					? new CollectionMutation(group, rows, elements, mapping) : null;
		}
		return null;
	}

}
