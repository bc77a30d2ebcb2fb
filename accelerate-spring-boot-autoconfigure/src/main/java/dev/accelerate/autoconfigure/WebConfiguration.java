package dev.accelerate.autoconfigure;

import java.util.EnumSet;

import dev.accelerate.freshness.TimeSource;
import dev.accelerate.invalidation.Invalidations;
import dev.accelerate.tracking.CallOptions;
import dev.accelerate.web.RequestWrites;
import dev.accelerate.web.TokenCarrier;
import dev.accelerate.web.TokenCarriers;
import dev.accelerate.web.TokenFilter;
import jakarta.servlet.DispatcherType;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * Configuration of the tokens of HTTP requests.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = { "jakarta.servlet.Filter", "org.springframework.web.filter.OncePerRequestFilter" })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class WebConfiguration {

	/**
	 * Order after the filters that change the request itself, and before those that may
	 * read, such as the ones of Spring Security.
	 */
	private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 100;

	private final AccelerateProperties properties;

	WebConfiguration(AccelerateProperties properties) {
		this.properties = properties;
	}

	@Bean
	FilterRegistrationBean<TokenFilter> accelerateTokenFilter(Invalidations accelerateInvalidations,
			CallOptions accelerateCallOptions, RequestWrites accelerateRequestWrites, TimeSource accelerateTimeSource) {
		TokenFilter filter = new TokenFilter(accelerateInvalidations, accelerateCallOptions, accelerateRequestWrites,
				carrier(this.properties.getWeb(), accelerateTimeSource));
		FilterRegistrationBean<TokenFilter> registration = new FilterRegistrationBean<>(filter);
		registration
			.setEnabled(this.properties.isEnabled() && this.properties.getWeb().getToken() != WebProperties.Token.OFF);
		registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
		registration.setOrder(ORDER);
		return registration;
	}

	private TokenCarrier carrier(WebProperties web, TimeSource time) {
		String secret = web.getTokenSecret();
		return (this.properties.isEnabled() && web.getToken() == WebProperties.Token.COOKIE) ? TokenCarriers
			.cookie((secret != null) ? secret : "", this.properties.getInvalidation().getMaxSilence(), time::instant)
				: TokenCarriers.header();
	}

}
