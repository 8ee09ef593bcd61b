package dev.dyndeps.cli;

import com.google.common.collect.ImmutableMap;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/** Parses the arguments and runs a command. */
public final class Cli {
    /** How long an interrupted command has to clean up. */
    private static final Duration GRACE = Duration.ofSeconds(60);

    private Cli() {}

    /** Runs a command on the process's own streams, in UTF-8, and returns the exit status. */
    static int launch(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        ImmutableMap<String, String> environment = ImmutableMap.copyOf(System.getenv());
        DyndepsCommand root =
                new DyndepsCommand(environment, new Console(out, err, () -> Terminals.columns(environment)));
        CountDownLatch done = new CountDownLatch(1);
        Thread command = Thread.currentThread();
        CtrlC.handle(() -> end(command, root), () -> leaveAtOnce(root));
        Thread hook = new Thread(() -> interrupt(command, done), "interrupt");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return run(args, root);
        } finally {
            out.flush();
            done.countDown();
        }
    }

    /**
     * Runs a command.
     *
     * @param environment what it takes for the environment variables
     * @return the exit status
     */
    public static int run(String[] args, Map<String, String> environment, PrintStream out, PrintStream err) {
        return run(
                args, new DyndepsCommand(ImmutableMap.copyOf(environment), new Console(out, err, OptionalInt::empty)));
    }

    private static int run(String[] args, DyndepsCommand root) {
        Console console = root.console();
        CommandLine line = new CommandLine(root);
        Commands.addTo(line, root, args);
        line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((e, command, parsed) -> Failures.show(
                        e, command.getParseResult().hasMatchedOption("--json"), root)
                .status());
        return line.execute(args);
    }

    /** On the first Ctrl-C: what was begun is ended and removed, which may take as long as a run takes to end. */
    private static void end(Thread command, DyndepsCommand root) {
        root.console().message("interrupted: ending and removing what was begun. Ctrl-C again leaves at once");
        command.interrupt();
    }

    /** On a second Ctrl-C: the user does not want to wait for the clean-up, and does it later. */
    private static void leaveAtOnce(DyndepsCommand root) {
        root.console()
                .message(root.remains()
                        .map(clean ->
                                "left without cleaning up. A run may still be working; what remains of it is removed"
                                        + " by: " + clean)
                        .orElse("left without cleaning up. What remains is removed by: dyndeps clean"));
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED.status());
    }

    /** When the process is told to end, the command is interrupted, cleans up, and only then does it end. */
    private static void interrupt(Thread command, CountDownLatch done) {
        if (done.getCount() > 0) {
            command.interrupt();
            try {
                if (!done.await(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                    Runtime.getRuntime().halt(ExitCode.INTERRUPTED.status());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
