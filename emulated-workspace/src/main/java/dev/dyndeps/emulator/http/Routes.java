package dev.dyndeps.emulator.http;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Which handler answers which method and path. A path that ends in {@code *} stands for all that start so. */
public final class Routes {
    private final List<Route> routes = new CopyOnWriteArrayList<>();

    public void get(String path, Handler handler) {
        add("GET", path, handler);
    }

    public void post(String path, Handler handler) {
        add("POST", path, handler);
    }

    /** A route for callers that are known. */
    public void add(String method, String path, Handler handler) {
        routes.add(new Route(method, path, false, handler));
    }

    /** A route that needs no token. */
    public void addOpen(String method, String path, Handler handler) {
        routes.add(new Route(method, path, true, handler));
    }

    Answer answer(Call call, Authenticator callers) throws IOException {
        Optional<Route> found =
                routes.stream().filter(route -> route.fits(call)).findFirst();
        Optional<User> user = found.isPresent() && found.get().open()
                ? Optional.empty()
                : Optional.of(callers.authenticate(bearer(call)));
        Route route = found.orElseThrow(() -> new ApiError(
                404, "ENDPOINT_NOT_FOUND", "No API found for '" + call.method() + " " + call.path() + "'"));
        return route.handler().handle(call.routed(route.rest(call), user));
    }

    private static Optional<String> bearer(Call call) {
        return call.header("Authorization")
                .filter(value -> value.startsWith("Bearer "))
                .map(value -> value.substring("Bearer ".length()));
    }

    private record Route(String method, String path, boolean open, Handler handler) {
        boolean fits(Call call) {
            return method.equals(call.method())
                    && (path.endsWith("*")
                            ? call.path().startsWith(prefix())
                            : call.path().equals(path));
        }

        private String prefix() {
            return path.substring(0, path.length() - 1);
        }

        /** A plus sign in a path is a plus sign. */
        String rest(Call call) {
            return path.endsWith("*")
                    ? URLDecoder.decode(
                            call.path().substring(prefix().length()).replace("+", "%2B"), StandardCharsets.UTF_8)
                    : "";
        }
    }
}
