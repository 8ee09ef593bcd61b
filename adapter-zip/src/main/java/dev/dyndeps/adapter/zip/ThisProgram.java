package dev.dyndeps.adapter.zip;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.ProgramArchive;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;

/**
 * The wheel of the program that runs: packed again from where a wheel was installed to, into the cache and once; or the one
 * that {@code mvn -Pdist package} made, where the program runs from a checkout and its jars are still those in the wheel.
 */
public final class ThisProgram implements ProgramArchive {
    /** The system property by which the launchers say where the program is. */
    public static final String HOME = "dyndeps.home";

    private static final String MADE = "dist/target";
    private static final String JARS = "app-cli/target/dyndeps/lib";

    private final Optional<Path> home;
    private final Path cache;

    /**
     * @param home where the program is: the folder of an installed wheel, of the plain zip, or a checkout
     * @param cache the folder to keep packed wheels in; made if missing
     */
    public ThisProgram(Optional<Path> home, Path cache) {
        this.home = home;
        this.cache = cache;
    }

    @Override
    public Path wheel() {
        try {
            Path folder = home.orElseThrow(() -> none("the program", "it does not run from an installed wheel"));
            Optional<InstalledProgram> installed = InstalledProgram.at(folder);
            return installed.isPresent() ? packed(installed.orElseThrow()) : made(folder);
        } catch (IOException e) {
            throw new UserError(
                    Code.OUTPUT_UNWRITABLE,
                    cache.toString(),
                    "the wheel of this program cannot be read or written: " + e.getMessage(),
                    "Make room there, or choose another cache folder");
        }
    }

    private Path packed(InstalledProgram installed) throws IOException {
        Path wheel = cache.resolve(installed.digest()).resolve(installed.fileName());
        if (!Files.exists(wheel)) {
            Files.createDirectories(wheel.getParent());
            Path part = wheel.resolveSibling(".part-" + UUID.randomUUID());
            try {
                installed.packTo(part);
                Files.move(part, wheel, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        }
        return wheel;
    }

    private static Path made(Path checkout) throws IOException {
        Path folder = checkout.resolve(MADE);
        ImmutableList<Path> wheels = wheels(folder);
        if (wheels.isEmpty()) {
            throw none(folder + "/dyndeps-*.whl", "the wheel of this program is not there");
        }
        Jars jars = Jars.in(checkout.resolve(JARS));
        for (Path wheel : wheels) {
            if (Jars.of(wheel).equals(jars)) {
                return wheel;
            }
        }
        throw none(wheels.get(0).toString(), "this wheel was made of another state of the program");
    }

    private static UserError none(String where, String what) {
        return new UserError(
                Code.TOOL_MISSING,
                where,
                what + ", and a cluster needs one",
                "Make it with mvn -Pdist package, or name it with --program FILE.whl");
    }

    private static ImmutableList<Path> wheels(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return ImmutableList.of();
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "dyndeps-*.whl")) {
            return ImmutableList.sortedCopyOf(found);
        }
    }
}
