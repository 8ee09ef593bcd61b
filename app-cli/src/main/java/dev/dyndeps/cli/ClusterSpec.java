package dev.dyndeps.cli;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The file of {@code --cluster-spec}. */
final class ClusterSpec {
    private ClusterSpec() {}

    /** Its text; an empty object if there is none. */
    static String read(Optional<Path> file) {
        if (file.isEmpty()) {
            return "{}";
        }
        try {
            return Files.readString(file.get());
        } catch (IOException e) {
            throw new UserError(
                    Code.INPUT_MISSING,
                    "--cluster-spec " + file.get(),
                    "it cannot be read: " + e.getMessage(),
                    "Give a file with JSON such as {\"node_type_id\": \"i3.xlarge\"}");
        }
    }
}
