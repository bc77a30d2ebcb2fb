package dev.accelerate.snapshot;

import java.io.Serializable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * List that reads from an array shared with other lists, and copies the array before its
 * own first change. To a caller it is the mutable list that a query returns. Most callers
 * change nothing, so a list usually costs the same whatever its size.
 *
 * @param <E> the type of the items
 */
final class SharedList<E extends @Nullable Object> extends AbstractList<E> implements RandomAccess, Serializable {

	private static final long serialVersionUID = 1L;

	/**
	 * Array that other lists read, too: it is never written to.
	 */
	private final E[] shared;

	private transient @Nullable List<E> own;

	SharedList(E[] shared) {
		this.shared = shared;
	}

	@Override
	public E get(int index) {
		return (this.own != null) ? this.own.get(index) : this.shared[index];
	}

	@Override
	public int size() {
		return (this.own != null) ? this.own.size() : this.shared.length;
	}

	@Override
	public E set(int index, E element) {
		return own().set(index, element);
	}

	@Override
	public void add(int index, E element) {
		own().add(index, element);
		this.modCount++;
	}

	@Override
	public E remove(int index) {
		E removed = own().remove(index);
		this.modCount++;
		return removed;
	}

	@Override
	protected void removeRange(int fromIndex, int toIndex) {
		own().subList(fromIndex, toIndex).clear();
		this.modCount++;
	}

	@Override
	public void sort(@Nullable Comparator<? super E> order) {
		own().sort(order);
		this.modCount++;
	}

	@Override
	public boolean addAll(Collection<? extends E> items) {
		boolean added = own().addAll(items);
		this.modCount++;
		return added;
	}

	@Override
	public boolean addAll(int index, Collection<? extends E> items) {
		boolean added = own().addAll(index, items);
		this.modCount++;
		return added;
	}

	@Override
	public boolean removeAll(Collection<?> items) {
		return removed(own().removeAll(items));
	}

	@Override
	public boolean retainAll(Collection<?> items) {
		return removed(own().retainAll(items));
	}

	@Override
	public boolean removeIf(Predicate<? super E> condition) {
		return removed(own().removeIf(condition));
	}

	@Override
	public void replaceAll(UnaryOperator<E> replacement) {
		own().replaceAll(replacement);
		this.modCount++;
	}

	@Override
	public void forEach(Consumer<? super E> action) {
		int expected = this.modCount;
		super.forEach(action);
		if (this.modCount != expected) {
			throw new ConcurrentModificationException();
		}
	}

	@Override
	public Object[] toArray() {
		return (this.own != null) ? this.own.toArray() : Arrays.copyOf(this.shared, this.shared.length, Object[].class);
	}

	private boolean removed(boolean any) {
		if (any) {
			this.modCount++;
		}
		return any;
	}

	private List<E> own() {
		List<E> own = this.own;
		if (own == null) {
			own = new ArrayList<>(Arrays.asList(this.shared));
			this.own = own;
		}
		return own;
	}

	private Object writeReplace() {
		return new ArrayList<>(this);
	}

}
