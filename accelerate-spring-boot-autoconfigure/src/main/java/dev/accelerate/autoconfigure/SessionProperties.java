package dev.accelerate.autoconfigure;

import dev.accelerate.core.OpenSessionMode;
import dev.accelerate.core.ReadWriteMode;

/**
 * Properties of reads in open sessions and transactions.
 */
final class SessionProperties {

	private SessionProperties() {
	}

	/**
	 * Properties of entities.
	 */
	public static class Entities {

		/**
		 * What a cached read returns while a session is open, as in Open Session in View
		 * or in a transaction.
		 */
		private OpenSessionMode inOpenSession = OpenSessionMode.MANAGED;

		public OpenSessionMode getInOpenSession() {
			return this.inOpenSession;
		}

		public void setInOpenSession(OpenSessionMode inOpenSession) {
			this.inOpenSession = inOpenSession;
		}

	}

	/**
	 * Properties of transactions.
	 */
	public static class Transactions {

		/**
		 * How a read is answered in a read-write transaction of READ COMMITTED.
		 */
		private ReadWriteMode readWrite = ReadWriteMode.UNTIL_FIRST_WRITE;

		public ReadWriteMode getReadWrite() {
			return this.readWrite;
		}

		public void setReadWrite(ReadWriteMode readWrite) {
			this.readWrite = readWrite;
		}

	}

}
