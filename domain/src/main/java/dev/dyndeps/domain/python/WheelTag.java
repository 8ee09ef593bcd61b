package dev.dyndeps.domain.python;

import com.google.common.base.Ascii;

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

    @Override
    public String toString() {
        return python + "-" + abi + "-" + platform;
    }
}
