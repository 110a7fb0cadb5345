package io.contactsync.ledger.db;

/** What happens to links that a ledger has lost, for the messages about a damaged ledger. */
public enum LinkRecovery {
    /** Contacts without a link are looked up in the target before they are created. */
    LOOKUP {
        @Override
        String afterBackup() {
            return FOUND_AGAIN;
        }

        @Override
        String withoutLinks() {
            return FOUND_AGAIN;
        }
    },
    /** The job has {@code match: []}: contacts without a link are created. */
    NONE {
        @Override
        String afterBackup() {
            return "this job has match: [], so contacts that were created since the backup was made are not found"
                    + " again: its next run needs --fresh-links and creates them a second time";
        }

        @Override
        String withoutLinks() {
            return "this job has match: [], so its next run then creates every contact a second time";
        }
    },
    /** Only the job's name is known. */
    UNKNOWN {
        @Override
        String afterBackup() {
            return FOUND_AGAIN + "; a job with match: [] creates those that are newer than the backup a second time,"
                    + " and its next run needs --fresh-links for that";
        }

        @Override
        String withoutLinks() {
            return FOUND_AGAIN + "; a job with match: [] creates them a second time";
        }
    };

    private static final String FOUND_AGAIN = "contacts that are in the target are found again by the match fields";

    /** What happens after the backup was put in the ledger's place. */
    abstract String afterBackup();

    /** What happens after the ledger was moved away. */
    abstract String withoutLinks();
}
