package dev.dyndeps.adapter.filesystem;

import com.google.common.hash.HashCode;
import dev.dyndeps.port.Notes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Notes as files, {@code <first two digits>/<key>}. */
public final class DiskNotes implements Notes {
    private static final String KIND = "dyndeps note 1";

    private final Path folder;

    /** @param folder where they are, made when the first is kept */
    public DiskNotes(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<String> find(HashCode key) {
        Optional<String> text =
                CompactReader.read(file(key), KIND, note -> note.digest().equals(key) ? note.text() : "");
        text.ifPresent(found -> LastUse.isNow(file(key)));
        return text.filter(found -> !found.isEmpty());
    }

    @Override
    public void keep(HashCode key, String text) {
        try {
            Folders.makePrivate(Folders.of(file(key)));
            PartFile.write(
                    file(key), new CompactWriter(KIND).digest(key).text(text).finish());
        } catch (IOException unusable) {
            // not remembered
        }
    }

    private Path file(HashCode key) {
        String digits = key.toString();
        return folder.resolve(digits.substring(0, 2)).resolve(digits);
    }
}
