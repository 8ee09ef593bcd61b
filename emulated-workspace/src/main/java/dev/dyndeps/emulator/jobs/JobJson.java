package dev.dyndeps.emulator.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import dev.dyndeps.emulator.http.Json;
import dev.dyndeps.emulator.jobs.engine.Job;
import dev.dyndeps.emulator.jobs.model.TaskSpec;

/** A job as the API shows it. */
final class JobJson {
    /** How many tasks an answer holds. */
    static final int TASKS = 100;

    private static final ImmutableList<String> ONLY_WHEN_EXPANDED =
            ImmutableList.of("tasks", "job_clusters", "environments", "parameters");

    private JobJson() {}

    static ObjectNode whole(Job job, Page tasks) {
        ObjectNode answer = head(job);
        ObjectNode settings =
                answer.putObject("settings").setAll(job.settings().json().json().deepCopy());
        tasks.put(answer, settings, "tasks", job.settings().tasks(), JobJson::task);
        answer.put("has_more", answer.has("next_page_token"));
        return answer;
    }

    static ObjectNode listed(Job job, boolean expanded) {
        if (expanded) {
            ObjectNode entry = whole(job, new Page(0, TASKS));
            entry.remove("next_page_token");
            return entry;
        }
        ObjectNode entry = head(job);
        ObjectNode settings = entry.putObject("settings");
        settings.setAll(job.settings().json().json().deepCopy());
        settings.remove(ONLY_WHEN_EXPANDED);
        return entry;
    }

    private static ObjectNode head(Job job) {
        return Json.object()
                .put("job_id", job.id())
                .put("creator_user_name", job.creator())
                .put("run_as_user_name", job.runAs())
                .put("created_time", job.created().toEpochMilli());
    }

    private static ObjectNode task(TaskSpec task) {
        return task.json().json().deepCopy();
    }
}
