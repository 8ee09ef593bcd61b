package dev.dyndeps.adapter.http;

/** The operator's way to an index is one that only pip can go. */
final class CannotServe extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param why without secrets, for a person */
    CannotServe(String why) {
        super(why);
    }
}
