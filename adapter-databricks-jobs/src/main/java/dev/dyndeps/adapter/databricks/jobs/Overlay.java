package dev.dyndeps.adapter.databricks.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;

/** What a user lays over our cluster: a JSON object in the shape of the Jobs API's {@code new_cluster}. */
record Overlay(ObjectNode json) {
    private static final String WHERE = "--cluster-spec";

    /** @throws UserError ({@code OPTION_INVALID}) if it is no JSON object */
    static Overlay parse(String text) {
        try {
            if (Json.parse(text) instanceof ObjectNode object) {
                if (object.has("new_cluster")) {
                    throw invalid(
                            "there is a 'new_cluster' in it", "Give the object that stands in 'new_cluster' itself");
                }
                return new Overlay(object);
            }
            throw invalid("this is no JSON object", "Give an object in the shape of the Jobs API's new_cluster");
        } catch (JsonProcessingException e) {
            throw invalid(
                    "this is no JSON: " + e.getOriginalMessage() + " in line "
                            + e.getLocation().getLineNr(),
                    "Give an object in the shape of the Jobs API's new_cluster");
        }
    }

    boolean isEmpty() {
        return json.isEmpty();
    }

    /** Whether a pool decides what the machines are. */
    boolean hasPool() {
        return json.hasNonNull("instance_pool_id");
    }

    /** Whether a policy may decide what we would choose otherwise. */
    boolean hasPolicy() {
        return json.hasNonNull("policy_id");
    }

    boolean hasNodeType() {
        return json.hasNonNull("node_type_id");
    }

    /** Whether it says how many workers there are. */
    boolean hasSize() {
        return json.hasNonNull("num_workers") || json.hasNonNull("autoscale") || json.hasNonNull("is_single_node");
    }

    private static UserError invalid(String what, String next) {
        return new UserError(Code.OPTION_INVALID, WHERE, what, next);
    }
}
