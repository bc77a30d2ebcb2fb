package dev.accelerate.jpa.unkeyed;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.accelerate.core.UnkeyedDependency;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.Interceptor;
import org.hibernate.boot.spi.SessionFactoryOptions;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.FilterDefinition;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.UserCredentialsDataSourceAdapter;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.orm.jpa.EntityManagerFactoryInfo;
import org.springframework.transaction.TransactionManager;
import org.springframework.transaction.support.ResourceTransactionManager;

/**
 * Finder of what the results of a persistence unit depend on that no key contains: the
 * tenant, a filter, the route of a connection. What code of the application does when a
 * connection or a session opens cannot be known. It counts as a dependency, unless the
 * application declares that no tenant depends on it.
 */
public final class UnkeyedDependencyFinder {

	/**
	 * Setting that tells what code of the application does to each session of a unit when
	 * it opens.
	 */
	public static final String OPENING_SETTING = "accelerate.session_opening";

	private static final String SINGLE = ", or set accelerate.tenancy=single if every connection and session shows the same rows";

	private final boolean single;

	private final boolean lagging;

	private final Supplier<Stream<TransactionManager>> managers;

	private final TenantKeyFinder tenants;

	/**
	 * Creates a finder.
	 * @param single whether the application declares that no tenant depends on its own
	 * code
	 * @param lagging whether the application declares how far replicas may be behind
	 * @param managers the transaction managers of the application
	 * @param tenants the finder of the tenants that keys can tell
	 */
	public UnkeyedDependencyFinder(boolean single, boolean lagging, Supplier<Stream<TransactionManager>> managers,
			TenantKeyFinder tenants) {
		this.single = single;
		this.lagging = lagging;
		this.managers = managers;
		this.tenants = tenants;
	}

	/**
	 * Returns the tenants of a unit, or {@code null} if keys cannot tell them or there
	 * are none.
	 * @param sessionFactory the factory of the unit
	 */
	public @Nullable TenantKeys tenants(SessionFactoryImplementor sessionFactory) {
		return this.tenants.find(sessionFactory);
	}

	/**
	 * Returns what the results of a unit depend on, or {@code null} if there is nothing.
	 * @param entityManagerFactory the factory as the application gets it
	 * @param dataSource the data source that Spring knows for it, or {@code null} if
	 * Spring knows none
	 */
	public @Nullable UnkeyedDependency find(SessionFactoryImplementor sessionFactory,
			EntityManagerFactory entityManagerFactory, @Nullable DataSource dataSource) {
		UnkeyedDependency declared = declared(sessionFactory, dataSource);
		if (declared != null) {
			return declared;
		}
		List<DataSource> parts = new ArrayList<>(DataSourceChain.of(dataSource));
		parts.addAll(DataSourceChain.of(sessionFactory));
		if (!this.lagging) {
			for (DataSource part : parts) {
				String replicas = ReadReplicas.of(part);
				if (replicas != null) {
					return new UnkeyedDependency(replicas + ", which may be behind",
							"Set accelerate.invalidation.replica-lag to the time a commit may take to show there");
				}
			}
		}
		return this.single ? null : suspected(sessionFactory, entityManagerFactory, parts);
	}

	private @Nullable UnkeyedDependency declared(SessionFactoryImplementor sessionFactory,
			@Nullable DataSource dataSource) {
		SessionFactoryOptions options = sessionFactory.getSessionFactoryOptions();
		CurrentTenantIdentifierResolver<Object> resolver = options.getCurrentTenantIdentifierResolver();
		String unknown = (resolver != null) ? this.tenants.withoutForm(resolver) : null;
		if (unknown != null) {
			return new UnkeyedDependency(unknown, TenantKeyFinder.REMEDY);
		}
		if (resolver == null && (options.isMultiTenancyEnabled()
				|| sessionFactory.getDefinedFilterNames().contains(TenantKeys.FILTER))) {
			return UnkeyedDependency.on("the tenant each session is opened with");
		}
		for (FilterDefinition filter : sessionFactory.getAutoEnabledFilters()) {
			// Its parameters are set when a session opens.
			if (!filter.getParameterNames().isEmpty()) {
				return UnkeyedDependency.on("the filter '" + filter.getFilterName() + "'");
			}
		}
		return isRouted(sessionFactory, dataSource) ? UnkeyedDependency.on("a routing DataSource") : null;
	}

	private @Nullable UnkeyedDependency suspected(SessionFactoryImplementor sessionFactory,
			EntityManagerFactory entityManagerFactory, List<DataSource> parts) {
		ConnectionProvider connections = sessionFactory.getServiceRegistry().getService(ConnectionProvider.class);
		String provider = (connections != null) ? ApplicationCode.opening(connections) : null;
		if (provider != null) {
			return suspected("what the ConnectionProvider " + provider + " does when it hands out a connection");
		}
		for (DataSource part : parts) {
			if (part instanceof UserCredentialsDataSourceAdapter) {
				return suspected("the user a thread may connect as, by a UserCredentialsDataSourceAdapter");
			}
			String own = ApplicationCode.opening(part);
			if (own != null) {
				return suspected(
						"what the DataSource " + own + ", the application's own, does when it opens a connection");
			}
		}
		String advice = ApplicationCode.around(entityManagerFactory, "createEntityManager");
		if (advice != null) {
			return suspected("what the advice " + advice + " does when an entity manager is created");
		}
		String inspector = rewriting(sessionFactory);
		if (inspector != null) {
			return suspected("what the StatementInspector " + inspector + " makes of statements");
		}
		if (sessionFactory.getProperties().get(OPENING_SETTING) instanceof String opening) {
			return suspected(opening);
		}
		String began = began(sessionFactory, entityManagerFactory);
		if (began != null) {
			return suspected(began);
		}
		return this.managers.get()
			.filter((manager) -> isManagedBy(sessionFactory, manager))
			.flatMap((manager) -> Stream.ofNullable(ApplicationCode.beginning(manager)))
			.findFirst()
			.map(UnkeyedDependencyFinder::suspected)
			.orElse(null);
	}

	/**
	 * Returns what code of the application does when a session begins a transaction,
	 * whichever manager begins it.
	 */
	private static @Nullable String began(SessionFactoryImplementor sessionFactory,
			EntityManagerFactory entityManagerFactory) {
		SessionFactoryOptions options = sessionFactory.getSessionFactoryOptions();
		String dialect = (entityManagerFactory instanceof EntityManagerFactoryInfo info)
				? ApplicationCode.beginning(info.getJpaDialect()) : null;
		if (dialect != null) {
			return dialect;
		}
		String interceptor = ApplicationCode.beginning(options.getInterceptor());
		Supplier<? extends Interceptor> each = options.getStatelessInterceptorImplementorSupplier();
		return (interceptor != null || each == null) ? interceptor : ApplicationCode.beginning(each.get());
	}

	private static @Nullable String rewriting(SessionFactoryImplementor sessionFactory) {
		StatementInspector inspector = sessionFactory.getSessionFactoryOptions().getStatementInspector();
		StatementInspector own = (inspector instanceof DelegatingInspector delegating) ? delegating.next() : null;
		return (own == null || KnownClasses.contains(own.getClass()) || InspectorBytecode.keepsStatements(own)) ? null
				: own.getClass().getName();
	}

	private static UnkeyedDependency suspected(String what) {
		return new UnkeyedDependency(what, UnkeyedDependency.CONTRIBUTE + SINGLE);
	}

	/**
	 * Returns whether transactions of a manager are, or may be, transactions of a unit.
	 */
	public static boolean isManagedBy(SessionFactoryImplementor sessionFactory, TransactionManager manager) {
		return !(manager instanceof ResourceTransactionManager resource)
				|| (resource.getResourceFactory() instanceof EntityManagerFactory managed
						&& managed.unwrap(SessionFactoryImplementor.class) == sessionFactory);
	}

	/**
	 * Returns whether something the cache does not see chooses the connections.
	 */
	public static boolean isRouted(SessionFactoryImplementor sessionFactory, @Nullable DataSource dataSource) {
		return RoutingDataSources.contains(dataSource)
				|| RoutingDataSources.contains(DataSourceChain.connected(sessionFactory))
				|| DataSourceChain.of(sessionFactory).stream().anyMatch(AbstractRoutingDataSource.class::isInstance);
	}

}
