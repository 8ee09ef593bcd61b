package dev.dyndeps.emulator.storage;

import dev.dyndeps.emulator.http.ApiError;
import dev.dyndeps.emulator.http.User;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What users may not do; all else they may. Paths are those of the API, such as {@code /Volumes/main/default/files}. */
public final class Permissions {
    private final List<Rule> denied = new CopyOnWriteArrayList<>();

    private record Rule(String user, String folder, boolean alsoReading) {
        boolean fits(User caller, String path) {
            return user.equals(caller.name()) && (path + "/").startsWith(folder + "/");
        }
    }

    /** The user may read there, and not write. */
    public void denyWriting(String user, String folder) {
        denied.add(new Rule(user, folder, false));
    }

    /** The user may neither read nor write there. */
    public void deny(String user, String folder) {
        denied.add(new Rule(user, folder, true));
    }

    /** Everybody may do everything again. */
    public void clear() {
        denied.clear();
    }

    void checkReading(User user, String path) {
        if (denied.stream().anyMatch(rule -> rule.alsoReading() && rule.fits(user, path))) {
            throw ApiError.denied("User does not have READ permission on '" + path + "'.");
        }
    }

    void checkWriting(User user, String path) {
        if (denied.stream().anyMatch(rule -> rule.fits(user, path))) {
            throw ApiError.denied("User does not have WRITE permission on '" + path + "'.");
        }
    }
}
