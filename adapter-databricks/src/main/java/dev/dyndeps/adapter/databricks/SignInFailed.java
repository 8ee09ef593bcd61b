package dev.dyndeps.adapter.databricks;

import com.databricks.sdk.core.DatabricksException;

/** No token for a request could be had: the SDK's failure, whatever its type was. */
final class SignInFailed extends DatabricksException {
    private static final long serialVersionUID = 1L;

    SignInFailed(RuntimeException cause) {
        super(String.valueOf(cause.getMessage()), cause);
    }
}
