package dev.accelerate.examples;

import java.nio.charset.StandardCharsets;

import dev.accelerate.AccelerateException;
import dev.accelerate.CacheStatus;
import dev.accelerate.CacheStrategy;
import dev.accelerate.ErrorCode;
import dev.accelerate.signature.ArgumentEncoder;
import dev.accelerate.signature.SignatureContributor;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.JpaRepository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The examples of docs/keys.md, with {@link ArgumentEncoder} and
 * {@link SignatureContributor}.
 */
class KeysExamplesTests {

	@AutoClose
	private static final ExamplesApplication application = ExamplesApplication.start(Configured.class);

	private final TenantHolder tenants = application.bean(TenantHolder.class);

	private final PurchaseRepository purchases = application.repository(PurchaseRepository.class);

	@BeforeEach
	void reset() {
		application.reset();
		this.tenants.tenant = "acme";
	}

	@Test
	void anArgumentOfAnotherTypeIsWhatItsEncoderSays() {
		this.purchases.save(new Purchase(new Money("5 EUR")));
		assertThat(countStatus("5 EUR")).isEqualTo(CacheStatus.MISS);
		assertThat(countStatus("5 EUR")).isEqualTo(CacheStatus.TTL);
		assertThat(countStatus("6 EUR")).isEqualTo(CacheStatus.MISS);
		assertThat(this.purchases.countByPrice(new Money("5 EUR"))).isEqualTo(1);
		assertThat(this.purchases.countByPrice(new Money("6 EUR"))).isZero();
	}

	@Test
	void withoutTheEncoderTheStrategyIsRefused() {
		try (ExamplesApplication without = ExamplesApplication.start()) {
			assertThatExceptionOfType(AccelerateException.class)
				.isThrownBy(() -> without.repository(PurchaseRepository.class))
				.withMessageContaining(Money.class.getSimpleName())
				.extracting(AccelerateException::code)
				.isEqualTo(ErrorCode.P6005);
		}
	}

	@Test
	void nothingIsSharedBetweenTenants() {
		assertThat(countStatus("5 EUR")).isEqualTo(CacheStatus.MISS);
		this.tenants.tenant = "globex";
		assertThat(countStatus("5 EUR")).isEqualTo(CacheStatus.MISS);
		assertThat(countStatus("5 EUR")).isEqualTo(CacheStatus.TTL);
		this.tenants.tenant = "acme";
		assertThat(countStatus("5 EUR")).isEqualTo(CacheStatus.TTL);
	}

	private CacheStatus countStatus(String price) {
		return application.status(() -> this.purchases.countByPrice(new Money(price)));
	}

	interface PurchaseRepository extends JpaRepository<Purchase, Long> {

		@CacheStrategy(ttl = 60)
		long countByPrice(Money price);

	}

	@Entity
	static class Purchase {

		@Id
		@GeneratedValue
		private Long id;

		@Convert(converter = MoneyConverter.class)
		private Money price;

		protected Purchase() {
		}

		Purchase(Money price) {
			this.price = price;
		}

	}

	/**
	 * Amount of a class that is not a record, so it is unknown what it consists of.
	 */
	static final class Money {

		private final String text;

		Money(String text) {
			this.text = text;
		}

		@Override
		public String toString() {
			return this.text;
		}

	}

	static class MoneyConverter implements AttributeConverter<Money, String> {

		@Override
		public String convertToDatabaseColumn(Money money) {
			return money.toString();
		}

		@Override
		public Money convertToEntityAttribute(String column) {
			return new Money(column);
		}

	}

	static class TenantHolder {

		private volatile String tenant;

		String currentTenant() {
			return this.tenant;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(ExamplesApplication.Configured.class)
	static class Configured {

		@Bean
		TenantHolder tenantHolder() {
			return new TenantHolder();
		}

		@Bean
		ArgumentEncoder moneyEncoder() {
			return new ArgumentEncoder() {

				@Override
				public boolean supports(Class<?> type) {
					return type == Money.class;
				}

				@Override
				public byte[] encode(Object argument) {
					return argument.toString().getBytes(StandardCharsets.UTF_8);
				}

			};
		}

		@Bean
		SignatureContributor tenant(TenantHolder holder) {
			return holder::currentTenant;
		}

	}

}
