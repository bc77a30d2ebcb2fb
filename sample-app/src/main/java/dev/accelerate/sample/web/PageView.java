package dev.accelerate.sample.web;

import java.util.List;

import org.springframework.data.domain.Page;

/**
 * Page of users as clients see it.
 *
 * @param users the users of this page
 * @param page the number of this page, the first is 0
 * @param size the number of users on a full page
 * @param totalUsers the number of users on all pages
 * @param totalPages the number of pages
 */
record PageView(List<UserView> users, int page, int size, long totalUsers, int totalPages) {

	static PageView of(Page<UserView> page) {
		return new PageView(page.getContent(), page.getNumber(), page.getSize(), page.getTotalElements(),
				page.getTotalPages());
	}

}
