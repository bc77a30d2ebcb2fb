package dev.accelerate.sample.web;

import dev.accelerate.AccelerateException;
import dev.accelerate.ErrorCode;
import dev.accelerate.sample.user.EmailTakenException;
import dev.accelerate.sample.user.UnknownOrganizationException;
import dev.accelerate.sample.user.UserNotFoundException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Handler of requests that fail, which responds with a {@link ProblemDetail} (RFC 9457).
 * Where the cache or the database refuses, its property {@code code} is the
 * {@link ErrorCode}. Other failures get Spring's response, without a code.
 */
@RestControllerAdvice
class ApiErrors extends ResponseEntityExceptionHandler {

	@ExceptionHandler
	@Nullable ResponseEntity<Object> handle(UserNotFoundException failure, WebRequest request) {
		return problem(failure, HttpStatus.NOT_FOUND, failure.getMessage(), request);
	}

	@ExceptionHandler
	@Nullable ResponseEntity<Object> handle(UnknownOrganizationException failure, WebRequest request) {
		return problem(failure, HttpStatus.BAD_REQUEST, failure.getMessage(), request);
	}

	@ExceptionHandler
	@Nullable ResponseEntity<Object> handle(EmailTakenException failure, WebRequest request) {
		return problem(failure, HttpStatus.CONFLICT, failure.getMessage(), request);
	}

	@ExceptionHandler
	@Nullable ResponseEntity<Object> handle(OptimisticLockingFailureException failure, WebRequest request) {
		return problem(failure, HttpStatus.CONFLICT, "The user was changed at the same time", request);
	}

	@ExceptionHandler
	@Nullable ResponseEntity<Object> handle(DataIntegrityViolationException failure, WebRequest request) {
		return problem(failure, HttpStatus.BAD_REQUEST, "The database does not accept the values", request);
	}

	@ExceptionHandler
	@Nullable ResponseEntity<Object> handle(AccelerateException failure, WebRequest request) {
		return problem(failure, status(failure.code()), failure.getMessage(), request);
	}

	/**
	 * Responds to any other failure. What the client sent has been checked by now, so
	 * this is not a mistake of the client. The message goes to the log only, because it
	 * may show more than a client should see.
	 */
	@ExceptionHandler
	@Nullable ResponseEntity<Object> handle(Exception failure, WebRequest request) {
		this.logger.error("A request failed", failure);
		HttpStatus status = status(ErrorCode.from(failure));
		return problem(failure, status.is5xxServerError() ? status : HttpStatus.INTERNAL_SERVER_ERROR, null, request);
	}

	private static HttpStatus status(ErrorCode code) {
		return switch (code) {
			case P6003 -> HttpStatus.TOO_MANY_REQUESTS;
			case P6004 -> HttpStatus.GATEWAY_TIMEOUT;
			case P6005 -> HttpStatus.BAD_REQUEST;
			case P6001, P6008 -> HttpStatus.SERVICE_UNAVAILABLE;
			case P6000, P6009 -> HttpStatus.INTERNAL_SERVER_ERROR;
		};
	}

	private @Nullable ResponseEntity<Object> problem(Exception failure, HttpStatus status, @Nullable String detail,
			WebRequest request) {
		return handleExceptionInternal(failure, ProblemDetail.forStatusAndDetail(status, detail), new HttpHeaders(),
				status, request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException failure,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		failure.getBody().setDetail(ValidationMessages.of(failure));
		return super.handleMethodArgumentNotValid(failure, headers, status, request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
			HandlerMethodValidationException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		failure.getBody().setDetail(ValidationMessages.of(failure));
		return super.handleHandlerMethodValidationException(failure, headers, status, request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleExceptionInternal(Exception failure, @Nullable Object body,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		ResponseEntity<Object> response = super.handleExceptionInternal(failure, body, headers, status, request);
		ErrorCode code = code(failure);
		if (code != null && response != null && response.getBody() instanceof ProblemDetail problem) {
			problem.setProperty("code", code);
		}
		return response;
	}

	/**
	 * Returns the code of what the cache refuses, or of a database that does not answer.
	 */
	private static @Nullable ErrorCode code(Exception failure) {
		ErrorCode code = ErrorCode.from(failure);
		return switch (code) {
			case P6001, P6004 -> code;
			default -> (failure instanceof AccelerateException) ? code : null;
		};
	}

}
