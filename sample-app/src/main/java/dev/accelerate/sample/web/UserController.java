package dev.accelerate.sample.web;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.accelerate.Accelerated;
import dev.accelerate.sample.user.DomainCount;
import dev.accelerate.sample.user.User;
import dev.accelerate.sample.user.UserCommands;
import dev.accelerate.sample.user.UserNotFoundException;
import dev.accelerate.sample.user.UserQueries;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Endpoints for users. Every read responds with the data and how it was obtained.
 */
@RestController
@RequestMapping("/api/users")
class UserController {

	/**
	 * Highest page for which the number of a row is always an {@code int}, as JPA
	 * demands.
	 */
	private static final int MAXIMUM_PAGE = Integer.MAX_VALUE / UserQueries.MAXIMUM_ROWS - 1;

	private final UserQueries queries;

	private final UserCommands commands;

	UserController(UserQueries queries, UserCommands commands) {
		this.queries = queries;
		this.commands = commands;
	}

	@GetMapping
	Accelerated<List<UserView>> withEmailContaining(
			@RequestParam @Size(min = 2, message = "must have at least 2 characters") String contains) {
		return map(this.queries.withEmailContaining(contains), (users) -> users.stream().map(UserView::of).toList());
	}

	@GetMapping("/{id}")
	Accelerated<UserView> withId(@PathVariable @Positive Long id) {
		return map(this.queries.withId(id),
				(user) -> user.map(UserView::of).orElseThrow(() -> new UserNotFoundException(id)));
	}

	/**
	 * Returns the first user with a name. That nobody has the name is a result, too, and
	 * is cached. The data may be {@code null}, as the bound of its type says, but
	 * NullAway reads that only on later JDKs.
	 */
	@SuppressWarnings("NullAway")
	@GetMapping("/first")
	Accelerated<@Nullable UserView> firstWithName(@RequestParam @NotBlank String name) {
		Accelerated<Optional<User>> first = this.queries.firstWithName(name);
		return new Accelerated<>(first.data().map(UserView::of).orElse(null), first.info());
	}

	@GetMapping("/count")
	Accelerated<Long> count() {
		return this.queries.count();
	}

	@GetMapping("/by-domain")
	Accelerated<List<DomainCount>> countByDomain() {
		return this.queries.countByDomain();
	}

	@GetMapping("/page")
	Accelerated<PageView> page(@RequestParam(defaultValue = "0") @PositiveOrZero @Max(MAXIMUM_PAGE) int page,
			@RequestParam(defaultValue = "20") @Positive @Max(UserQueries.MAXIMUM_ROWS) int size) {
		return map(this.queries.page(page, size), (users) -> PageView.of(users.map(UserView::of)));
	}

	@PostMapping
	ResponseEntity<UserView> create(@RequestBody @Valid UserRequest request) {
		User user = this.commands.create(request.name(), request.email(), request.organization());
		return ResponseEntity.created(URI.create("/api/users/" + user.getId())).body(UserView.of(user));
	}

	@PutMapping("/{id}")
	UserView update(@PathVariable @Positive Long id, @RequestBody @Valid UserRequest request) {
		return UserView.of(this.commands.update(id, request.name(), request.email(), request.organization()));
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable @Positive Long id) {
		this.commands.delete(id);
	}

	private static <T, R> Accelerated<R> map(Accelerated<T> answer, Function<T, R> view) {
		return new Accelerated<>(view.apply(answer.data()), answer.info());
	}

}
