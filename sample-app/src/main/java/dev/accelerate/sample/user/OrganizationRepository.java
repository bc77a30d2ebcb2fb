package dev.accelerate.sample.user;

import java.util.Optional;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * Repository of organizations. Nothing here is cached, because only writes use it.
 */
public interface OrganizationRepository extends JpaRepository<Organization, Long> {

	Optional<Organization> findByName(String name);

}
