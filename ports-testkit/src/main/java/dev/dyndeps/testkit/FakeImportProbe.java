package dev.dyndeps.testkit;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.port.ImportProbe;
import dev.dyndeps.port.ProgressListener;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Says of every root that it was imported from the wheelhouse, but for those that it was told to fail. */
public final class FakeImportProbe implements ImportProbe {
    private final Map<String, String> errors = new HashMap<>();
    private int asked;

    /** From now on, the import of this root ends with this line. */
    public FakeImportProbe failing(String root, String error) {
        errors.put(root, error);
        return this;
    }

    /** How often it was asked. */
    public int asked() {
        return asked;
    }

    @Override
    public ImmutableList<Imported> probe(
            Path wheelhouse, ImmutableList<String> roots, TargetRuntime target, ProgressListener progress) {
        asked++;
        return roots.stream()
                .map(root -> errors.containsKey(root)
                        ? new Imported(root, "", errors.getOrDefault(root, ""))
                        : new Imported(root, wheelhouse + "/" + root.replace('.', '/') + "/__init__.py", ""))
                .collect(ImmutableList.toImmutableList());
    }
}
