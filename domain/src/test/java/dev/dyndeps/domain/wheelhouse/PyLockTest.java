package dev.dyndeps.domain.wheelhouse;

import static dev.dyndeps.domain.wheelhouse.Wheels.manifest;
import static dev.dyndeps.domain.wheelhouse.Wheels.wheel;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PyLockTest {
    @Test
    void a_wheel_of_the_input_is_named_by_its_path_with_size_and_hash() {
        Manifest manifest = manifest(wheel("six", "six.py"));

        assertThat(PyLock.write(manifest))
                .isEqualTo("""
                        lock-version = "1.0"
                        environments = ["implementation_name == 'cpython' and sys_platform == 'linux' and platform_machine == 'x86_64'"]
                        requires-python = "==3.10.*"
                        created-by = "dyndeps"

                        [[packages]]
                        name = "six"
                        version = "1.0"
                        wheels = [{ name = "six-1.0-py3-none-any.whl", path = "wheels/six-1.0-py3-none-any.whl", size = 1000, hashes = { sha256 = "%s" } }]

                        [tool.dyndeps]
                        target = "dbr-14.3"
                        input-sha256 = "%s"
                        """.formatted(manifest.wheels().get(0).sha256(), manifest.input()));
    }
}
