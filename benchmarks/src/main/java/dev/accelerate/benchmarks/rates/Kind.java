package dev.accelerate.benchmarks.rates;

import java.util.Collection;
import java.util.List;

import dev.accelerate.benchmarks.rates.Account.Status;

/**
 * Way of reading.
 */
enum Kind {

	BY_ID("by id", 40) {

		@Override
		List<String> read(Accounts accounts, int choice) {
			return shown(accounts.findById((long) choice).stream().toList());
		}

		@Override
		List<String> read(Truth truth, int choice) {
			return truth.byId(choice);
		}

	},

	BY_CODE("by unique value", 20) {

		@Override
		List<String> read(Accounts accounts, int choice) {
			return shown(accounts.findByCode(Row.code(choice)).stream().toList());
		}

		@Override
		List<String> read(Truth truth, int choice) {
			return truth.byId(choice);
		}

	},

	BY_TEAM("by foreign key", 20) {

		@Override
		int choices(int rows) {
			return Population.teams(rows);
		}

		@Override
		List<String> read(Accounts accounts, int choice) {
			return shown(accounts.findByTeamIdOrderById((long) choice));
		}

		@Override
		List<String> read(Truth truth, int choice) {
			return truth.byTeam(choice);
		}

	},

	FIRST_PAGE("first page by date", 10) {

		@Override
		int choices(int rows) {
			return 1;
		}

		@Override
		List<String> read(Accounts accounts, int choice) {
			return shown(accounts.findFirst20ByOrderByChangedDescIdDesc());
		}

		@Override
		List<String> read(Truth truth, int choice) {
			return truth.firstPage();
		}

	},

	COUNT("count by status", 10) {

		@Override
		int choices(int rows) {
			return Status.values().length;
		}

		@Override
		List<String> read(Accounts accounts, int choice) {
			return List.of(String.valueOf(accounts.countByStatus(Status.values()[choice])));
		}

		@Override
		List<String> read(Truth truth, int choice) {
			return truth.count(Status.values()[choice]);
		}

	};

	private final String label;

	private final int percent;

	Kind(String label, int percent) {
		this.label = label;
		this.percent = percent;
	}

	static Kind of(int percent) {
		int sum = 0;
		for (Kind kind : values()) {
			sum += kind.percent;
			if (percent < sum) {
				return kind;
			}
		}
		throw new IllegalArgumentException(percent + " is no percentage");
	}

	private static List<String> shown(Collection<Account> accounts) {
		return accounts.stream().map(Account::shown).toList();
	}

	String label() {
		return this.label;
	}

	/**
	 * Return how many different reads there are.
	 */
	int choices(int rows) {
		return rows;
	}

	abstract List<String> read(Accounts accounts, int choice);

	abstract List<String> read(Truth truth, int choice);

}
