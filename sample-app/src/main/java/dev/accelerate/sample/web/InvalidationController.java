package dev.accelerate.sample.web;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.Invalidation;
import jakarta.validation.Valid;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Endpoints that invalidate by hand.
 */
@RestController
@RequestMapping("/api")
class InvalidationController {

	private final AccelerateOperations accelerate;

	InvalidationController(AccelerateOperations accelerate) {
		this.accelerate = accelerate;
	}

	@PostMapping("/invalidate")
	Invalidation invalidate(@RequestBody @Valid InvalidationRequest request) {
		return this.accelerate.invalidate(request.tags());
	}

	@PostMapping("/invalidate-all")
	Invalidation invalidateAll() {
		return this.accelerate.invalidateAll();
	}

}
