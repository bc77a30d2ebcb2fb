package dev.accelerate.sample.web;

import java.util.List;

import jakarta.validation.constraints.NotNull;

/**
 * Tags to invalidate. Accelerate itself checks their number and their form.
 *
 * @param tags the tags
 */
record InvalidationRequest(@NotNull List<String> tags) {
}
