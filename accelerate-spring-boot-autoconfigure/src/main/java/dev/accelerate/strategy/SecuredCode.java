package dev.accelerate.strategy;

import java.lang.reflect.Method;
import java.util.Arrays;

import org.springframework.aop.Advisor;
import org.springframework.aop.PointcutAdvisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.data.repository.core.RepositoryInformation;
import org.springframework.data.repository.core.support.RepositoryFragment;
import org.springframework.util.ClassUtils;

/**
 * Test of whether a check of Spring Security runs inside a method of a repository. One
 * that is declared on the repository runs outside, for answers from the cache as well.
 * One that is declared on the class of a fragment belongs to the proxy of that fragment,
 * which only the database's answer passes.
 */
final class SecuredCode {

	private static final String SECURITY = "org.springframework.security.";

	private SecuredCode() {
	}

	static boolean isIn(Method method, RepositoryInformation repository) {
		return repository.getFragments()
			.stream()
			.filter((fragment) -> fragment.hasMethod(method))
			.findFirst()
			.flatMap(RepositoryFragment::getImplementation)
			.filter((implementation) -> implementation instanceof Advised advised && isSecured(method, advised))
			.isPresent();
	}

	private static boolean isSecured(Method method, Advised implementation) {
		Class<?> type = AopProxyUtils.ultimateTargetClass(implementation);
		Method implemented = ClassUtils.getMostSpecificMethod(method, type);
		return Arrays.stream(implementation.getAdvisors())
			.anyMatch((advisor) -> advisor.getAdvice().getClass().getName().startsWith(SECURITY)
					&& matches(advisor, implemented, type));
	}

	private static boolean matches(Advisor advisor, Method method, Class<?> type) {
		return !(advisor instanceof PointcutAdvisor pointcut) || (pointcut.getPointcut().getClassFilter().matches(type)
				&& pointcut.getPointcut().getMethodMatcher().matches(method, type));
	}

}
