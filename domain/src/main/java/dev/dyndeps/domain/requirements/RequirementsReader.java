package dev.dyndeps.domain.requirements;

import com.google.common.collect.ImmutableSortedSet;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.archive.ArchiveListing;
import dev.dyndeps.domain.archive.ArchivePath;
import dev.dyndeps.domain.archive.SmallFiles;
import dev.dyndeps.domain.format.ProjectFinder;
import dev.dyndeps.domain.format.TomlParser;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a requirements file of a stranger: what is understood is accepted, everything else refused with file and line.
 * pip is never given the file itself, since its options would choose the index, run builds and read files of the machine.
 *
 * <p>Comments, joined lines, includes and local paths mean what they mean to pip (requirements file format): an included
 * file is relative to the one that names it, a local path to the folder of the first file.
 */
public final class RequirementsReader {
    static final int MAX_FILES = 64;
    static final int MAX_DEPTH = 10;

    private final SmallFiles content;
    private final ArchiveFiles files;
    private final RequirementsPolicy policy;
    private final LineReader lines;
    private final Deque<ArchivePath> open = new ArrayDeque<>();
    private final Set<Included> done = new HashSet<>();
    private final Set<ArchivePath> read = new HashSet<>();

    private record Included(ArchivePath file, boolean constraint) {}

    private RequirementsReader(LineReader lines, ArchiveFiles files, SmallFiles content, RequirementsPolicy policy) {
        this.lines = lines;
        this.files = files;
        this.content = content;
        this.policy = policy;
    }

    /**
     * Reads a file of the archive and all that it includes.
     *
     * @param file the requirements file
     * @param toml to tell whether a local path is a project
     * @throws UserError ({@code REQ_*}, {@code PROJECT_INVALID}, {@code WHEEL_NAME}) for the first line that breaks a rule
     */
    public static RequirementsSet read(
            ArchivePath file, ArchiveListing listing, SmallFiles content, TomlParser toml, RequirementsPolicy policy) {
        ArchiveFiles files = new ArchiveFiles(listing);
        LineReader lines = new LineReader(file.parent(), files, new ProjectFinder(listing, content, toml));
        new RequirementsReader(lines, files, content, policy).file(file, false, new Refusal(file.value()));
        return lines.result();
    }

    private void file(ArchivePath file, boolean constraint, Refusal at) {
        if (open.contains(file)) {
            throw at.of(
                    Code.REQ_INCLUDE_CYCLE,
                    "the file includes itself: " + file + " is being read already",
                    "Take out one of the includes");
        }
        if (!done.add(new Included(file, constraint))) {
            return;
        }
        read.add(file);
        if (read.size() > MAX_FILES || open.size() > MAX_DEPTH) {
            throw at.of(
                    Code.REQ_INCLUDE_CYCLE,
                    read.size() > MAX_FILES
                            ? "more than " + MAX_FILES + " files are included"
                            : "files include each other more than " + MAX_DEPTH + " deep",
                    "Join the files into fewer");
        }
        open.push(file);
        for (LogicalLine line : LogicalLine.of(file, PhysicalLines.of(file, content.bytes(file)))) {
            line(file, constraint, line);
        }
        open.pop();
    }

    private void line(ArchivePath file, boolean constraint, LogicalLine line) {
        Words words = Words.of(line.text());
        if (!words.requirement().isEmpty()) {
            ImmutableSortedSet<String> hashes = Hashes.of(words.options(), line.at());
            if (LocalPath.looksLike(words.requirement()) && !Urls.isUrl(words.requirement())) {
                lines.local(words.requirement(), constraint, hashes, line.at());
            } else {
                lines.requirement(
                        RequirementText.parse(words.requirement(), policy, line.at()), constraint, hashes, line.at());
            }
            return;
        }
        words.options().stream().filter(word -> word.startsWith("-")).forEach(word -> {
            OptionKind.accepted(word, line.at());
        });
        OptionKind kind = OptionKind.accepted(words.options().get(0), line.at());
        String value = value(words.options(), line.at());
        switch (kind) {
            case INCLUDE -> file(included(file, value, line.at()), false, line.at());
            case CONSTRAIN -> file(included(file, value, line.at()), true, line.at());
            case EDITABLE -> lines.editable(value, constraint, policy, line.at());
            case HASH, INDEX, FORBIDDEN ->
                throw line.at()
                        .of(
                                Code.REQ_SYNTAX,
                                "a hash without a requirement",
                                "Write it behind the requirement, or end the line before it with a backslash");
        }
    }

    /** The one value of an option: behind it, behind its {@code =}, or right behind a short one. */
    private static String value(List<String> words, Refusal at) {
        String option = words.get(0);
        String name = OptionKind.name(option);
        String attached = option.substring(name.length());
        boolean isAttached = !attached.isEmpty();
        int rest = words.size() - 1;
        if (rest != (isAttached ? 0 : 1) || attached.equals("=")) {
            throw at.of(
                    Code.REQ_SYNTAX,
                    name + " takes one value, without blanks in it",
                    "Write one option and its value per line");
        }
        String value = !isAttached ? words.get(1) : name.startsWith("--") ? attached.substring(1) : attached;
        if (value.startsWith("\"") || value.startsWith("'")) {
            throw at.of(Code.REQ_SYNTAX, "quotes are not read here", "Write the value without quotes");
        }
        return value;
    }

    private ArchivePath included(ArchivePath by, String path, Refusal at) {
        boolean remote = Urls.isUrl(path) || path.startsWith("/") || path.startsWith("\\") || path.startsWith("~");
        if (remote || path.indexOf(':') == 1) {
            throw at.of(
                    Code.REQ_INCLUDE_REMOTE,
                    Refusal.quote(path) + " is not a file of the input",
                    "Put the file into the input and include it by its relative path");
        }
        String resolved = ArchiveFiles.resolve(by.parent(), path)
                .orElseThrow(() -> at.of(
                        Code.REQ_INCLUDE_ESCAPES,
                        Refusal.quote(path) + " leads out of the input",
                        "Put the file into the input and include it by its relative path"));
        return files.file(resolved)
                .orElseThrow(() -> at.of(
                        Code.REQ_INCLUDE_MISSING,
                        Refusal.quote(path) + " is not in the input; looked for " + Refusal.quote(resolved),
                        "Put the file in, or take out the line"));
    }
}
