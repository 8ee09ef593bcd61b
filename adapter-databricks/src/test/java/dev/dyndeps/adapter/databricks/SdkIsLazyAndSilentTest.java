package dev.dyndeps.adapter.databricks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SdkIsLazyAndSilentTest {
    /** A second of start-up that no command pays for that does not talk to Databricks. */
    @Test
    void a_connection_that_is_not_asked_loads_no_class_of_the_sdk() throws Exception {
        try (WithoutSdk classes = new WithoutSdk()) {
            Object settings = classes.loadClass(ConnectionSettings.class.getName())
                    .getMethod("of", Map.class, Optional.class, String.class)
                    .invoke(null, ImmutableMap.of(), Optional.empty(), "1.0.0");

            assertThat(classes.loadClass(WorkspaceConnection.class.getName())
                            .getConstructor(settings.getClass())
                            .newInstance(settings))
                    .isNotNull();
        }
    }

    @Test
    void what_the_sdk_and_its_http_client_log_goes_nowhere() {
        assertThat(LoggerFactory.getILoggerFactory().getClass().getName())
                .isEqualTo("org.slf4j.helpers.NOPLoggerFactory");
        assertThat(LogFactory.getLog("org.apache.http").isFatalEnabled()).isFalse();
    }

    /** Loads this module's classes anew, and none of the SDK. */
    private static final class WithoutSdk extends URLClassLoader {
        WithoutSdk() {
            super(classPath(), ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("com.databricks.")) {
                throw new ClassNotFoundException(name);
            }
            return name.startsWith("com.google.") ? Class.forName(name) : super.loadClass(name, resolve);
        }

        private static URL[] classPath() {
            return Splitter.on(File.pathSeparator)
                    .splitToStream(System.getProperty("java.class.path"))
                    .map(WithoutSdk::url)
                    .toArray(URL[]::new);
        }

        private static URL url(String entry) {
            try {
                return Path.of(entry).toUri().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
