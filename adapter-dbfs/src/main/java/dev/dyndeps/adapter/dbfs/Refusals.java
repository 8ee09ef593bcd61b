package dev.dyndeps.adapter.dbfs;

import dev.dyndeps.adapter.databricks.ServiceAnswer;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import java.util.Optional;

/** Why the service lets nothing be written to a place, where the user can do something about it. */
final class Refusals {
    private static final String VOLUME = "/Volumes/CATALOG/SCHEMA/VOLUME/dyndeps";

    private Refusals() {}

    /** What an answer to a request that writes means; empty if it means nothing in particular. */
    static Optional<UserError> of(ServiceAnswer answer, Place place) {
        if (answer.isDenied()) {
            return Optional.of(unwritable(
                    place,
                    "the workspace does not allow this user to write there: " + said(answer),
                    place.path().isVolume()
                            ? "Ask its owner for READ VOLUME and WRITE VOLUME, or choose another base such as " + VOLUME
                            : "Choose a folder of a Volume as base, such as " + VOLUME));
        }
        if (answer.isAlreadyThere()) {
            return Optional.of(unwritable(
                    place, "a file stands where a folder must be: " + said(answer), "Choose another folder"));
        }
        if (answer.isMissing()) {
            return Optional.of(unwritable(
                    place,
                    "there is no such volume: " + said(answer),
                    "Create the volume, or choose a base in another one, such as " + VOLUME));
        }
        if (answer.code().equals("FILES_API_DIRECTORY_IS_NOT_EMPTY")) {
            return Optional.of(unwritable(
                    place,
                    "somebody writes there while it is deleted: " + said(answer),
                    "Wait until that has ended, and delete it again"));
        }
        return Optional.empty();
    }

    static UserError unwritable(Place place, String what, String next) {
        return new UserError(Code.OUTPUT_UNWRITABLE, place.where(), what, next);
    }

    private static String said(ServiceAnswer answer) {
        String message = answer.message();
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }
}
