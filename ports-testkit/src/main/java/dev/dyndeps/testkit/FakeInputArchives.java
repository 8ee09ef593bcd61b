package dev.dyndeps.testkit;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.archive.ArchiveLimits;
import dev.dyndeps.port.DependencyArchive;
import dev.dyndeps.port.InputArchives;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Inputs that are in memory only, under the path that a test gives them. */
public final class FakeInputArchives implements InputArchives {
    private final Map<Path, ImmutableList<InputFile>> inputs = new ConcurrentHashMap<>();

    /** From now on, these files are the input at this path. */
    public FakeInputArchives put(Path input, InputFile... files) {
        inputs.put(input, ImmutableList.copyOf(files));
        return this;
    }

    @Override
    public DependencyArchive open(Path input, ArchiveLimits limits) {
        ImmutableList<InputFile> files = inputs.get(input);
        if (files == null) {
            throw new UserError(
                    Code.INPUT_MISSING, input.toString(), "there is no such input", "Check the path of the input");
        }
        return FakeArchive.open(input.toString(), files, limits);
    }
}
