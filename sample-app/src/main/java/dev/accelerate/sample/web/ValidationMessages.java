package dev.accelerate.sample.web;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;

/**
 * Messages that say what is wrong with a request: the names of its parameters and fields,
 * and what each must be.
 */
final class ValidationMessages {

	private ValidationMessages() {
	}

	static String of(MethodArgumentNotValidException failure) {
		return join(failure.getFieldErrors().stream().map(ValidationMessages::describe));
	}

	static String of(HandlerMethodValidationException failure) {
		return join(failure.getParameterValidationResults().stream().flatMap(ValidationMessages::describe));
	}

	private static Stream<String> describe(ParameterValidationResult result) {
		if (result instanceof ParameterErrors errors) {
			return errors.getFieldErrors().stream().map(ValidationMessages::describe);
		}
		String parameter = result.getMethodParameter().getParameterName();
		return result.getResolvableErrors().stream().map((error) -> parameter + " " + error.getDefaultMessage());
	}

	private static String describe(FieldError error) {
		return error.getField() + " " + error.getDefaultMessage();
	}

	private static String join(Stream<String> messages) {
		return messages.sorted().collect(Collectors.joining(", "));
	}

}
