package dev.cairn.lsm.repair;

import dev.cairn.common.env.Disk;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/// A disk in a file system that has no hard links.
public final class LinklessDisk {
    private LinklessDisk() {}

    /// Like `disk`, but for [Disk#link], which it refuses.
    public static Disk over(Disk disk) {
        return (Disk) Proxy.newProxyInstance(
                Disk.class.getClassLoader(), new Class<?>[] {Disk.class}, (_, method, arguments) -> {
                    if (method.getName().equals("link")) {
                        throw new UnsupportedOperationException("no links here");
                    }
                    try {
                        return method.invoke(disk, arguments);
                    } catch (InvocationTargetException wrapped) {
                        throw wrapped.getCause();
                    }
                });
    }
}
