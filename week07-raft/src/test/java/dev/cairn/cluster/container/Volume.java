package dev.cairn.cluster.container;

import java.util.UUID;

/// A volume of the engine, which outlives the containers that write on it. Closing it deletes it. Immutable.
record Volume(String name) implements AutoCloseable {
    static Volume make() {
        String name = "cairn-test-" + UUID.randomUUID();
        CairnImage.engine().createVolumeCmd().withName(name).exec();
        return new Volume(name);
    }

    @Override
    public void close() {
        CairnImage.engine().removeVolumeCmd(name).exec();
    }
}
