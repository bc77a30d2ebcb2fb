package dev.accelerate.jpa.domain;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import dev.accelerate.jpa.domain.Unsupported.OwnList;
import org.hibernate.collection.spi.PersistentBag;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.CollectionClassification;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.usertype.UserCollectionType;

/**
 * {@link UserCollectionType} with a persistent collection of its own.
 */
public class OwnCollectionType implements UserCollectionType {

	@Override
	public CollectionClassification getClassification() {
		return CollectionClassification.BAG;
	}

	@Override
	public Class<?> getCollectionClass() {
		return List.class;
	}

	@Override
	public PersistentCollection<?> instantiate(SharedSessionContractImplementor session,
			CollectionPersister persister) {
		return new OwnPersistentBag<>(session, null);
	}

	@Override
	@SuppressWarnings("unchecked")
	public PersistentCollection<?> wrap(SharedSessionContractImplementor session, Object collection) {
		return new OwnPersistentBag<>(session, (Collection<Object>) collection);
	}

	@Override
	public Iterator<?> getElementsIterator(Object collection) {
		return ((Collection<?>) collection).iterator();
	}

	@Override
	public boolean contains(Object collection, Object entity) {
		return ((Collection<?>) collection).contains(entity);
	}

	@Override
	public Object indexOf(Object collection, Object entity) {
		return ((List<?>) collection).indexOf(entity);
	}

	@Override
	@SuppressWarnings({ "unchecked", "rawtypes" })
	public Object replaceElements(Object original, Object target, CollectionPersister persister, Object owner,
			Map copyCache, SharedSessionContractImplementor session) {
		((Collection<Object>) target).clear();
		((Collection<Object>) target).addAll((Collection<Object>) original);
		return target;
	}

	@Override
	public Object instantiate(int anticipatedSize) {
		return new OwnList<>();
	}

	public static class OwnPersistentBag<E> extends PersistentBag<E> {

		private static final long serialVersionUID = 1;

		OwnPersistentBag(SharedSessionContractImplementor session, Collection<E> collection) {
			super(session, collection);
		}

	}

}
