package dev.dyndeps.domain.requirements;

import com.google.common.base.CharMatcher;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.DistributionName;
import dev.dyndeps.domain.python.Requirement;
import dev.dyndeps.domain.python.WheelName;

/** A requirement by name or URL, as one line writes it. */
final class RequirementText {
    private static final CharMatcher OPERATOR = CharMatcher.anyOf("=<>!~");
    private static final CharMatcher URL_END = CharMatcher.anyOf("; \t");

    private RequirementText() {}

    /**
     * @throws UserError ({@code REQ_SYNTAX}, and the codes of URLs)
     */
    static Requirement parse(String text, RequirementsPolicy policy, Refusal at) {
        if (Urls.isUrl(text)) {
            Urls.check(text, policy, at);
            return parsed(named(text, at) + " @ " + text, at);
        }
        int reference = text.indexOf('@');
        if (reference >= 0 && Urls.isUrl(text.substring(reference + 1).strip())) {
            Urls.check(text.substring(reference + 1).strip(), policy, at);
        }
        Requirement requirement = parsed(text, at);
        requirement.url().ifPresent(url -> Urls.check(url, policy, at));
        return requirement;
    }

    /** The name that a bare URL tells: by {@code #egg=}, or by the wheel's file name. */
    private static String named(String url, Refusal at) {
        int end = URL_END.indexIn(url);
        String address = end < 0 ? url : url.substring(0, end);
        int egg = address.indexOf("#egg=");
        if (egg >= 0) {
            String name = address.substring(egg + "#egg=".length());
            int more = name.indexOf('&');
            return more < 0 ? name : name.substring(0, more);
        }
        int fragment = address.indexOf('#');
        String path = fragment < 0 ? address : address.substring(0, fragment);
        try {
            DistributionName name =
                    WheelName.parse(path.substring(path.lastIndexOf('/') + 1)).name();
            return name.value();
        } catch (UserError e) {
            throw at.of(
                    Code.REQ_SYNTAX,
                    "the URL " + Urls.redact(url) + " does not say which distribution it is",
                    "Write 'NAME @ URL'");
        }
    }

    private static Requirement parsed(String text, Refusal at) {
        try {
            return Requirement.parse(text);
        } catch (IllegalArgumentException e) {
            String reason = Urls.redact(String.valueOf(e.getMessage()));
            throw at.of(
                    Code.REQ_SYNTAX,
                    "no requirement: " + (reason.length() > 400 ? reason.substring(0, 400) + "…" : reason),
                    hint(text));
        }
    }

    private static String hint(String text) {
        if (text.startsWith("pip ") || text.startsWith("pip3 ") || text.startsWith("python ")) {
            return "Write only what is to be installed, without the command";
        }
        if (text.startsWith("import ") || text.startsWith("from ")) {
            return "Write the name of the distribution, without 'import'";
        }
        if (text.contains("\\")) {
            return "To go on in the next line, the backslash must be the last character, without blanks behind it";
        }
        int operator = OPERATOR.indexIn(text);
        boolean single = operator >= 0
                && text.charAt(operator) == '='
                && operator + 1 < text.length()
                && text.charAt(operator + 1) != '=';
        if (single) {
            return "Write '==' where conda writes '='";
        }
        return "Write NAME, NAME==1.2.3, NAME>=1.2,<2 or NAME[extra]; one per line";
    }
}
