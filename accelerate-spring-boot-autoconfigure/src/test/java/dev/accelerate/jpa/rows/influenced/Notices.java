package dev.accelerate.jpa.rows.influenced;

import java.util.List;

import dev.accelerate.CacheStrategy;

import org.springframework.data.jpa.repository.JpaRepository;

interface Notices extends JpaRepository<Notice, Long> {

	@CacheStrategy(ttl = 600)
	long countBy();

	@CacheStrategy(ttl = 600)
	List<Notice> findAllByOrderById();

	@CacheStrategy(ttl = 600)
	List<Notice> findByTeamOrderById(long team);

}
