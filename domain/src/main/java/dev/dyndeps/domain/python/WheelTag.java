package dev.dyndeps.domain.python;

/** A compatibility tag (PEP 425), each part one value: {@code cp310-cp310-manylinux_2_17_x86_64}. */
public record WheelTag(String python, String abi, String platform) {
    @Override
    public String toString() {
        return python + "-" + abi + "-" + platform;
    }
}
