package dev.dyndeps.emulator.standalone;

import dev.dyndeps.adapter.filesystem.CacheRoot;
import dev.dyndeps.adapter.filesystem.TempWorkspaces;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.emulator.EmulatedWorkspace;
import dev.dyndeps.emulator.EmulatedWorkspace.Options;
import dev.dyndeps.emulator.jobs.EmulatedJobs;
import dev.dyndeps.emulator.jobs.JobsOptions;
import dev.dyndeps.emulator.jobs.python.Network;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** Starts an emulated workspace, says how to reach it, and stops it and all that it started when it is interrupted. */
public final class Main {
    private static final int USAGE = 2;

    private static final String CATALOG = "main";
    private static final String SCHEMA = "default";
    private static final String VOLUME = "dyndeps";

    private Main() {}

    /** Exits with 2 if it cannot start. */
    public static void main(String[] arguments) throws InterruptedException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(Arguments.USAGE);
            return;
        }
        try {
            EmulatedWorkspace workspace = start(Arguments.parse(List.of(arguments)), System.out);
            Runtime.getRuntime().addShutdownHook(new Thread(workspace::close, "workspace-stop"));
        } catch (UserError e) {
            System.err.println(e.where() + ": " + e.what() + ". " + e.next());
            System.exit(USAGE);
        } catch (UncheckedIOException e) {
            System.err.println(e.getMessage() + ": " + e.getCause());
            System.exit(USAGE);
        }
        new CountDownLatch(1).await();
    }

    /** It has a volume and DBFS, and its jobs have this machine's network. */
    static EmulatedWorkspace start(Arguments arguments, PrintStream out) {
        CacheRoot cache = CacheRoot.resolve(System.getenv());
        Path files = arguments
                .files()
                .orElseGet(() -> new TempWorkspaces(cache.temp()).open().folder());
        EmulatedWorkspace workspace = EmulatedWorkspace.start(
                Options.in(files.toAbsolutePath()).withPort(arguments.port()).withUser(arguments.user()));
        boolean ready = false;
        try {
            workspace.storage().createVolume(CATALOG, SCHEMA, VOLUME);
            Files.createDirectories(files.resolve("dbfs/FileStore"));
            EmulatedJobs.addTo(
                    workspace, JobsOptions.STANDARD.withSlots(arguments.slots()).withNetwork(Network.ofTheCaller()));
            ready = true;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + files, e);
        } finally {
            if (!ready) {
                workspace.close();
            }
        }
        out.printf(Locale.ROOT, """
                export DATABRICKS_HOST=%s
                export DATABRICKS_TOKEN=%s
                export DYNDEPS_BASE=/Volumes/%s/%s/%s
                # An emulated workspace: nothing leaves this machine, and the token is good for it only. Its volume is in
                # DYNDEPS_BASE, and it has DBFS (dbfs:/FileStore). Its files are in %s.
                # Put the three lines above into another terminal, and try: ./dyndeps run examples/pure_python.zip --on databricks
                # Ctrl-C stops the workspace and all that it runs.
                """, workspace.url(), workspace.token(), CATALOG, SCHEMA, VOLUME, files);
        out.flush();
        return workspace;
    }
}
