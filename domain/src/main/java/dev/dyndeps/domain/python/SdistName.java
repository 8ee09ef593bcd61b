package dev.dyndeps.domain.python;

/**
 * The file name of a source distribution, parsed: {@code name-version.tar.gz} (PEP 625) or, from older tools,
 * {@code .zip} and names with hyphens. The version is what follows the last hyphen, as {@code packaging} has it.
 *
 * @param fileName as it is written
 */
public record SdistName(String fileName, DistributionName name, Version version) {

    /** @throws IllegalArgumentException with the text, if it is no such name */
    public static SdistName parse(String fileName) {
        String stem = stem(fileName);
        int hyphen = stem.lastIndexOf('-');
        if (hyphen < 0) {
            throw refused(fileName, "there is no hyphen before its version");
        }
        try {
            return new SdistName(
                    fileName,
                    DistributionName.of(stem.substring(0, hyphen)),
                    VersionParser.parse(stem.substring(hyphen + 1)));
        } catch (IllegalArgumentException e) {
            throw refused(fileName, Text.reason(e));
        }
    }

    private static String stem(String fileName) {
        for (String suffix : new String[] {".tar.gz", ".zip"}) {
            if (fileName.endsWith(suffix)) {
                return fileName.substring(0, fileName.length() - suffix.length());
            }
        }
        throw refused(fileName, "it ends in neither .tar.gz nor .zip");
    }

    private static IllegalArgumentException refused(String fileName, String why) {
        return new IllegalArgumentException(
                "not the file name of a source distribution: " + Text.quote(fileName) + ": " + why);
    }
}
