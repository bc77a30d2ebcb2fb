package dev.accelerate.snapshot.codec;

import java.util.List;
import java.util.Map;

import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.OffsetScrollPosition;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;

/**
 * Writer of the requests that pages answer, and of the positions in scrolled results.
 * Only Spring Data's own classes are written, since others may hold more.
 */
final class RequestWriter {

	private final PayloadWriter out;

	private final ValueWriter values;

	RequestWriter(PayloadWriter out, ValueWriter values) {
		this.out = out;
		this.values = values;
	}

	void write(Pageable pageable) {
		boolean unpaged = pageable.getClass() == Pageable.unpaged().getClass();
		if (!unpaged && pageable.getClass() != PageRequest.class) {
			throw new UnencodableSnapshotException("A request of the type " + pageable.getClass().getName());
		}
		this.out.writeByte(unpaged ? 0 : 1);
		if (!unpaged) {
			this.out.writeNumber(pageable.getPageNumber());
			this.out.writeNumber(pageable.getPageSize());
		}
		write(pageable.getSort());
	}

	private void write(Sort sort) {
		List<Sort.Order> orders = sort.toList();
		this.out.writeCount(orders.size());
		for (Sort.Order order : orders) {
			if (order.getClass() != Sort.Order.class) {
				throw new UnencodableSnapshotException("An order of the type " + order.getClass().getName());
			}
			this.out.writeName(order.getProperty());
			this.out.writeByte(order.getDirection().ordinal());
			this.out.writeByte(order.isIgnoreCase() ? 1 : 0);
			this.out.writeByte(order.getNullHandling().ordinal());
		}
	}

	void write(ScrollPosition position, int depth) {
		if (position instanceof OffsetScrollPosition offset && position.getClass() == OffsetScrollPosition.class) {
			this.out.writeByte(offset.isInitial() ? 0 : 1);
			if (!offset.isInitial()) {
				this.out.writeNumber(offset.getOffset());
			}
			return;
		}
		if (!(position instanceof KeysetScrollPosition keyset) || position.getClass() != KeysetScrollPosition.class) {
			throw new UnencodableSnapshotException("A position of the type " + position.getClass().getName());
		}
		this.out.writeByte(2);
		this.out.writeByte(keyset.getDirection().ordinal());
		this.out.writeCount(keyset.getKeys().size());
		for (Map.Entry<String, ?> key : keyset.getKeys().entrySet()) {
			this.out.writeName(key.getKey());
			this.values.write(key.getValue(), depth + 1);
		}
	}

}
