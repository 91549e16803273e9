package dev.cairn.workbook.run;

import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.RecordComponentInfo;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What classes show to those that are compiled against them: everything but private members and bodies.
///
/// As long as it is the same, who was compiled against them need not be compiled again: a student who changes the
/// body of a method waits for that module alone. Annotations are left out, because the compiler asks for none of ours.
final class ApiPrint {
    private ApiPrint() {}

    /// The print of all classes below `folder`.
    static String of(Path folder) {
        Fingerprint print = new Fingerprint();
        for (Path file : classFiles(folder)) {
            add(print, parsed(file));
        }
        return print.toText();
    }

    /// The files of the classes below `folder` that were compiled from one of these sources.
    static List<Path> filesOf(List<Path> sources, Path folder) {
        return classFiles(folder).stream()
                .filter(file -> sources.stream().anyMatch(source -> isOf(source, folder.relativize(file), file)))
                .toList();
    }

    private static boolean isOf(Path source, Path name, Path file) {
        String fileName = source.getFileName().toString();
        Path inPackage = name.resolveSibling(fileName);
        return source.endsWith(inPackage)
                && parsed(file)
                        .findAttribute(Attributes.sourceFile())
                        .map(found -> found.sourceFile().equalsString(fileName))
                        .orElse(true);
    }

    private static List<Path> classFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .sorted()
                    .toList();
        } catch (IOException cause) {
            throw CourseException.environment("cannot read the classes in " + folder, cause);
        }
    }

    private static ClassModel parsed(Path file) {
        try {
            return ClassFile.of().parse(file);
        } catch (IOException cause) {
            throw CourseException.environment("cannot read " + file, cause);
        }
    }

    private static void add(Fingerprint print, ClassModel model) {
        print.add(model.thisClass().asInternalName());
        print.add(Integer.toHexString(model.flags().flagsMask()));
        print.add(model.superclass().map(type -> type.asInternalName()).orElse(""));
        model.interfaces().forEach(type -> print.add(type.asInternalName()));
        model.findAttribute(Attributes.signature())
                .ifPresent(found -> print.add(found.signature().stringValue()));
        model.findAttribute(Attributes.permittedSubclasses())
                .ifPresent(found -> found.permittedSubclasses().forEach(type -> print.add(type.asInternalName())));
        model.findAttribute(Attributes.record())
                .ifPresent(found -> found.components().forEach(part -> print.add(shown(part))));
        model.fields().stream()
                .map(ApiPrint::shown)
                .flatMap(Optional::stream)
                .sorted()
                .forEach(print::add);
        model.methods().stream()
                .map(ApiPrint::shown)
                .flatMap(Optional::stream)
                .sorted()
                .forEach(print::add);
    }

    private static String shown(RecordComponentInfo part) {
        return part.name().stringValue() + " " + part.descriptor().stringValue();
    }

    private static Optional<String> shown(FieldModel field) {
        if (isHidden(field.flags().flags())) {
            return Optional.empty();
        }
        String constant = field.findAttribute(Attributes.constantValue())
                .map(found -> found.constant().constantValue().toString())
                .orElse("");
        String generic = field.findAttribute(Attributes.signature())
                .map(found -> found.signature().stringValue())
                .orElse("");
        return Optional.of("%s %s %x %s %s"
                .formatted(
                        field.fieldName().stringValue(),
                        field.fieldType().stringValue(),
                        field.flags().flagsMask(),
                        generic,
                        constant));
    }

    private static Optional<String> shown(MethodModel method) {
        if (isHidden(method.flags().flags())) {
            return Optional.empty();
        }
        String generic = method.findAttribute(Attributes.signature())
                .map(found -> found.signature().stringValue())
                .orElse("");
        List<String> thrown = method.findAttribute(Attributes.exceptions())
                .map(found -> found.exceptions().stream()
                        .map(type -> type.asInternalName())
                        .toList())
                .orElse(List.of());
        return Optional.of("%s %s %x %s %s"
                .formatted(
                        method.methodName().stringValue(),
                        method.methodType().stringValue(),
                        method.flags().flagsMask(),
                        generic,
                        thrown));
    }

    private static boolean isHidden(Set<AccessFlag> flags) {
        return flags.contains(AccessFlag.PRIVATE) || flags.contains(AccessFlag.SYNTHETIC);
    }
}
