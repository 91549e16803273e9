package dev.cairn.workbook.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What compiled classes offer to others: their public types, with their public and protected members. Immutable.
///
/// @param members a line each
public record PublicDoor(SortedSet<String> members) {

    /// The door of all classes below `folder`.
    public static PublicDoor of(Path folder) {
        SortedSet<String> members = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                add(ClassFile.of().parse(Files.readAllBytes(file)), members);
            }
        } catch (IOException cause) {
            throw new UncheckedIOException("cannot read the classes below " + folder, cause);
        }
        return new PublicDoor(members);
    }

    /// The lines that one of the two doors has and the other has not.
    public List<String> differences(PublicDoor other) {
        return Stream.concat(
                        members.stream().filter(line -> !other.members.contains(line)),
                        other.members.stream().filter(line -> !members.contains(line)))
                .toList();
    }

    private static void add(ClassModel type, SortedSet<String> members) {
        if (!type.flags().flags().contains(AccessFlag.PUBLIC)) {
            return;
        }
        String name = type.thisClass().asInternalName().replace('/', '.');
        members.add(name + " " + type.flags().flags());
        for (FieldModel field : type.fields()) {
            if (isOffered(field.flags().flags())) {
                members.add(name + "#" + field.fieldName().stringValue() + " "
                        + field.fieldType().stringValue() + " " + field.flags().flags());
            }
        }
        for (MethodModel method : type.methods()) {
            if (isOffered(method.flags().flags())) {
                members.add(name + "#" + method.methodName().stringValue()
                        + method.methodType().stringValue() + " "
                        + method.flags().flags() + " " + thrown(method));
            }
        }
    }

    private static boolean isOffered(Set<AccessFlag> flags) {
        return (flags.contains(AccessFlag.PUBLIC) || flags.contains(AccessFlag.PROTECTED))
                && !flags.contains(AccessFlag.SYNTHETIC);
    }

    private static String thrown(MethodModel method) {
        return method.findAttribute(Attributes.exceptions()).stream()
                .flatMap(found -> found.exceptions().stream())
                .map(type -> type.asInternalName())
                .collect(Collectors.joining(","));
    }
}
