package dev.cairn.bloom;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A test of filters of many sizes: with so many keys, at that rate, asked for so many others.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest
@CsvSource({
    "100, 0.1, 40000",
    "100, 0.01, 200000",
    "5000, 0.1, 40000",
    "5000, 0.01, 200000",
    "100000, 0.01, 200000",
    "100000, 0.1, 40000",
    "20000, 0.001, 1000000"
})
@interface FilterSizes {}
