/**
 * Examples of the README and of the pages in {@code docs}, each run with assertions of
 * what the page says beside it: the Java ones word for word, the YAML as it is on the
 * page. The tests of a page begin with its name: those of {@code keys.md} are
 * {@code KeysExamplesTests}. This package is none of ours, so the examples get by with
 * what is public.
 */
package dev.accelerate.examples;
