package dev.accelerate.sample.web;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@link ApiErrors} for failures that a running sample does not easily show.
 */
class ApiErrorsTests {

	private final RestTestClient client = RestTestClient.bindToController(new Failing())
		.configureServer((server) -> server.setControllerAdvice(new ApiErrors()))
		.build();

	@ParameterizedTest
	@CsvSource({ "P6000, 500", "P6001, 503", "P6003, 429", "P6004, 504", "P6005, 400", "P6008, 503", "P6009, 500" })
	void tellsTheRefusalsOfTheCache(String name, int status) {
		assertProblem(name, status, name).jsonPath("$.detail").isEqualTo(name + ": refused");
	}

	@ParameterizedTest
	@CsvSource({ "timeout, 504, P6004", "unreachable, 503, P6001", "misuse, 500,", "bug, 500," })
	void keepsToItselfWhatOtherFailuresSay(String name, int status, @Nullable String code) {
		assertProblem(name, status, code).jsonPath("$.detail").doesNotExist();
	}

	@ParameterizedTest
	@CsvSource({ "race, 409, The user was changed at the same time",
			"value, 400, The database does not accept the values" })
	void tellsWhatTheDatabaseRefuses(String name, int status, String detail) {
		assertProblem(name, status, null).jsonPath("$.detail").isEqualTo(detail);
	}

	private RestTestClient.BodyContentSpec assertProblem(String name, int status, @Nullable String code) {
		RestTestClient.BodyContentSpec body = this.client.get()
			.uri("/fail?name=" + name)
			.exchange()
			.expectStatus()
			.isEqualTo(status)
			.expectBody();
		return (code != null) ? body.jsonPath("$.code").isEqualTo(code) : body.jsonPath("$.code").doesNotExist();
	}

	@RestController
	static class Failing {

		@GetMapping("/fail")
		void fail(@RequestParam String name) {
			throw switch (name) {
				case "timeout" -> new QueryTimeoutException("secret");
				case "unreachable" -> new DataAccessResourceFailureException("secret");
				case "misuse" -> new InvalidDataAccessApiUsageException("secret");
				case "bug" -> new IllegalStateException("secret");
				case "race" -> new OptimisticLockingFailureException("secret");
				case "value" -> new DataIntegrityViolationException("secret");
				default -> new AccelerateException(ErrorCode.valueOf(name), "refused");
			};
		}

	}

}
