package dev.dyndeps.application;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.MoreFiles;
import dev.dyndeps.adapter.toml.TomljReader;
import dev.dyndeps.adapter.zip.ZipArchiveWriter;
import dev.dyndeps.adapter.zip.ZipWheelReader;
import dev.dyndeps.application.BuildWheelhouse.Built;
import dev.dyndeps.application.BuildWheelhouse.Request;
import dev.dyndeps.domain.pipeline.RunMarker;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.domain.requirements.RequirementsPolicy;
import dev.dyndeps.domain.wheelhouse.ManifestWheel;
import dev.dyndeps.domain.wheelhouse.RuntimeSource;
import dev.dyndeps.domain.wheelhouse.WheelContents;
import dev.dyndeps.port.ArchiveWriter;
import dev.dyndeps.port.Digests;
import dev.dyndeps.port.WheelFetcher;
import dev.dyndeps.port.WheelReader;
import dev.dyndeps.port.WheelResolver;
import dev.dyndeps.testkit.FakeIndex;
import dev.dyndeps.testkit.FakeInputArchives;
import dev.dyndeps.testkit.FakeMachine;
import dev.dyndeps.testkit.FakeNotes;
import dev.dyndeps.testkit.FakeTextWriter;
import dev.dyndeps.testkit.FakeWheelBuilder;
import dev.dyndeps.testkit.FakeWheelCache;
import dev.dyndeps.testkit.FakeWheelFetcher;
import dev.dyndeps.testkit.FakeWheelResolver;
import dev.dyndeps.testkit.FakeWheelhouseCache;
import dev.dyndeps.testkit.FakeWorkspaces;
import dev.dyndeps.testkit.InputFile;
import dev.dyndeps.testkit.RecordingProgress;
import dev.dyndeps.testkit.WheelMaker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Everything that a build needs, over an index in memory, and a record of what was asked of whom. */
final class Bench {
    static final TargetRuntime TARGET = TargetRuntime.parse("dbr-14.3");
    static final RuntimeSource RUNTIME = new RuntimeSource(
            ImmutableSortedMap.of("__init__.py", "the runtime\n"),
            "package {package} {root}\n",
            "module {package} {root}\n",
            "the aliases\n",
            "an alias\n");

    final FakeIndex index = new FakeIndex();
    final FakeInputArchives inputs = new FakeInputArchives();
    final FakeWheelBuilder builder = new FakeWheelBuilder();
    final FakeTextWriter texts = new FakeTextWriter();
    final RecordingProgress progress = new RecordingProgress();
    final TomljReader toml = new TomljReader();
    final AtomicInteger reads = new AtomicInteger();
    final WheelReader reader = new CountingReader();
    final ArchiveWriter writer = new ZipArchiveWriter();
    final FakeWheelCache cache;
    final FakeWheelhouseCache wheelhouses;
    final FakeNotes notes = new FakeNotes();
    final FakeMachine machine = new FakeMachine(new RunMarker.Owner("me", "here", 42, 1_000));
    Optional<String> program = Optional.of("this program");
    final FakeWorkspaces workspaces;
    final Path input;
    final Path output;
    final List<WheelResolver.Request> resolved = new ArrayList<>();
    final List<String> fetched = new ArrayList<>();
    WheelResolver resolver = new FakeWheelResolver(index);

    private final class CountingReader implements WheelReader {
        @Override
        public WheelContents read(Path wheel) {
            reads.incrementAndGet();
            return new ZipWheelReader().read(wheel);
        }

        @Override
        public WheelContents read(Path wheel, Digests digests) {
            reads.incrementAndGet();
            return new ZipWheelReader().read(wheel, digests);
        }
    }

    Bench(Path temp) throws IOException {
        cache = new FakeWheelCache(Files.createDirectories(temp.resolve("cache")));
        wheelhouses = new FakeWheelhouseCache(cache);
        workspaces = new FakeWorkspaces(Files.createDirectories(temp.resolve("workspaces")));
        input = temp.resolve("deps.zip");
        output = temp.resolve("out");
    }

    /** The files of the input. */
    Bench input(InputFile... files) {
        inputs.put(input, files);
        return this;
    }

    /** An input of one requirements file. */
    Bench requirements(String... lines) {
        return input(InputFile.text("requirements.txt", String.join("\n", lines) + "\n"));
    }

    static InputFile file(String path, WheelMaker wheel) {
        return InputFile.bytes(path, wheel.bytes());
    }

    static InputFile wheelFile(WheelMaker wheel) {
        return file("wheels/" + wheel.fileName(), wheel);
    }

    static InputFile project(String name) {
        return project("", name);
    }

    /** @param folder with its slash */
    static InputFile project(String folder, String name) {
        return InputFile.text(
                folder + "pyproject.toml",
                "[build-system]\nrequires = []\n[project]\nname = \"" + name + "\"\nversion = \"1.0\"\n");
    }

    Request request() {
        return new Request(input, TARGET, Optional.empty(), Optional.empty(), output, RequirementsPolicy.STRICT);
    }

    Request request(Path lock) {
        return new Request(input, TARGET, Optional.empty(), Optional.of(lock), output, RequirementsPolicy.STRICT);
    }

    Built build() {
        return useCase().run(request(), progress);
    }

    BuildWheelhouse useCase() {
        WheelFetcher fetcher = new FakeWheelFetcher(index);
        FetchWheels fetch = new FetchWheels(
                cache,
                (wheels, into, arrivals, listener) -> {
                    wheels.forEach(wheel -> fetched.add(wheel.name().fileName()));
                    fetcher.fetch(wheels, into, arrivals, listener);
                },
                reader);
        WheelResolver recording = request -> {
            resolved.add(request);
            return resolver.resolve(request);
        };
        return new BuildWheelhouse(
                inputs,
                toml,
                new LocalWheels(
                        reader, new BuiltWheels(builder, reader, cache, notes, machine), writer, RUNTIME, cache),
                new CompleteResolution(recording, fetch),
                writer,
                texts,
                workspaces,
                RUNTIME,
                new KeptWheelhouses(wheelhouses, program),
                new Seconds());
    }

    /** The file names of the wheels of a wheelhouse. */
    static ImmutableList<String> wheels(Built built) {
        return built.manifest().wheels().stream()
                .map(wheel -> wheel.name().fileName())
                .collect(ImmutableList.toImmutableList());
    }

    static ManifestWheel wheel(Built built, String distribution) {
        return built.manifest().wheels().stream()
                .filter(wheel -> wheel.name().name().value().equals(distribution))
                .findFirst()
                .orElseThrow();
    }

    /** What is in the output folder; nothing if there is none. */
    ImmutableList<Path> written() {
        try {
            return Files.exists(output) ? MoreFiles.listFiles(output) : ImmutableList.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Passes a second at every look. */
    static final class Seconds extends Ticker {
        private long now;

        @Override
        public long read() {
            now += 1_000_000_000L;
            return now;
        }
    }
}
