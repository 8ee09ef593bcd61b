package dev.dyndeps.emulator;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.emulator.auth.AuthEndpoints;
import dev.dyndeps.emulator.auth.Identities;
import dev.dyndeps.emulator.compute.ComputeEndpoints;
import dev.dyndeps.emulator.http.ApiServer;
import dev.dyndeps.emulator.http.Endpoints;
import dev.dyndeps.emulator.http.Faults;
import dev.dyndeps.emulator.http.Recorded;
import dev.dyndeps.emulator.storage.Storage;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * A Databricks workspace on this machine. Its files are in one folder: {@code dbfs/…}, {@code Volumes/CATALOG/SCHEMA/…}
 * and {@code Workspace/…}.
 */
public final class EmulatedWorkspace implements AutoCloseable {
    /** What workspaces are told apart by; nobody looks at the number. */
    private static final long WORKSPACE_ID = 7_474_650_300_000_001L;

    private final ApiServer server;
    private final Identities identities;
    private final Storage storage;
    private final Options options;
    private final String token;

    private EmulatedWorkspace(ApiServer server, Identities identities, Storage storage, Options options, String token) {
        this.server = server;
        this.identities = identities;
        this.storage = storage;
        this.options = options;
        this.token = token;
    }

    /**
     * How a workspace is started.
     *
     * @param root the folder of its files; made if it is not there
     * @param port to listen on; 0 for any that is free
     * @param user whose token {@link EmulatedWorkspace#token()} is
     * @param clock by which tokens and handles expire
     */
    public record Options(Path root, int port, String user, InstantSource clock) {
        /** A workspace in this folder on any free port. */
        public static Options in(Path root) {
            return new Options(root, 0, "user@example.com", InstantSource.system());
        }

        public Options withPort(int other) {
            return new Options(root, other, user, clock);
        }

        public Options withUser(String other) {
            return new Options(root, port, other, clock);
        }

        public Options withClock(InstantSource other) {
            return new Options(root, port, user, other);
        }
    }

    public static EmulatedWorkspace start(Options options) {
        Identities identities = new Identities(options.clock());
        ApiServer server = ApiServer.start(options.port(), identities);
        Storage storage = new Storage(options.root(), options.clock());
        storage.createHome(options.user());
        server.add(new AuthEndpoints(identities, server::url, WORKSPACE_ID));
        server.add(storage);
        server.add(new ComputeEndpoints());
        return new EmulatedWorkspace(server, identities, storage, options, identities.newToken(options.user()));
    }

    /** Its address, such as {@code http://127.0.0.1:40123}: what stands in {@code DATABRICKS_HOST}. */
    public URI url() {
        return server.url();
    }

    /** A personal access token of {@link Options#user}. */
    public String token() {
        return token;
    }

    /** Its users: tokens of others, clients for OAuth, tokens that expire. */
    public Identities identities() {
        return identities;
    }

    /** Its files: volumes, permissions, limits. */
    public Storage storage() {
        return storage;
    }

    /** The folder of its files. */
    public Path root() {
        return options.root();
    }

    /** Adds endpoints, such as those of jobs; they are closed with the workspace. */
    public void add(Endpoints endpoints) {
        server.add(endpoints);
    }

    /** What is to go wrong. */
    public Faults faults() {
        return server.faults();
    }

    /** All requests so far, in the order of their ends. */
    public ImmutableList<Recorded> recorded() {
        return server.recorded();
    }

    /** Stops it; its files stay. */
    @Override
    public void close() {
        server.close();
    }
}
