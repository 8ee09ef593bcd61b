package dev.dyndeps.emulator.jobs.engine;

/** Why a run or a task ended: {@code status.termination_details.code}, and the {@code type} that goes with it. */
public enum TerminationCode {
    SUCCESS("SUCCESS"),
    SUCCESS_WITH_FAILURES("SUCCESS"),
    RUN_EXECUTION_ERROR("CLIENT_ERROR"),
    INVALID_RUN_CONFIGURATION("CLIENT_ERROR"),
    RESOURCE_NOT_FOUND("CLIENT_ERROR"),
    USER_CANCELED("SUCCESS"),
    /** By the platform: it took longer than it might. */
    CANCELED("SUCCESS"),
    SKIPPED("SUCCESS"),
    MAX_CONCURRENT_RUNS_EXCEEDED("CLIENT_ERROR"),
    CLUSTER_ERROR("CLIENT_ERROR"),
    INTERNAL_ERROR("INTERNAL_ERROR");

    private final String type;

    TerminationCode(String type) {
        this.type = type;
    }

    public String type() {
        return type;
    }

    /** Whether the platform failed rather than the program. */
    public boolean isPlatform() {
        return switch (this) {
            case CLUSTER_ERROR, INTERNAL_ERROR, INVALID_RUN_CONFIGURATION, RESOURCE_NOT_FOUND -> true;
            case SUCCESS,
                    SUCCESS_WITH_FAILURES,
                    RUN_EXECUTION_ERROR,
                    USER_CANCELED,
                    CANCELED,
                    SKIPPED,
                    MAX_CONCURRENT_RUNS_EXCEEDED -> false;
        };
    }
}
