package dev.dyndeps.adapter.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.Streams;
import com.google.common.util.concurrent.Striped;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.domain.pipeline.TaskKey;
import dev.dyndeps.port.TaskValues;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.regex.Pattern;

/**
 * Task values in {@code task-values.json} of the run's folder, which must be a folder of this machine: an object by task
 * of objects by name, each value as its JSON text. Written by one process at a time, replaced by a rename.
 */
public final class FileTaskValues implements TaskValues {
    private static final String FILE = "task-values.json";
    private static final String LOCK = ".task-values.lock";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]+");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** A file lock belongs to the process, so threads need one more. */
    private static final Striped<Lock> THREADS = Striped.lock(16);

    @Override
    public void set(StorePath run, TaskKey task, String name, String json) {
        check(name, json);
        Path folder = Path.of(run.value());
        Lock threads = THREADS.get(folder);
        threads.lock();
        try (FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock(); // freed with the channel
            ObjectNode values = read(folder);
            values.withObjectProperty(task.key()).put(name, json);
            if (count(values) > MAX_VALUES) {
                throw new IllegalArgumentException("more than " + MAX_VALUES + " task values in " + run);
            }
            write(folder, values);
        } catch (IOException e) {
            throw new UserError(
                    Code.OUTPUT_UNWRITABLE,
                    folder.resolve(FILE).toString(),
                    "the task values cannot be written: " + e.getMessage(),
                    "Check that the run's folder is there, may be written to and has room");
        } finally {
            threads.unlock();
        }
    }

    @Override
    public Optional<String> get(StorePath run, TaskKey task, String name) {
        try {
            JsonNode value = read(Path.of(run.value())).path(task.key()).path(name);
            return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
        } catch (IOException e) {
            throw new UserError(
                    Code.INPUT_MISSING,
                    run.resolve(FILE).value(),
                    "the task values cannot be read: " + e.getMessage(),
                    "Check that the run's folder may be read");
        }
    }

    private static void check(String name, String json) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("no name of a task value: " + name);
        }
        int bytes = json.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "the task value " + name + " has " + bytes + " bytes, at most " + MAX_BYTES + " are allowed");
        }
        try {
            if (JSON.readTree(json).isMissingNode()) {
                throw new IllegalArgumentException("the task value " + name + " is empty");
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the task value " + name + " is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static int count(ObjectNode values) {
        return Streams.stream(values).mapToInt(JsonNode::size).sum();
    }

    private static ObjectNode read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        return Files.exists(file) && JSON.readTree(file.toFile()) instanceof ObjectNode values
                ? values
                : JSON.createObjectNode();
    }

    private static void write(Path folder, ObjectNode values) throws IOException {
        Path beside = folder.resolve(FILE + ".tmp");
        try {
            JSON.writeValue(beside.toFile(), values);
            Files.move(beside, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
