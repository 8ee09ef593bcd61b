package dev.dyndeps.adapter.databricks.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.Resources;
import dev.dyndeps.domain.pipeline.JobDefinition;
import dev.dyndeps.port.BundleFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A bundle's files in YAML. */
public final class BundleYaml implements BundleFormat {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    @Override
    public String root(String program) {
        try {
            return Resources.toString(Resources.getResource(BundleYaml.class, "databricks.yml"), StandardCharsets.UTF_8)
                    .replace("PROGRAM", program);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String resource(JobDefinition job, String scripts) {
        ObjectNode settings = JobJson.settings(
                job,
                new JobJson.Choices(
                        scripts.replaceFirst("/$", ""),
                        Optional.of("${var.node_type_id}"),
                        Optional.empty(),
                        ImmutableMap.of()));
        if (settings.path("tags").isEmpty()) {
            settings.remove("tags");
        }
        ObjectNode file = Json.object();
        file.putObject("resources").putObject("jobs").set(job.name(), settings);
        try {
            return YAML.writeValueAsString(file);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
