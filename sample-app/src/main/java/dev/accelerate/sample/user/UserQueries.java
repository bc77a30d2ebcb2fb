package dev.accelerate.sample.user;

import java.util.List;
import java.util.Optional;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.Accelerated;

import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;

/**
 * Reads of users. They run in no transaction, because one would take a connection even
 * where the cache answers.
 */
@Service
public class UserQueries {

	/**
	 * Maximum number of users in one answer.
	 */
	public static final int MAXIMUM_ROWS = 1000;

	private static final Sort BY_ID = Sort.by("id");

	private final UserRepository users;

	private final AccelerateOperations accelerate;

	UserQueries(UserRepository users, AccelerateOperations accelerate) {
		this.users = users;
		this.accelerate = accelerate;
	}

	public Accelerated<List<User>> withEmailContaining(String part) {
		return this.accelerate
			.withAccelerateInfo(() -> this.users.findByEmailContaining(part, BY_ID, Limit.of(MAXIMUM_ROWS)));
	}

	public Accelerated<Optional<User>> withId(Long id) {
		return this.users.findWithInfoById(id);
	}

	public Accelerated<Optional<User>> firstWithName(String name) {
		return this.accelerate.withAccelerateInfo(() -> this.users.findFirstByNameOrderById(name));
	}

	public Accelerated<Long> count() {
		return this.accelerate.withAccelerateInfo(this.users::count);
	}

	public Accelerated<List<DomainCount>> countByDomain() {
		return this.users.countByDomain();
	}

	public Accelerated<Page<User>> page(int page, int size) {
		return this.accelerate.withAccelerateInfo(() -> this.users.findAll(PageRequest.of(page, size, BY_ID)));
	}

}
