package dev.accelerate.jpa.snapshot;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.persister.collection.CollectionPersister;
import org.jspecify.annotations.Nullable;

/**
 * Registration of a collection in a session, which later versions of Hibernate also tell
 * whether the collection is read-only.
 */
final class CollectionRegistration {

	private static final @Nullable MethodHandle UNINITIALIZED = find("addUninitializedCollection", void.class);

	private static final @Nullable MethodHandle INITIALIZED = find("addInitializedCollection", CollectionEntry.class);

	private CollectionRegistration() {
	}

	private static @Nullable MethodHandle find(String name, Class<?> result) {
		try {
			return MethodHandles.lookup()
				.findVirtual(PersistenceContext.class, name,
						MethodType.methodType(result, CollectionPersister.class, PersistentCollection.class,
								Object.class, boolean.class))
				.asType(MethodType.methodType(void.class, PersistenceContext.class, CollectionPersister.class,
						PersistentCollection.class, Object.class, boolean.class));
		}
		catch (ReflectiveOperationException ex) {
			return null;
		}
	}

	static void register(PersistenceContext context, CollectionPersister persister, PersistentCollection<?> collection,
			Object key, boolean initialized, boolean readOnly) {
		MethodHandle handle = initialized ? INITIALIZED : UNINITIALIZED;
		if (handle != null) {
			try {
				handle.invokeExact(context, persister, (PersistentCollection) collection, key, readOnly);
			}
			catch (RuntimeException | Error ex) {
				throw ex;
			}
			catch (Throwable ex) {
				throw new IllegalStateException(ex);
			}
		}
		else if (initialized) {
			context.addInitializedCollection(persister, collection, key);
		}
		else {
			context.addUninitializedCollection(persister, collection, key);
		}
	}

}
