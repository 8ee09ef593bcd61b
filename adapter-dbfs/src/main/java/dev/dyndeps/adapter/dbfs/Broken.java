package dev.dyndeps.adapter.dbfs;

import com.databricks.sdk.core.DatabricksError;
import java.io.IOException;

/** A transfer that ended otherwise than it should have, without an error of the service. It may be tried again. */
final class Broken {
    private Broken() {}

    /** In the SDK's own way of saying so: no answer, with a cause. */
    static DatabricksError off(String what) {
        return new DatabricksError("IO_ERROR", 523, new IOException(what));
    }
}
