package bookshop.service;

import bookshop.domain.Customer;
import bookshop.domain.CustomerRepository;

import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Service;

@Service
public class ShopUserDetailsService implements UserDetailsService {

	private final CustomerRepository customers;

	ShopUserDetailsService(CustomerRepository customers) {
		this.customers = customers;
	}

	@Override
	public UserDetails loadUserByUsername(String username) {
		Customer customer = this.customers.findByEmail(username)
			.orElseThrow(() -> new UsernameNotFoundException(username));
		return User.withUsername(customer.getEmail())
			.password(customer.getPassword())
			.roles(customer.getRole())
			.build();
	}

}
