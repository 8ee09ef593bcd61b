package dev.dyndeps.cli;

import com.google.common.base.Splitter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Names this very program, for what is kept of its work: two builds of one version may differ. */
final class ProgramIdentity {
    private ProgramIdentity() {}

    /**
     * Its jars, as they lie on the disk.
     *
     * @param classPath as the system property says it
     * @return empty where a part of the program is a folder of classes, which changes without a sign
     */
    static Optional<String> of(String classPath) {
        StringBuilder identity = new StringBuilder();
        for (String element :
                Splitter.on(File.pathSeparatorChar).omitEmptyStrings().split(classPath)) {
            try {
                BasicFileAttributes jar = Files.readAttributes(Path.of(element), BasicFileAttributes.class);
                if (!jar.isRegularFile()) {
                    return Optional.empty();
                }
                identity.append(element + ' ' + jar.size() + ' ' + jar.lastModifiedTime() + '\n');
            } catch (IOException missing) {
                // Java takes no notice of it, either.
            }
        }
        return Optional.of(identity.toString()).filter(known -> !known.isEmpty());
    }
}
