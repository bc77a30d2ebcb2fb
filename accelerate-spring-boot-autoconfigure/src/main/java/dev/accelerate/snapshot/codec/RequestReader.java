package dev.accelerate.snapshot.codec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;

/**
 * Reader of the requests that pages answer, and of the positions in scrolled results.
 */
final class RequestReader {

	private final PayloadReader in;

	private final ValueReader values;

	RequestReader(PayloadReader in, ValueReader values) {
		this.in = in;
		this.values = values;
	}

	Pageable readPageable() {
		if (!this.in.readBoolean()) {
			return Pageable.unpaged(readSort());
		}
		int page = this.in.readInt();
		int size = this.in.readInt();
		return PageRequest.of(page, size, readSort());
	}

	private Sort readSort() {
		int number = this.in.readCount();
		List<Sort.Order> orders = new ArrayList<>(number);
		for (int i = 0; i < number; i++) {
			String property = this.in.readName();
			Sort.Direction direction = Sort.Direction.values()[this.in.readIndex(Sort.Direction.values().length)];
			Sort.Order order = new Sort.Order(direction, property);
			order = this.in.readBoolean() ? order.ignoreCase() : order;
			Sort.NullHandling[] handlings = Sort.NullHandling.values();
			orders.add(order.with(handlings[this.in.readIndex(handlings.length)]));
		}
		return Sort.by(orders);
	}

	ScrollPosition readPosition(int depth) {
		int kind = this.in.readIndex(3);
		if (kind < 2) {
			return (kind == 0) ? ScrollPosition.offset() : ScrollPosition.offset(this.in.readNumber());
		}
		ScrollPosition.Direction[] directions = ScrollPosition.Direction.values();
		ScrollPosition.Direction direction = directions[this.in.readIndex(directions.length)];
		int number = this.in.readCount();
		Map<String, @Nullable Object> keys = new LinkedHashMap<>();
		for (int i = 0; i < number; i++) {
			keys.put(this.in.readName(), this.values.read(depth + 1));
		}
		return ScrollPosition.of(keys, direction);
	}

}
