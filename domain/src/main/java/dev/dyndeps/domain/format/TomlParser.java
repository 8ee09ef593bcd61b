package dev.dyndeps.domain.format;

import com.google.common.collect.ImmutableMap;
import dev.dyndeps.domain.UserError;

/** What the rules need to look into {@code pyproject.toml} and {@code pylock.toml}; the world outside reads TOML. */
@FunctionalInterface
public interface TomlParser {
    /**
     * @param text a whole document
     * @param where what to call it in an error
     * @return its tables as {@link ImmutableMap}s with string keys in the order of the document, arrays as
     *     {@code ImmutableList}s, strings, {@link Long}s, {@link Double}s and {@link Boolean}s; dates as strings
     * @throws UserError ({@code PROJECT_INVALID}) with line and column, if it is no TOML
     */
    ImmutableMap<String, Object> read(String text, String where);
}
