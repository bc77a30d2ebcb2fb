package dev.accelerate.jpa.differential;

import dev.accelerate.jpa.differential.Fleet.Ship;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;

/**
 * All that Spring Data itself declares, with specifications and examples.
 */
interface CriteriaShips extends JpaRepository<Ship, Long>, JpaSpecificationExecutor<Ship> {

}
