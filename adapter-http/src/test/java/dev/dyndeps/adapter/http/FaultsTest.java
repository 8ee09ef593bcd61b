package dev.dyndeps.adapter.http;

import static dev.dyndeps.adapter.http.FileServer.bytes;
import static dev.dyndeps.adapter.http.FileServer.chunked;
import static dev.dyndeps.adapter.http.FileServer.status;
import static dev.dyndeps.testkit.WheelMaker.wheel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.adapter.http.FileServer.Answer;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.Interrupted;
import dev.dyndeps.port.RemoteError;
import dev.dyndeps.port.WheelResolver.ResolvedWheel;
import dev.dyndeps.testkit.WheelMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What servers and wires do, and that the right file comes of it, or a clear error, and nothing else. */
class FaultsTest {
    @TempDir
    private Path folder;

    private Scene scene;

    @BeforeEach
    void start() throws IOException {
        scene = new Scene(folder);
    }

    @AfterEach
    void nothing_half_written_is_left() throws IOException {
        scene.close();
        assertThat(scene.left()).allSatisfy(file -> assertThat(file).hasBinaryContent(scene.wheel.bytes()));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_full_disk_is_told_as_such_and_nothing_is_asked_again() throws IOException {
        scene.full();

        assertThatThrownBy(scene::fetch).isInstanceOfSatisfying(UserError.class, error -> {
            assertThat(error.code()).isEqualTo(Code.OUTPUT_UNWRITABLE);
            assertThat(error.what()).containsIgnoringCase("no space left on device");
        });
        assertThat(scene.server.requests()).hasSize(1);
    }

    @Test
    void a_folder_that_cannot_be_made_is_told_as_such() throws IOException {
        Files.writeString(scene.into(), "no folder");

        assertThatThrownBy(scene::fetch)
                .isInstanceOfSatisfying(
                        UserError.class, error -> assertThat(error.code()).isEqualTo(Code.OUTPUT_UNWRITABLE));
        Files.delete(scene.into());
    }

    @Test
    void a_server_that_is_asked_too_often_is_asked_again() {
        scene.server.next(status(429));

        assertArrives(2);
        assertThat(scene.progress.events()).contains("note again: localhost answers 429");
    }

    @Test
    void a_server_that_says_when_to_come_back_is_asked_again_then() {
        scene.server.next(status(429, "Retry-After", "0"), status(503, "Retry-After", "Thu, 01 Jan 2026 00:00:00 GMT"));

        assertArrives(3);
    }

    @Test
    void nobody_waits_for_an_hour() {
        scene.server.next(status(429, "Retry-After", "3600"));

        assertFails()
                .isInstanceOf(RemoteError.class)
                .hasMessageContaining("localhost answers 429, and asks us to come back in 3600 s");
    }

    @Test
    void an_error_of_the_server_that_passes_does_no_harm() {
        scene.server.next(status(500), status(502));

        assertArrives(3);
    }

    @Test
    void an_error_of_the_server_that_does_not_pass_is_told() {
        scene.server.always(status(500));

        assertFails()
                .isInstanceOf(RemoteError.class)
                .hasMessageContaining(scene.wheel.fileName())
                .hasMessageContaining("localhost answers 500");
        assertThat(scene.server.requests()).hasSize(3);
    }

    @Test
    void a_file_that_is_not_there_is_asked_for_once() {
        scene.server.always(status(404));

        assertFails().isInstanceOf(RemoteError.class).hasMessageContaining("is not there (404)");
        assertThat(scene.server.requests()).hasSize(1);
    }

    @Test
    void what_came_before_a_cut_is_not_fetched_again() {
        scene.server.next(FileServer::cut);

        assertArrives(2);
        FileServer.Request second = scene.server.requests().get(1);
        assertThat(second.header("Range")).matches("bytes=[1-9]\\d*-");
        assertThat(second.header("If-Range")).isEqualTo(FileServer.TAG);
    }

    @Test
    void cuts_may_be_many_as_long_as_each_attempt_brings_something() {
        scene.server.next(FileServer::cut, cutRest(), cutRest(), cutRest());

        assertArrives(5);
    }

    @Test
    void a_server_that_gives_no_parts_is_asked_for_the_whole_again() {
        scene.server.next(FileServer::cut, bytes(scene.wheel.bytes()));

        assertArrives(2);
    }

    @Test
    void a_part_of_another_version_of_the_file_is_thrown_away() {
        byte[] other = new byte[scene.wheel.bytes().length];
        scene.server.next((exchange, file) -> {
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(other, 0, file.length / 2);
            exchange.getResponseBody().flush();
        });

        assertArrives(3);
        assertThat(scene.server.requests().get(2).header("Range")).isEmpty();
    }

    @Test
    void a_server_that_gives_another_part_than_was_asked_for_is_asked_for_the_whole_again() {
        scene.server.next(FileServer::cut, (exchange, file) -> {
            exchange.getResponseHeaders().add("Content-Range", "bytes 10-" + (file.length - 1) + "/" + file.length);
            exchange.sendResponseHeaders(206, file.length - 10);
            exchange.getResponseBody().write(file, 10, file.length - 10);
        });

        assertArrives(3);
    }

    @Test
    void a_server_that_always_hangs_up_is_given_up() {
        scene.server.always((exchange, file) -> {
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file, 0, 100);
            exchange.getResponseBody().flush();
        });

        assertFails().isInstanceOf(RemoteError.class).hasMessageContaining("localhost");
    }

    @Test
    void wrong_bytes_are_refused() {
        byte[] other = new byte[scene.wheel.bytes().length];
        scene.server.always(bytes(other));

        assertFails()
                .isInstanceOfSatisfying(
                        UserError.class, error -> assertThat(error.code()).isEqualTo(Code.LOCK_MISMATCH))
                .hasMessageContaining("its digest is sha256:");
    }

    @Test
    void bytes_that_were_wrong_once_are_fetched_again() {
        scene.server.next(bytes(new byte[scene.wheel.bytes().length]));

        assertArrives(2);
    }

    @Test
    void a_file_of_another_size_than_the_lock_says_is_refused_before_it_is_read() {
        scene.withSize().server.always((exchange, file) -> {
            exchange.sendResponseHeaders(200, 10L * file.length);
            exchange.getResponseBody().flush();
        });

        assertFails().isInstanceOf(UserError.class).hasMessageContaining("its size is");
        assertThat(scene.server.requests()).hasSize(1);
    }

    @Test
    void a_web_page_instead_of_the_file_is_called_one() {
        scene.withSize().server.always((exchange, file) -> {
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, 20);
            exchange.getResponseBody().write(new byte[20]);
        });

        assertFails().isInstanceOf(UserError.class).hasMessageContaining("the answer is a web page");
    }

    @Test
    void more_bytes_than_the_lock_says_end_the_download_at_once() {
        scene.withSize().server.always(endless());

        assertFails().isInstanceOf(UserError.class).hasMessageContaining("its size is more than");
    }

    @Test
    void fewer_bytes_than_the_lock_says_are_a_part() {
        byte[] file = scene.wheel.bytes();
        scene.withSize().server.next(chunked(Arrays.copyOf(file, file.length / 2)));

        assertArrives(2);
        assertThat(scene.server.requests().get(1).header("Range")).isEqualTo("bytes=" + file.length / 2 + "-");
    }

    @Test
    void a_file_that_ends_too_early_for_ever_is_never_given_out() {
        byte[] file = scene.wheel.bytes();
        scene.withSize().server.always(chunked(Arrays.copyOf(file, file.length / 2)));

        assertFails().isInstanceOf(RemoteError.class).hasMessageContaining("a part of the file only");
    }

    @Test
    void a_file_of_which_nobody_tells_the_size_is_taken() {
        scene.server.always(chunked(scene.wheel.bytes()));

        assertArrives(1);
    }

    @Test
    void a_server_that_says_nothing_is_asked_again() {
        CountDownLatch end = new CountDownLatch(1);
        scene.settings.put("PIP_TIMEOUT", "0.5");
        scene.server.next((exchange, file) -> await(end));

        assertArrives(2);
        end.countDown();
    }

    @Test
    void a_server_that_falls_silent_in_the_middle_is_asked_for_the_rest() {
        CountDownLatch end = new CountDownLatch(1);
        scene.settings.put("PIP_TIMEOUT", "0.5");
        scene.server.next((exchange, file) -> {
            FileServer.cut(exchange, file);
            await(end);
        });

        assertArrives(2);
        assertThat(scene.server.requests().get(1).header("Range")).isNotEmpty();
        end.countDown();
    }

    @Test
    void a_server_that_says_nothing_for_ever_is_given_up() {
        CountDownLatch end = new CountDownLatch(1);
        scene.settings.put("PIP_TIMEOUT", "0.2");
        scene.server.always((exchange, file) -> await(end));

        assertFails().isInstanceOf(RemoteError.class).hasMessageContaining("localhost has been silent for 0.2 s");
        end.countDown();
    }

    @Test
    void an_interrupt_ends_it_in_the_middle() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        scene.server.always((exchange, file) -> {
            FileServer.cut(exchange, file);
            begun.countDown();
            await(end);
        });
        Thread caller = Thread.currentThread();
        Thread impatient = new Thread(() -> {
            await(begun);
            caller.interrupt();
        });
        impatient.start();

        assertFails().isInstanceOf(Interrupted.class);
        assertThat(Thread.interrupted()).isTrue();
        end.countDown();
        impatient.join();
    }

    @Test
    void a_host_is_asked_for_no_more_than_eight_wheels_at_once() {
        ImmutableList<ResolvedWheel> wheels = IntStream.range(0, 40)
                .mapToObj(i -> {
                    WheelMaker small = wheel("small" + i, "1");
                    scene.server.put(small.fileName(), small.bytes());
                    return scene.resolved(small, scene.server.url(small.fileName()));
                })
                .collect(ImmutableList.toImmutableList());
        CountDownLatch eight = new CountDownLatch(8);
        scene.server.always((exchange, file) -> {
            eight.countDown();
            await(eight);
            FileServer.serve(exchange, file);
        });

        assertThat(scene.fetch(wheels)).hasSize(40);
        assertThat(scene.server.mostAtOnce()).isEqualTo(8);
        scene.close();
        wheels.forEach(wheel ->
                folder.resolve("into").resolve(wheel.name().fileName()).toFile().delete());
    }

    private void assertArrives(int requests) {
        assertThat(scene.fetch().values())
                .singleElement()
                .satisfies(file ->
                        assertThat(file).hasFileName(scene.wheel.fileName()).hasBinaryContent(scene.wheel.bytes()));
        assertThat(scene.server.requests()).hasSize(requests);
    }

    private org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertFails() {
        return assertThatThrownBy(scene::fetch);
    }

    /** The part that was asked for is announced, and a half of it sent. */
    private static Answer cutRest() {
        return (exchange, file) -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            int first = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
            exchange.getResponseHeaders()
                    .add("Content-Range", "bytes " + first + "-" + (file.length - 1) + "/" + file.length);
            exchange.sendResponseHeaders(206, file.length - first);
            exchange.getResponseBody().write(file, first, (file.length - first) / 2);
            exchange.getResponseBody().flush();
        };
    }

    /** Chunks until nobody takes them any more. */
    private static Answer endless() {
        return (exchange, file) -> {
            exchange.sendResponseHeaders(200, 0);
            while (true) {
                exchange.getResponseBody().write(new byte[10_000]);
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException endOfTheServer) {
            Thread.currentThread().interrupt();
        }
    }
}
