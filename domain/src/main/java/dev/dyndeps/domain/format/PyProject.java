package dev.dyndeps.domain.format;

import com.google.common.collect.ImmutableMap;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code pyproject.toml} says of a project (PEP 518, PEP 621).
 *
 * @param hasBuildSystem whether it names its build backend
 * @param name {@code [project].name}
 * @param poetry whether Poetry's table makes it a package
 */
record PyProject(boolean hasBuildSystem, Optional<String> name, boolean poetry) {

    /**
     * @throws UserError ({@code PROJECT_INVALID}) if a table is there that every build tool would refuse
     */
    static PyProject of(ImmutableMap<String, Object> document, String where) {
        Optional<Map<?, ?>> buildSystem = table(document, "build-system");
        if (buildSystem.isPresent() && !(buildSystem.get().get("requires") instanceof List)) {
            throw invalid(
                    where,
                    "[build-system] has no list 'requires' (PEP 518)",
                    "Add what the build needs, such as requires = [\"setuptools>=61\"]");
        }
        Optional<Map<?, ?>> project = table(document, "project");
        Optional<String> name =
                project.map(p -> p.get("name")).filter(String.class::isInstance).map(String.class::cast);
        if (project.isPresent() && name.isEmpty() && buildSystem.isPresent()) {
            throw invalid(where, "[project] has no 'name' (PEP 621)", "Add name = \"…\" to [project]");
        }
        Optional<Map<?, ?>> poetry = table(document, "tool").flatMap(tool -> table(tool, "poetry"));
        if (name.isPresent() && !hasVersion(project.get()) && poetry.isEmpty()) {
            throw invalid(
                    where,
                    "[project] has neither a 'version' nor lists it under 'dynamic' (PEP 621)",
                    "Add version = \"…\" to [project]");
        }
        boolean packaged =
                poetry.isPresent() && !Boolean.FALSE.equals(poetry.get().get("package-mode"));
        return new PyProject(buildSystem.isPresent(), name, packaged);
    }

    private static boolean hasVersion(Map<?, ?> project) {
        return project.get("version") instanceof String
                || (project.get("dynamic") instanceof List<?> dynamic && dynamic.contains("version"));
    }

    private static Optional<Map<?, ?>> table(Map<?, ?> parent, String key) {
        return parent.get(key) instanceof Map<?, ?> table ? Optional.of(table) : Optional.empty();
    }

    static UserError invalid(String where, String what, String next) {
        return new UserError(Code.PROJECT_INVALID, where, what, next);
    }
}
