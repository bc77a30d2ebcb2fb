package dev.accelerate.sample.data;

import jakarta.validation.constraints.PositiveOrZero;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Properties of the sample.
 *
 * @param users number of users to generate if there are none
 */
@Validated
@ConfigurationProperties("sample")
record SampleProperties(@DefaultValue("100000") @PositiveOrZero int users) {
}
