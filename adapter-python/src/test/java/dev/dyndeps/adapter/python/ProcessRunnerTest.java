package dev.dyndeps.adapter.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.port.Interrupted;
import dev.dyndeps.port.ToolError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProcessRunnerTest {
    private static final Variables PATH = Variables.inherited().only(name -> name.equals("PATH"));

    private final ProcessRunner runner = new ProcessRunner();

    @TempDir
    Path folder;

    @Test
    void the_exit_code_and_the_last_lines_are_reported() {
        ProcessResult result = runner.run(shell("echo one; echo two >&2; exit 3"));

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.ok()).isFalse();
        assertThat(result.tail()).containsExactlyInAnyOrder("one", "two");
        assertThat(result.errors()).containsExactly("two");
    }

    @Test
    void only_the_given_variables_are_seen() {
        Variables given = PATH.with("COLOUR", "blue");

        ProcessResult result = runner.run(Command.of(given, "sh", "-c", "echo $COLOUR; echo ${HOME-no home}"));

        assertThat(result.tail()).containsExactly("blue", "no home");
    }

    @Test
    void it_runs_in_the_given_folder() {
        ProcessResult result = runner.run(shell("touch here").in(folder));

        assertThat(result.ok()).isTrue();
        assertThat(folder.resolve("here")).exists();
    }

    @Test
    void a_process_that_reads_gets_the_end_of_its_input() {
        assertThat(runner.run(shell("cat; echo done")).tail()).containsExactly("done");
    }

    @Test
    void a_megabyte_on_both_streams_at_once_blocks_nobody() {
        ProcessResult result = runner.run(
                shell("for s in 1 2; do (i=0; while [ $i -lt 8000 ]; do printf '%0128d\\n' $i >&$s; i=$((i+1)); done) &"
                        + " done; wait"));

        assertThat(result.ok()).isTrue();
        assertThat(result.tail()).hasSize(400).allMatch(line -> line.length() == 128);
    }

    @Test
    void a_line_without_end_is_cut() {
        ProcessResult result = runner.run(shell("head -c 140000 /dev/zero | tr '\\0' x"));

        assertThat(result.tail()).extracting(String::length).containsExactly(65536, 65536, 8928);
    }

    @Test
    void the_listener_hears_each_stream_apart() {
        List<String> heard = Collections.synchronizedList(new ArrayList<>());

        runner.run(shell("echo a; echo b >&2").heardBy((source, line) -> heard.add(source + " " + line)));

        assertThat(heard).containsExactlyInAnyOrder("OUT a", "ERR b");
    }

    @Test
    void the_log_has_the_whole_output() throws Exception {
        Path log = folder.resolve("logs/run.log");

        runner.run(shell("i=0; while [ $i -lt 1000 ]; do echo $i; i=$((i+1)); done")
                .loggedTo(log));

        assertThat(Files.readAllLines(log)).hasSize(1000).first().isEqualTo("0");
    }

    @Test
    void secrets_are_masked_in_the_tail_the_log_and_for_the_listener() throws Exception {
        Variables variables = PATH.with("DATABRICKS_TOKEN", "dapi-12345").with("INDEX", "https://me:s3cret-pw@host/");
        Path log = folder.resolve("log");
        List<String> heard = new ArrayList<>();
        Command command = Command.of(variables, "sh", "-c", "echo $INDEX and $DATABRICKS_TOKEN and s3cret-pw")
                .loggedTo(log)
                .heardBy((source, line) -> heard.add(line));

        ImmutableList<String> tail = runner.run(command).tail();

        assertThat(tail).containsExactly("https://****@host/ and **** and ****");
        assertThat(Files.readAllLines(log)).isEqualTo(tail);
        assertThat(heard).isEqualTo(tail);
    }

    @Test
    void a_program_that_is_not_there_is_a_tool_error() {
        assertThatThrownBy(() -> runner.run(Command.of(PATH, "no-such-program-anywhere")))
                .isInstanceOf(ToolError.class)
                .hasMessageContaining("no-such-program-anywhere");
    }

    @Test
    void a_process_that_takes_too_long_is_ended_with_all_that_it_started() throws Exception {
        Path pid = folder.resolve("pid");

        ProcessResult result = runner.run(
                shell("sleep 300 & echo $! > " + pid + "; echo started; wait").within(Duration.ofMillis(500)));

        assertThat(result.timedOut()).isTrue();
        assertThat(result.ok()).isFalse();
        assertThat(result.tail()).contains("started");
        assertThat(isAlive(pid)).isFalse();
    }

    @Test
    void a_process_that_does_not_listen_to_TERM_is_killed() {
        Command deaf = Command.of(PATH, "sh", "-c", "trap '' TERM; echo ready; while :; do sleep 1; done")
                .within(Duration.ofMillis(500));

        assertThat(runner.run(deaf).timedOut()).isTrue();
    }

    @Test
    void an_interrupt_ends_the_process_and_sets_the_flag_again() throws Exception {
        Path pid = folder.resolve("pid");
        BlockingQueue<String> started = new LinkedBlockingQueue<>();
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                runner.run(shell("sleep 300 & echo $! > " + pid + "; echo started; wait")
                        .heardBy((source, line) -> started.add(line)));
            } catch (Interrupted e) {
                flag.complete(Thread.currentThread().isInterrupted());
                thrown.complete(e);
            }
        });
        thread.start();
        assertThat(started.poll(30, TimeUnit.SECONDS)).isEqualTo("started");

        thread.interrupt();

        assertThat(thrown.get(30, TimeUnit.SECONDS)).isInstanceOf(Interrupted.class);
        assertThat(flag.get()).isTrue();
        assertThat(isAlive(pid)).isFalse();
    }

    @Test
    void a_descendant_that_holds_the_output_open_is_not_waited_for() throws Exception {
        Path pid = folder.resolve("pid");
        try {
            ProcessResult result = runner.run(shell("sleep 300 & echo $! > " + pid + "; echo done"));

            assertThat(result.ok()).isTrue();
            assertThat(result.tail()).containsExactly("done");
        } finally {
            ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).ifPresent(ProcessHandle::destroy);
        }
    }

    @Test
    void closing_a_running_process_ends_it_and_closing_again_is_no_error() {
        RunningProcess first;
        try (RunningProcess running = runner.start(shell("sleep 300"))) {
            first = running;
        }
        try (RunningProcess again = first) {
            assertThat(again.isAlive()).isFalse();
        }
    }

    @Test
    void an_umlaut_arrives_whole() {
        assertThat(runner.run(shell("printf 'gr\\303\\274n\\n'")).tail()).containsExactly("grün");
    }

    @Test
    void a_short_secret_does_not_mask_ordinary_words() {
        Redaction redaction = Redaction.of(Variables.NONE.with("MY_TOKEN", "a").with("KEY", "kkkkkkkkk"));

        assertThat(redaction.redact("a cat and kkkkkkkkk")).isEqualTo("a cat and kkkkkkkkk");
    }

    private static Command shell(String script) {
        return Command.of(PATH, "sh", "-c", script);
    }

    private static boolean isAlive(Path pidFile) throws Exception {
        return ProcessHandle.of(Long.parseLong(Files.readString(pidFile).strip()))
                .map(ProcessHandle::isAlive)
                .orElse(false);
    }
}
