package dev.dyndeps.adapter.filesystem;

import com.google.common.hash.HashCode;
import dev.dyndeps.domain.format.Format;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.domain.python.WheelName;
import dev.dyndeps.domain.wheelhouse.Completeness;
import dev.dyndeps.domain.wheelhouse.Manifest;
import dev.dyndeps.domain.wheelhouse.ManifestWheel;
import dev.dyndeps.domain.wheelhouse.Origin;

/** A manifest in the compact form of the caches. */
final class ManifestText {
    private ManifestText() {}

    static void write(CompactWriter out, Manifest manifest) {
        TargetRuntime target = manifest.target();
        out.text(target.name()).text(target.fullVersion()).number(target.glibcMinor());
        out.text(target.architecture());
        out.digest(manifest.runtime()).digest(manifest.input());
        out.text(manifest.format().id());
        out.list(manifest.wheels(), ManifestText::write);
        out.list(manifest.roots(), CompactWriter::text);
        out.list(manifest.requested(), CompactWriter::text);
        out.list(
                manifest.proof(),
                (to, met) -> to.text(met.by()).text(met.requirement()).text(met.wheel()));
        out.list(manifest.warnings(), CompactWriter::text);
    }

    private static void write(CompactWriter out, ManifestWheel wheel) {
        out.text(wheel.name().fileName()).digest(wheel.sha256());
        out.number(wheel.size()).number(wheel.unpacked()).text(wheel.distribution());
        out.list(wheel.roots(), CompactWriter::text);
        out.list(wheel.skip(), CompactWriter::text);
        out.list(wheel.requires(), CompactWriter::text);
        Origin origin = wheel.origin();
        out.text(origin.kind().name()).text(origin.from()).text(origin.tool());
        out.list(origin.sdist().stream().toList(), CompactWriter::digest);
    }

    static Manifest read(CompactReader in) {
        return new Manifest(
                target(in),
                in.digest(),
                in.digest(),
                Format.parse(in.text()),
                in.list(ManifestText::wheel),
                in.list(CompactReader::text),
                in.list(CompactReader::text),
                in.list(met -> new Completeness.Met(met.text(), met.text(), met.text())),
                in.list(CompactReader::text));
    }

    private static TargetRuntime target(CompactReader in) {
        String name = in.text();
        String fullVersion = in.text();
        int glibcMinor = (int) in.number();
        return TargetRuntime.of(name, fullVersion, glibcMinor, in.text());
    }

    private static ManifestWheel wheel(CompactReader in) {
        WheelName name = WheelName.parse(in.text());
        HashCode sha256 = in.digest();
        long size = in.number();
        return new ManifestWheel(
                name,
                sha256,
                size,
                in.number(),
                in.text(),
                in.list(CompactReader::text),
                in.list(CompactReader::text),
                in.list(CompactReader::text),
                new Origin(
                        Origin.Kind.valueOf(in.text()),
                        in.text(),
                        in.text(),
                        in.list(CompactReader::digest).stream().findFirst()));
    }
}
