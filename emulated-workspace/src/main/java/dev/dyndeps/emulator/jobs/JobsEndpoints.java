package dev.dyndeps.emulator.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dyndeps.emulator.http.Call;
import dev.dyndeps.emulator.http.Json;
import dev.dyndeps.emulator.jobs.engine.Job;
import dev.dyndeps.emulator.jobs.engine.Jobs;
import dev.dyndeps.emulator.jobs.engine.RunRequest;
import dev.dyndeps.emulator.jobs.engine.Runs;
import dev.dyndeps.emulator.jobs.model.AccessList;
import dev.dyndeps.emulator.jobs.model.ComputeCatalog;
import dev.dyndeps.emulator.jobs.model.Fields;
import dev.dyndeps.emulator.jobs.model.JobSettings;
import dev.dyndeps.emulator.jobs.model.Level;
import dev.dyndeps.emulator.jobs.model.Refusal;
import dev.dyndeps.emulator.jobs.model.SettingsUpdate;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/** {@code jobs/…}: definitions, and the start of their runs. */
final class JobsEndpoints {
    private static final int LISTED = 20;
    private static final int MOST_LISTED = 100;

    /** What run-now has for jobs of the old kind. */
    private static final List<String> OLD_PARAMETERS = List.of(
            "python_params",
            "notebook_params",
            "jar_params",
            "spark_submit_params",
            "python_named_params",
            "sql_params");

    private final Jobs jobs;
    private final Runs runs;
    private final ComputeCatalog catalog;

    JobsEndpoints(Jobs jobs, Runs runs, ComputeCatalog catalog) {
        this.jobs = jobs;
        this.runs = runs;
        this.catalog = catalog;
    }

    void register(Api api) {
        api.post("create", this::create);
        api.post("reset", this::reset);
        api.post("update", this::update);
        api.post("delete", this::delete);
        api.post("run-now", this::runNow);
        api.get("get", this::get);
        api.get("list", this::list);
    }

    private ObjectNode create(Call call) throws IOException {
        Fields request = Api.body(call);
        JobSettings settings = JobSettings.ofJob(request, catalog);
        String user = call.user().name();
        return Json.object()
                .put(
                        "job_id",
                        jobs.create(settings, user, AccessList.ownedBy(user).with(request)));
    }

    private ObjectNode reset(Call call) throws IOException {
        Fields request = Api.body(call);
        Job job = managed(call, request);
        Fields settings = request.object("new_settings")
                .orElseThrow(() -> Refusal.invalid("Missing required field: new_settings"));
        jobs.reset(job.id(), JobSettings.ofJob(settings, catalog));
        return Api.nothing();
    }

    private ObjectNode update(Call call) throws IOException {
        Fields request = Api.body(call);
        Job job = managed(call, request);
        jobs.reset(
                job.id(), JobSettings.ofJob(SettingsUpdate.apply(job.settings().json(), request), catalog));
        return Api.nothing();
    }

    private ObjectNode delete(Call call) throws IOException {
        jobs.delete(managed(call, Api.body(call)).id());
        return Api.nothing();
    }

    private Job managed(Call call, Fields request) {
        return jobs.get(request.requiredNumber("job_id"), call.user().name(), Level.CAN_MANAGE);
    }

    private ObjectNode runNow(Call call) throws IOException {
        Fields request = Api.body(call);
        String user = call.user().name();
        Job job = jobs.get(request.requiredNumber("job_id"), user, Level.CAN_MANAGE_RUN);
        OLD_PARAMETERS.stream().filter(request::has).findFirst().ifPresent(field -> {
            throw Refusal.notEmulated(field + " of run-now: declare job parameters");
        });
        long run = runs.start(new RunRequest(
                OptionalLong.of(job.id()),
                job.settings(),
                request.map("job_parameters"),
                user,
                job.runAs(),
                job.access(),
                request.text("idempotency_token")));
        return Json.object().put("run_id", run).put("number_in_job", run);
    }

    private ObjectNode get(Call call) {
        Job job = jobs.get(Api.id(call, "job_id"), call.user().name(), Level.CAN_VIEW);
        return JobJson.whole(job, Page.fixed(call, JobJson.TASKS));
    }

    private ObjectNode list(Call call) {
        Page page = Page.of(call, LISTED, MOST_LISTED);
        boolean expanded = call.query("expand_tasks").filter("true"::equals).isPresent();
        List<Job> found = jobs.list(call.user().name()).stream()
                .filter(job -> call.query("name")
                        .filter(name -> !name.equalsIgnoreCase(job.settings().name()))
                        .isEmpty())
                .toList();
        ObjectNode answer = Json.object();
        page.put(answer, answer, "jobs", found, job -> JobJson.listed(job, expanded));
        if (found.isEmpty()) {
            answer.remove("jobs");
        }
        return answer.put("has_more", answer.has("next_page_token"));
    }
}
