package dev.dyndeps.adapter.filesystem;

import com.google.common.base.Strings;
import dev.dyndeps.domain.pipeline.RunMarker;
import dev.dyndeps.port.Machine;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;

/** The machine and the process that this runs in. A process is known by its id and the moment it started. */
public final class LocalMachine implements Machine {
    @Override
    public RunMarker.Owner owner() {
        ProcessHandle self = ProcessHandle.current();
        return new RunMarker.Owner(
                Strings.nullToEmpty(System.getProperty("user.name")),
                host(),
                self.pid(),
                started(self).orElse(now()));
    }

    @Override
    public boolean mayBeAlive(RunMarker.Owner owner) {
        if (!owner.host().equals(host())) {
            return true;
        }
        return ProcessHandle.of(owner.pid())
                .filter(ProcessHandle::isAlive)
                .filter(process ->
                        started(process).map(start -> start == owner.started()).orElse(true))
                .isPresent();
    }

    @Override
    public long now() {
        return System.currentTimeMillis();
    }

    private static Optional<Long> started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
