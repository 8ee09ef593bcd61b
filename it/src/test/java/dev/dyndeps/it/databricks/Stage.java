package dev.dyndeps.it.databricks;

/** The stages of a run, each with a request of it that may go wrong. */
enum Stage {
    SIGN_IN("GET /api/2.0/preview/scim/v2/Me"),
    LOOK_FOR_NODE_TYPES("GET /api/2.1/clusters/list-node-types"),
    SEND_THE_MARKER("PUT /api/2.0/fs/files/*/dyndeps-run.json"),
    SEND_THE_WHEELHOUSE("PUT /api/2.0/fs/files/*.wheelhouse.zip"),
    SEND_THE_SCRIPTS("POST /api/2.0/workspace/import"),
    MAKE_THE_JOB("POST /api/2.2/jobs/create"),
    START("POST /api/2.2/jobs/run-now"),
    WATCH("GET /api/2.2/jobs/runs/get"),
    GET_THE_OUTPUT("GET /api/2.2/jobs/runs/get-output"),
    CLEAN_UP("DELETE /api/2.0/fs/*");

    /** As {@link dev.dyndeps.emulator.http.Faults} wants it. */
    final String request;

    Stage(String request) {
        this.request = request;
    }
}
