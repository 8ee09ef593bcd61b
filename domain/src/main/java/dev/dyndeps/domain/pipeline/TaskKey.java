package dev.dyndeps.domain.pipeline;

/** The three tasks of the pipeline, in their order. */
public enum TaskKey {
    PROCESS("process"),
    LOAD_AND_VALIDATE("load_and_validate"),
    CLEANUP("cleanup");

    private final String key;

    TaskKey(String key) {
        this.key = key;
    }

    /** The task's key in a job, such as {@code load_and_validate}; its script is {@code KEY.py}. */
    public String key() {
        return key;
    }

    @Override
    public String toString() {
        return key;
    }
}
