package dev.dyndeps.adapter.uv;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.adapter.python.Command;
import dev.dyndeps.adapter.python.ProcessResult;
import dev.dyndeps.adapter.python.packaging.IndexQuestion;
import dev.dyndeps.adapter.python.packaging.RequestLines;
import dev.dyndeps.adapter.python.packaging.Unmet;
import dev.dyndeps.adapter.python.packaging.Wheres;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.python.DistributionName;
import dev.dyndeps.domain.python.Requirement;
import dev.dyndeps.port.ToolError;
import dev.dyndeps.port.WheelResolver.Request;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes one paragraph of uv's words: which requirement, what was there instead, what to try. */
final class UvFailure {
    private final UvTools tools;
    private final Request request;
    private final RequestLines lines;
    private final Path folder;
    private final Path log;
    private final Wheres wheres;

    UvFailure(UvTools tools, Request request, RequestLines lines, Path folder, Path log) {
        this.tools = tools;
        this.request = request;
        this.lines = lines;
        this.folder = folder;
        this.log = log;
        this.wheres = new Wheres(request, lines);
    }

    /** The exception to throw. */
    RuntimeException explain(Command command, ProcessResult result) {
        Optional<Derivation> derivation = Derivation.in(result.tail());
        if (derivation.isPresent() && !result.timedOut()) {
            return derivation
                    .get()
                    .blamed()
                    .map(blamed -> unmet(derivation.get(), blamed))
                    .orElseGet(() -> contradiction(derivation.get()));
        }
        return UvIndexFailure.in(result.tail())
                .<RuntimeException>map(words -> UvIndexFailure.error("the package index failed", words))
                .orElseGet(() -> notUnderstood(command, result));
    }

    private RuntimeException unmet(Derivation derivation, Requirement blamed) {
        if (lines.local(blamed.name()).isPresent()) {
            return contradiction(derivation);
        }
        String neededBy =
                derivation.neededBy(blamed.name()).map(DistributionName::value).orElse("");
        String where = Stream.concat(Stream.of(blamed.name()), derivation.names().stream())
                .map(name -> String.join(", ", wheres.all(name)))
                .filter(places -> !places.isEmpty())
                .findFirst()
                .orElse(blamed.name().value());
        IndexQuestion question = new IndexQuestion(tools.pip(), tools.pip().environment(), request.target(), folder);
        return new Unmet(question, "uv", log).explain(blamed, neededBy, where, Optional.empty());
    }

    private RuntimeException contradiction(Derivation derivation) {
        String where = derivation.names().stream()
                .flatMap(name -> wheres.all(name).stream())
                .distinct()
                .collect(Collectors.joining(", "));
        return new dev.dyndeps.domain.UserError(
                Code.RESOLUTION_CONFLICT,
                where.isEmpty() ? "the requirements" : where,
                "these contradict each other: " + derivation.facts(),
                "Loosen one of them, or ask for versions that go together; uv's own words are in " + log);
    }

    private ToolError notUnderstood(Command command, ProcessResult result) {
        List<String> tail = result.tail();
        return new ToolError(
                result.timedOut() ? "uv took too long to resolve" : "uv failed to resolve",
                "Read the whole output in " + log + ", or use --engine pip",
                command.redacted(),
                result.exitCode(),
                ImmutableList.copyOf(tail.subList(Math.max(0, tail.size() - 20), tail.size())),
                Optional.of(log));
    }
}
