package dev.accelerate.rest;

import dev.accelerate.AccelerateOperations;
import dev.accelerate.CacheStatus;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/**
 * {@link DataRestTests} where cached reads return detached copies in open sessions.
 */
@TestPropertySource(properties = "accelerate.entities.in-open-session=detached")
class DetachedDataRestTests extends DataRestTests {

	@Autowired
	DetachedDataRestTests(MockMvcTester mvc, EssayRepository essays, AuthorRepository authors,
			AccelerateOperations accelerate) {
		super(mvc, essays, authors, accelerate);
	}

	@Override
	CacheStatus shared() {
		return CacheStatus.MISS;
	}

}
