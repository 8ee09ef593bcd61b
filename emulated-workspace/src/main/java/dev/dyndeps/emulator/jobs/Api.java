package dev.dyndeps.emulator.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import dev.dyndeps.emulator.http.Answer;
import dev.dyndeps.emulator.http.ApiError;
import dev.dyndeps.emulator.http.Call;
import dev.dyndeps.emulator.http.Handler;
import dev.dyndeps.emulator.http.Json;
import dev.dyndeps.emulator.http.Routes;
import dev.dyndeps.emulator.jobs.model.Fields;
import dev.dyndeps.emulator.jobs.model.Refusal;
import java.io.IOException;

/** Routes of the Jobs API, in each of its versions, whose refusals are answered as errors. */
record Api(Routes routes) {
    private static final ImmutableList<String> VERSIONS = ImmutableList.of("2.1", "2.2");

    /** Answers a request with JSON. */
    @FunctionalInterface
    interface Action {
        ObjectNode answer(Call call) throws IOException;
    }

    /** @param path below {@code jobs/} */
    void get(String path, Action action) {
        VERSIONS.forEach(version -> routes.get("/api/" + version + "/jobs/" + path, handler(action)));
    }

    /** @param path below {@code jobs/} */
    void post(String path, Action action) {
        VERSIONS.forEach(version -> routes.post("/api/" + version + "/jobs/" + path, handler(action)));
    }

    static Handler handler(Action action) {
        return call -> {
            try {
                return Answer.json(action.answer(call));
            } catch (Refusal e) {
                throw new ApiError(e.kind().status(), e.kind().name(), String.valueOf(e.getMessage()));
            }
        };
    }

    static Fields body(Call call) throws IOException {
        return new Fields(call.json());
    }

    /** The number that a query parameter must be. */
    static long id(Call call, String name) {
        call.required(name);
        return call.number(name, 0);
    }

    static ObjectNode nothing() {
        return Json.object();
    }
}
