package dev.dyndeps.emulator.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.emulator.http.Call;
import dev.dyndeps.emulator.http.Json;
import dev.dyndeps.emulator.jobs.engine.RunRequest;
import dev.dyndeps.emulator.jobs.engine.RunView;
import dev.dyndeps.emulator.jobs.engine.Runs;
import dev.dyndeps.emulator.jobs.model.AccessList;
import dev.dyndeps.emulator.jobs.model.ComputeCatalog;
import dev.dyndeps.emulator.jobs.model.Fields;
import dev.dyndeps.emulator.jobs.model.JobSettings;
import dev.dyndeps.emulator.jobs.model.Level;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** {@code jobs/runs/…}: one-time runs, and how runs go. */
final class RunsEndpoints {
    private static final int LISTED = 20;
    private static final int MOST_LISTED = 24;

    private final Runs runs;
    private final ComputeCatalog catalog;
    private final Supplier<URI> workspace;

    RunsEndpoints(Runs runs, ComputeCatalog catalog, Supplier<URI> workspace) {
        this.runs = runs;
        this.catalog = catalog;
        this.workspace = workspace;
    }

    void register(Api api) {
        api.post("runs/submit", this::submit);
        api.post("runs/cancel", this::cancel);
        api.post("runs/cancel-all", this::cancelAll);
        api.post("runs/delete", this::delete);
        api.get("runs/get", this::get);
        api.get("runs/get-output", this::output);
        api.get("runs/list", this::list);
    }

    private ObjectNode submit(Call call) throws IOException {
        Fields request = Api.body(call);
        String user = call.user().name();
        JobSettings settings = JobSettings.ofRun(request, catalog);
        long run = runs.start(new RunRequest(
                OptionalLong.empty(),
                settings,
                ImmutableMap.of(),
                user,
                settings.runAs().orElse(user),
                AccessList.ownedBy(user).with(request),
                request.text("idempotency_token")));
        return Json.object().put("run_id", run);
    }

    private ObjectNode cancel(Call call) throws IOException {
        long id = Api.body(call).requiredNumber("run_id");
        seen(call, id, Level.CAN_MANAGE_RUN);
        runs.cancel(id);
        return Api.nothing();
    }

    private ObjectNode cancelAll(Call call) throws IOException {
        long job = Api.body(call).requiredNumber("job_id");
        runs.list().stream()
                .filter(run -> run.jobId() == job && run.isActive())
                .forEach(run -> runs.cancel(
                        seen(call, run.runId(), Level.CAN_MANAGE_RUN).runId()));
        return Api.nothing();
    }

    private ObjectNode delete(Call call) throws IOException {
        runs.delete(seen(call, Api.body(call).requiredNumber("run_id"), Level.CAN_MANAGE_RUN)
                .runId());
        return Api.nothing();
    }

    private ObjectNode get(Call call) {
        RunView run = seen(call, Api.id(call, "run_id"), Level.CAN_VIEW);
        return json().whole(run, Page.fixed(call, JobJson.TASKS), isSet(call, "include_resolved_values"));
    }

    private ObjectNode output(Call call) {
        long id = Api.id(call, "run_id");
        return json().output(seen(call, id, Level.CAN_VIEW), runs.output(id));
    }

    private ObjectNode list(Call call) {
        Page page = Page.of(call, LISTED, MOST_LISTED);
        boolean expanded = isSet(call, "expand_tasks");
        boolean active = isSet(call, "active_only");
        boolean completed = isSet(call, "completed_only");
        long job = call.number("job_id", 0);
        List<RunView> found = runs.list().stream()
                .filter(run -> run.request().access().of(call.user().name()).isPresent())
                .filter(run -> job == 0 || run.jobId() == job)
                .filter(run -> !active || run.isActive())
                .filter(run -> !completed || !run.isActive())
                .toList();
        ObjectNode answer = Json.object();
        page.put(answer, answer, "runs", found, run -> json().listed(run, expanded));
        if (found.isEmpty()) {
            answer.remove("runs");
        }
        return answer.put("has_more", answer.has("next_page_token"));
    }

    private RunView seen(Call call, long id, Level level) {
        RunView run = runs.get(id);
        run.request().access().require(call.user().name(), level, "run " + id + ".");
        return run;
    }

    private RunJson json() {
        return new RunJson(workspace.get());
    }

    private static boolean isSet(Call call, String flag) {
        return call.query(flag).filter("true"::equals).isPresent();
    }
}
