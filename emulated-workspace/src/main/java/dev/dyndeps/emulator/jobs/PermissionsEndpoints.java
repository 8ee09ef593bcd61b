package dev.dyndeps.emulator.jobs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dyndeps.emulator.http.Call;
import dev.dyndeps.emulator.http.Json;
import dev.dyndeps.emulator.http.Routes;
import dev.dyndeps.emulator.jobs.engine.Job;
import dev.dyndeps.emulator.jobs.engine.Jobs;
import dev.dyndeps.emulator.jobs.model.AccessList;
import dev.dyndeps.emulator.jobs.model.Fields;
import dev.dyndeps.emulator.jobs.model.Level;
import dev.dyndeps.emulator.jobs.model.Refusal;
import java.io.IOException;

/** {@code /api/2.0/permissions/jobs/ID}: who may do what with a job. */
final class PermissionsEndpoints {
    private static final String PATH = "/api/2.0/permissions/jobs/*";

    private final Jobs jobs;

    PermissionsEndpoints(Jobs jobs) {
        this.jobs = jobs;
    }

    void register(Routes routes) {
        routes.add("GET", PATH, Api.handler(call -> json(job(call, Level.CAN_VIEW))));
        routes.add("PUT", PATH, Api.handler(call -> change(call, false)));
        routes.add("PATCH", PATH, Api.handler(call -> change(call, true)));
    }

    private ObjectNode change(Call call, boolean beside) throws IOException {
        Job job = job(call, Level.CAN_MANAGE);
        Fields request = Api.body(call);
        jobs.permit(job.id(), beside ? job.access().with(request) : AccessList.parse(request));
        return json(job(call, Level.CAN_VIEW));
    }

    private Job job(Call call, Level level) {
        if (!call.rest().matches("\\d{1,18}")) {
            throw Refusal.missing("Job " + call.rest() + " does not exist.");
        }
        return jobs.get(Long.parseLong(call.rest()), call.user().name(), level);
    }

    private static ObjectNode json(Job job) {
        ObjectNode answer = Json.object().put("object_id", "/jobs/" + job.id()).put("object_type", "job");
        ArrayNode list = answer.putArray("access_control_list");
        job.access()
                .levels()
                .forEach((principal, level) ->
                        list.add(entry(principal.kind().field(), principal.name(), level, false)));
        list.add(entry("group_name", "admins", Level.CAN_MANAGE, true));
        return answer;
    }

    private static ObjectNode entry(String field, String name, Level level, boolean inherited) {
        ObjectNode entry = Json.object().put(field, name);
        entry.putArray("all_permissions")
                .addObject()
                .put("permission_level", level.name())
                .put("inherited", inherited);
        return entry;
    }
}
