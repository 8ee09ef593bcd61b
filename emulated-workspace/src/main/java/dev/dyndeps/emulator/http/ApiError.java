package dev.dyndeps.emulator.http;

/** The service says no: a status and {@code {error_code, message}}. */
public final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String errorCode;

    public ApiError(int status, String errorCode, String message) {
        super(message);
        this.status = status;
        this.errorCode = errorCode;
    }

    /** 400 {@code INVALID_PARAMETER_VALUE}. */
    public static ApiError invalid(String message) {
        return new ApiError(400, "INVALID_PARAMETER_VALUE", message);
    }

    /** 403 {@code PERMISSION_DENIED}. */
    public static ApiError denied(String message) {
        return new ApiError(403, "PERMISSION_DENIED", message);
    }

    /** 404 {@code RESOURCE_DOES_NOT_EXIST}. */
    public static ApiError missing(String message) {
        return new ApiError(404, "RESOURCE_DOES_NOT_EXIST", message);
    }

    public int status() {
        return status;
    }

    public String errorCode() {
        return errorCode;
    }
}
