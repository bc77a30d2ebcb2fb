package dev.accelerate.benchmarks.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.accelerate.benchmarks.domain.User;

/**
 * Copies of users, as one would make them by hand.
 */
final class UserCopies {

	private UserCopies() {
	}

	/**
	 * Copy a result that is made of users, and return any other as it is.
	 */
	static Object of(Object result) {
		if (result instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof User) {
			List<User> copies = new ArrayList<>(list.size());
			for (Object user : list) {
				copies.add(copy((User) user));
			}
			return copies;
		}
		if (result instanceof Optional<?> found && found.isPresent() && found.get() instanceof User user) {
			return Optional.of(copy(user));
		}
		return result;
	}

	private static User copy(User user) {
		return new User(user.getId(), user.getName(), user.getEmail());
	}

}
