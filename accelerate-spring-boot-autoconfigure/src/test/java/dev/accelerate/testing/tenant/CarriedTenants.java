package dev.accelerate.testing.tenant;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskDecorator;

/**
 * {@link Tenants} that go along with a call to the thread of its refresh.
 */
@Configuration(proxyBeanMethods = false)
public class CarriedTenants {

	@Bean
	TaskDecorator tenantDecorator() {
		return (task) -> {
			String tenant = Tenants.current();
			return () -> {
				Tenants.enter(tenant);
				try {
					task.run();
				}
				finally {
					Tenants.leave();
				}
			};
		};
	}

}
