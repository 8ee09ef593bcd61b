package dev.dyndeps.domain.python;

import com.google.common.base.Ascii;
import org.jspecify.annotations.Nullable;

/**
 * A compatibility tag (PEP 425), each part one value: {@code cp310-cp310-manylinux_2_17_x86_64}. Tags are compared in
 * lower case, so they are kept so.
 */
public record WheelTag(String python, String abi, String platform) {
    public WheelTag {
        python = Ascii.toLowerCase(python);
        abi = Ascii.toLowerCase(abi);
        platform = Ascii.toLowerCase(platform);
    }

    // Written out: javac's own are linked when they are first used, which takes a command 24 ms.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WheelTag that
                && python.equals(that.python)
                && abi.equals(that.abi)
                && platform.equals(that.platform);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * python.hashCode() + abi.hashCode()) + platform.hashCode();
    }

    @Override
    public String toString() {
        return python + "-" + abi + "-" + platform;
    }
}
