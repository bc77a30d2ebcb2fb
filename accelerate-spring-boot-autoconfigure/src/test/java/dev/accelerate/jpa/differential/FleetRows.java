package dev.accelerate.jpa.differential;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;

import dev.accelerate.jpa.differential.Fleet.Kind;
import dev.accelerate.jpa.differential.Fleet.Port;
import dev.accelerate.jpa.differential.Fleet.Sailor;
import dev.accelerate.jpa.differential.Fleet.Ship;
import jakarta.persistence.EntityManager;
import net.jqwik.api.Arbitraries;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the {@link Fleet}, drawn at random.
 */
final class FleetRows {

	private final Draws draws;

	private final List<Port> ports = new ArrayList<>();

	private final List<Ship> ships = new ArrayList<>();

	private final List<Sailor> sailors = new ArrayList<>();

	FleetRows(Draws draws) {
		this.draws = draws;
	}

	void fill(EntityManager entityManager) {
		for (long id = 1; id <= 4; id++) {
			this.ports.add(port(id));
		}
		for (long id = 1; id <= 9; id++) {
			this.ships.add(ship(id));
		}
		for (long id = 1; id <= 8; id++) {
			this.sailors.add(sailor(id));
		}
		this.ports.forEach(entityManager::persist);
		this.ships.forEach(entityManager::persist);
		this.sailors.forEach(entityManager::persist);
	}

	private Port port(long id) {
		Port port = new Port();
		port.id = id;
		port.name = this.draws.text();
		port.country = this.draws.text();
		return port;
	}

	private Ship ship(long id) {
		Ship ship = new Ship();
		ship.id = id;
		ship.name = orNull(this.draws.text());
		ship.code = "c" + id;
		ship.grade = orNull(this.draws.between(0, 3));
		ship.tonnage = this.draws.between(-1, 3);
		ship.price = orNull(
				this.draws.of(Arbitraries.bigDecimals().ofScale(2).between(BigDecimal.ZERO, new BigDecimal("3.00"))));
		ship.speed = orNull(this.draws.of(Arbitraries.of(0.0, 0.1, -1.5, 1e300)));
		ship.active = this.draws.onceIn(2);
		ship.kind = orNull(this.draws.of(Arbitraries.of(Kind.values())));
		ship.built = orNull(LocalDate.of(1999, 12, this.draws.between(28, 31)));
		ship.docked = orNull(LocalDateTime.of(2001, 3, 25, this.draws.between(1, 4), 30));
		ship.sighted = orNull(Instant.ofEpochSecond(this.draws.between(0, 3)));
		ship.launched = orNull(new Date(1_000L * this.draws.between(0, 3)));
		ship.token = orNull(new UUID(1, this.draws.between(0, 9)));
		ship.image = orNull(this.draws.of(Arbitraries.bytes().array(byte[].class).ofMaxSize(2)));
		ship.extent.beam = this.draws.between(0, 2);
		ship.extent.draft = orNull(this.draws.between(0, 2));
		ship.port = orNull(this.draws.from(this.ports));
		ship.home = orNull(this.draws.from(this.ports));
		for (int i = this.draws.between(0, 2); i > 0; i--) {
			ship.visited.add(this.draws.from(this.ports));
			ship.aliases.add(this.draws.text());
			ship.notes.put(String.valueOf(i), this.draws.text());
		}
		return ship;
	}

	private Sailor sailor(long id) {
		Sailor sailor = new Sailor();
		sailor.id = id;
		sailor.name = this.draws.text();
		sailor.pay = orNull(this.draws.between(0, 3));
		sailor.ship = orNull(this.draws.from(this.ships));
		sailor.mentor = this.sailors.isEmpty() ? null : orNull(this.draws.from(this.sailors));
		return sailor;
	}

	private <T> @Nullable T orNull(T value) {
		return this.draws.onceIn(5) ? null : value;
	}

}
