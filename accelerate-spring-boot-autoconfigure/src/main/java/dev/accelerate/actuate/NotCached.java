package dev.accelerate.actuate;

/**
 * Method to which an inherited strategy does not apply.
 *
 * @param method the full name, with the types of the parameters
 * @param reason why, as the rest of a sentence
 * @param remedy what to change
 */
record NotCached(String method, String reason, String remedy) {
}
