package dev.dyndeps.emulator.jobs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import dev.dyndeps.emulator.http.Call;
import dev.dyndeps.emulator.jobs.model.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Which part of a list is asked for: {@code limit} and {@code page_token}. */
record Page(int from, int limit) {
    private static final String TOKEN = "from-";

    /**
     * @param most what the service allows
     * @throws Refusal for a limit that it does not, and a token that it never gave
     */
    static Page of(Call call, int standard, int most) {
        long limit = call.number("limit", standard);
        if (limit < 1 || limit > most) {
            throw Refusal.invalid("Invalid limit: " + limit + ". The limit must be within [1, " + most + "]");
        }
        return new Page(from(call.query("page_token")), (int) limit);
    }

    /** Pages of one size. */
    static Page fixed(Call call, int size) {
        return new Page(from(call.query("page_token")), size);
    }

    private static int from(Optional<String> token) {
        return token.filter(text -> !text.isEmpty())
                .map(text -> {
                    if (!text.matches(TOKEN + "\\d{1,9}")) {
                        throw Refusal.invalid("Invalid page token: " + text);
                    }
                    return Integer.parseInt(text.substring(TOKEN.length()));
                })
                .orElse(0);
    }

    /** Puts this part of the items into the answer, and the token of the next if there are more. */
    <T> void put(ObjectNode answer, ObjectNode holder, String field, List<T> items, Function<T, ObjectNode> json) {
        ImmutableList<T> part = items.stream().skip(from).limit(limit).collect(ImmutableList.toImmutableList());
        ArrayNode array = holder.putArray(field);
        part.forEach(item -> array.add(json.apply(item)));
        if (from > 0) {
            answer.put("prev_page_token", TOKEN + Math.max(0, from - limit));
        }
        if (from + part.size() < items.size()) {
            answer.put("next_page_token", TOKEN + (from + limit));
        }
    }
}
