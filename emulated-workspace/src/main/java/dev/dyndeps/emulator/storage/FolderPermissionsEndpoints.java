package dev.dyndeps.emulator.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableSet;
import dev.dyndeps.emulator.http.Answer;
import dev.dyndeps.emulator.http.ApiError;
import dev.dyndeps.emulator.http.Call;
import dev.dyndeps.emulator.http.Endpoints;
import dev.dyndeps.emulator.http.Json;
import dev.dyndeps.emulator.http.Routes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * {@code /api/2.0/permissions/directories/ID}: who may do what with a folder of the workspace, beside its owner. It is kept and
 * shown, and not enforced.
 */
final class FolderPermissionsEndpoints implements Endpoints {
    private static final String PATH = "/api/2.0/permissions/directories/*";
    private static final ImmutableSet<String> LEVELS = ImmutableSet.of("CAN_READ", "CAN_RUN", "CAN_EDIT", "CAN_MANAGE");
    private static final List<String> PRINCIPALS = List.of("user_name", "group_name", "service_principal_name");

    private final Tree tree;
    private final Map<String, Map<String, ObjectNode>> granted = new ConcurrentHashMap<>();

    FolderPermissionsEndpoints(Tree tree) {
        this.tree = tree;
    }

    @Override
    public void register(Routes routes) {
        routes.add("GET", PATH, call -> Answer.json(json(folder(call))));
        routes.add("PATCH", PATH, this::grant);
    }

    private Answer grant(Call call) throws IOException {
        String folder = folder(call);
        for (JsonNode entry : call.json().path("access_control_list")) {
            String level = entry.path("permission_level").asText();
            if (!LEVELS.contains(level)) {
                throw ApiError.invalid("'" + level + "' is no permission level of a folder");
            }
            String field = PRINCIPALS.stream()
                    .filter(entry::hasNonNull)
                    .findFirst()
                    .orElseThrow(() -> ApiError.invalid("An entry of access_control_list names nobody"));
            String name = entry.path(field).asText();
            ObjectNode shown = Json.object().put(field, name);
            shown.putArray("all_permissions")
                    .addObject()
                    .put("permission_level", level)
                    .put("inherited", false);
            granted.computeIfAbsent(folder, none -> new TreeMap<>()).put(name, shown);
        }
        return Answer.json(json(folder));
    }

    private ObjectNode json(String id) {
        ObjectNode answer = Json.object().put("object_id", "/directories/" + id).put("object_type", "directory");
        ArrayNode list = answer.putArray("access_control_list");
        granted.getOrDefault(id, Map.of()).values().forEach(list::add);
        return answer;
    }

    /** The id, if a folder has it that the caller may write to. */
    private String folder(Call call) throws IOException {
        try (Stream<Path> all = Files.walk(tree.folder())) {
            Optional<Path> found = all.filter(Files::isDirectory)
                    .filter(place ->
                            Long.toString(ObjectsEndpoints.id(tree, place)).equals(call.rest()))
                    .findFirst();
            Path place = found.orElseThrow(() -> ApiError.missing("Directory " + call.rest() + " does not exist."));
            tree.writing(call, tree.path(place));
            return call.rest();
        }
    }
}
