package dev.accelerate.jpa.differential;

/**
 * Where a read is called.
 */
enum Place {

	NO_SESSION {

		@Override
		void run(HarnessApplication application, Runnable action) {
			action.run();
		}

	},

	/**
	 * As Open Session in View runs a request.
	 */
	OPEN_SESSION {

		@Override
		void run(HarnessApplication application, Runnable action) {
			application.openSession(action);
		}

	},

	READ_ONLY {

		@Override
		void run(HarnessApplication application, Runnable action) {
			application.transaction(true, action);
		}

	},

	READ_WRITE {

		@Override
		void run(HarnessApplication application, Runnable action) {
			application.transaction(false, action);
		}

	};

	abstract void run(HarnessApplication application, Runnable action);

}
