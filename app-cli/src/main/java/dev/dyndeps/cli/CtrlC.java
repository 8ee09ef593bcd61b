package dev.dyndeps.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * What Ctrl-C does. Left to itself it starts the JVM's shutdown, and from then on nobody hears a second one; a program that
 * waits for a cluster must. The JDK has no supported class for it, and the one that it has is asked for by its name.
 */
final class CtrlC {
    private CtrlC() {}

    /**
     * @param first on the first
     * @param again on each after it
     */
    static void handle(Runnable first, Runnable again) {
        InvocationHandler handler = new InvocationHandler() {
            private boolean pressed;

            @Override
            public synchronized Object invoke(Object proxy, java.lang.reflect.Method method, Object[] arguments) {
                (pressed ? again : first).run();
                pressed = true;
                return proxy;
            }
        };
        try {
            Class<?> type = Class.forName("sun.misc.Signal");
            Class<?> listener = Class.forName("sun.misc.SignalHandler");
            Object signal = type.getConstructor(String.class).newInstance("INT");
            Object proxy = Proxy.newProxyInstance(listener.getClassLoader(), new Class<?>[] {listener}, handler);
            type.getMethod("handle", type, listener).invoke(null, signal, proxy);
        } catch (ReflectiveOperationException | IllegalArgumentException unsupported) {
            // The JVM's own way remains: one Ctrl-C, heard by the shutdown hook.
        }
    }
}
