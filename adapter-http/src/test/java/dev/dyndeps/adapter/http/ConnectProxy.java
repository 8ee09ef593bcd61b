package dev.dyndeps.adapter.http;

import com.google.common.primitives.Bytes;
import com.google.common.primitives.Ints;
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

    /** The first record of each connection, a character for each byte: TLS says there what it would speak. */
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
                byte[] greeting = record(client.getInputStream());
                greetings.add(new String(greeting, StandardCharsets.ISO_8859_1));
                server.getOutputStream().write(greeting);
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

    /** Two bytes of its header are the length of what follows (RFC 8446, section 5.1). */
    private static byte[] record(InputStream in) throws IOException {
        byte[] header = in.readNBytes(5);
        if (header.length < 5) {
            throw new IOException("no record");
        }
        return Bytes.concat(header, in.readNBytes(Ints.fromBytes((byte) 0, (byte) 0, header[3], header[4])));
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
