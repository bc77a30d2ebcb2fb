package dev.accelerate.testing.domain;

public enum Status {

	ACTIVE,

	BLOCKED {

		@Override
		public boolean mayEnter() {
			return false;
		}

	};

	public boolean mayEnter() {
		return true;
	}

}
