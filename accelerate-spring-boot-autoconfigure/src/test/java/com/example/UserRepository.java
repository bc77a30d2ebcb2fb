package com.example;

import java.util.List;

import dev.accelerate.examples.User;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * Repository that docs/strategies.md calls by its full name.
 */
public interface UserRepository extends JpaRepository<User, Long> {

	List<User> findByEmailContaining(String part);

	List<User> findByName(String name);

}
