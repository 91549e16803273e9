package dev.cairn.cluster.container;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// Tests that need a container engine. Where there is none they are skipped, and one line says why; where a
/// skip is a failure (`-Dcairn.strict=true`) they run, and fail. [EngineCondition] decides.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(EngineCondition.class)
@interface NeedsEngine {}
