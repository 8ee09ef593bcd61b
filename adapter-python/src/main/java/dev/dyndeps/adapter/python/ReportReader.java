package dev.dyndeps.adapter.python;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import dev.dyndeps.domain.pipeline.ValidationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** Reads what the load task reports: the JSON that {@code load_and_validate.py} prints or writes. */
public final class ReportReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReportReader() {}

    /** The report in a file; empty if the task did not get so far, or was ended while it wrote. */
    public static Optional<ValidationReport> read(Path file) {
        try {
            return Files.exists(file) ? parse(Files.readString(file)) : Optional.empty();
        } catch (IOException cutShort) {
            return Optional.empty();
        }
    }

    /** The report in a line that the task printed, behind its {@code DYNDEPS-REPORT}; empty if it was cut short. */
    public static Optional<ValidationReport> parse(String json) {
        try {
            JsonNode report = JSON.readTree(json);
            return Optional.of(new ValidationReport(
                    list(report.required("nodes"), ReportReader::node),
                    report.required("provedEvery").asBoolean(),
                    list(report.required("checks"), JsonNode::asText)));
        } catch (JsonProcessingException | IllegalArgumentException cutShort) {
            return Optional.empty();
        }
    }

    private static ValidationReport.Node node(JsonNode node) {
        return new ValidationReport.Node(
                node.required("role").asText(),
                node.required("host").asText(),
                node.required("pid").asLong(),
                node.required("python").asText(),
                node.required("seconds").asDouble(),
                list(node.required("modules"), ReportReader::module));
    }

    private static ValidationReport.Module module(JsonNode module) {
        return new ValidationReport.Module(
                module.required("name").asText(),
                module.required("version").asText(),
                module.required("file").asText());
    }

    private static <T> ImmutableList<T> list(JsonNode array, Function<JsonNode, T> reader) {
        return Streams.stream(array).map(reader).collect(ImmutableList.toImmutableList());
    }
}
