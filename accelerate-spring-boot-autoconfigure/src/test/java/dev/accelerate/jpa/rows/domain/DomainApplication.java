package dev.accelerate.jpa.rows.domain;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * Application with the domain and its repositories, and nothing else.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EntityScan(basePackageClasses = People.class)
@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = People.class)
public class DomainApplication {

}
