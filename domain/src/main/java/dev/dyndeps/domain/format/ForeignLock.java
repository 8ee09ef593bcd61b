package dev.dyndeps.domain.format;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/** Lock files and manifests of other tools, which are not read, and what makes a requirements file of each. */
enum ForeignLock {
    POETRY("Poetry", "poetry export -f requirements.txt -o requirements.txt", "poetry.lock"),
    PIPENV("Pipenv", "pipenv requirements > requirements.txt", "Pipfile.lock", "Pipfile"),
    UV("uv", "uv export --format requirements-txt -o requirements.txt", "uv.lock"),
    PDM("PDM", "pdm export -f requirements -o requirements.txt", "pdm.lock"),
    PIXI("pixi", "pixi list --json, and the names and versions of its pypi packages in requirements.txt", "pixi.lock"),
    CONDA_LOCK(
            "conda-lock",
            "conda run -n NAME python -m pip list --format=freeze > requirements.txt",
            "conda-lock.yml",
            "conda-lock.yaml"),
    CONDA(
            "conda",
            "conda run -n NAME python -m pip list --format=freeze > requirements.txt",
            "environment.yml",
            "environment.yaml",
            "conda.yml",
            "conda.yaml");

    private final String tool;
    private final String export;
    private final ImmutableList<String> names;

    ForeignLock(String tool, String export, String... names) {
        this.tool = tool;
        this.export = export;
        this.names = ImmutableList.copyOf(names);
    }

    static Optional<ForeignLock> of(String fileName) {
        for (ForeignLock lock : values()) {
            if (lock.names.contains(fileName)) {
                return Optional.of(lock);
            }
        }
        return Optional.empty();
    }

    String tool() {
        return tool;
    }

    /** The command that writes a requirements file from it. */
    String export() {
        return export;
    }
}
