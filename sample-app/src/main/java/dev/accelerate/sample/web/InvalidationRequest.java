package dev.accelerate.sample.web;

import java.util.List;

import jakarta.validation.constraints.NotNull;

/**
 * Tags to invalidate. How many there may be, and of what form, is Accelerate's to say.
 *
 * @param tags the tags
 */
record InvalidationRequest(@NotNull List<String> tags) {
}
