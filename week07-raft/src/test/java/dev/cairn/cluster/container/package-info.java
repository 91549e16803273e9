/// The image, in a container engine: built from the Dockerfile, run, asked, killed, run again.
@NullMarked
package dev.cairn.cluster.container;

import org.jspecify.annotations.NullMarked;
