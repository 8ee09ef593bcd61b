package dev.dyndeps.port;

import com.google.common.collect.ImmutableMap;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.format.TomlParser;

/** Reads TOML 1.0. Safe for several threads. */
public interface TomlReader extends TomlParser {
    /**
     * @param text a whole document
     * @param where what to call it in an error
     * @return its tables as {@link ImmutableMap}s with string keys in the order of the document, arrays as
     *     {@code ImmutableList}s, strings, {@link Long}s, {@link Double}s and {@link Boolean}s; dates as strings
     * @throws UserError ({@code PROJECT_INVALID}) with line and column, if it is no TOML
     */
    @Override
    ImmutableMap<String, Object> read(String text, String where);
}
