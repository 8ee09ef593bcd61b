package dev.dyndeps.cli;

import java.lang.reflect.Constructor;
import picocli.CommandLine;

/** Makes commands that know the root command's console and environment. */
final class CommandFactory implements CommandLine.IFactory {
    private final DyndepsCommand root;

    CommandFactory(DyndepsCommand root) {
        this.root = root;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        try {
            Constructor<K> constructor = type.getDeclaredConstructor(DyndepsCommand.class);
            return constructor.newInstance(root);
        } catch (NoSuchMethodException e) {
            return CommandLine.defaultFactory().create(type);
        }
    }
}
