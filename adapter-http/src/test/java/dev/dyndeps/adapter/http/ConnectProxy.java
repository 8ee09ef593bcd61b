package dev.dyndeps.adapter.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A proxy that lets encrypted connections through to whoever says the right words to it, wherever they want to go. */
final class ConnectProxy implements AutoCloseable {
    private final ServerSocket socket;
    private final int target;
    private final String header;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final List<String> greetings = new CopyOnWriteArrayList<>();

    /**
     * @param target the port of this machine that everybody is led to
     * @param header a line of the request that it wants to see; empty for none
     */
    ConnectProxy(int target, String header) throws IOException {
        this.socket = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        this.target = target;
        this.header = header;
        workers.execute(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** The requests, each with its headers. */
    List<String> heads() {
        return heads;
    }

    /** What came through each connection first, a character for each byte: TLS says there what it would speak. */
    List<String> greetings() {
        return greetings;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                workers.execute(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            String head = head(client.getInputStream());
            heads.add(head);
            boolean known = head.startsWith("CONNECT ") && head.contains(header);
            String answer = known
                    ? "HTTP/1.1 200 OK\r\n\r\n"
                    : "HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\n\r\n";
            client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            if (known) {
                workers.execute(() -> pump(server, client));
                byte[] greeting = new byte[16 * 1024];
                int length = Math.max(client.getInputStream().read(greeting), 0);
                greetings.add(new String(greeting, 0, length, StandardCharsets.ISO_8859_1));
                server.getOutputStream().write(greeting, 0, length);
                pump(client, server);
            }
        } catch (IOException hungUp) {
            // As a proxy does when one of its sides does.
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException hungUp) {
            try {
                to.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("no request");
            }
            head.write(b);
        }
        return head.toString(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        workers.shutdownNow();
    }
}
