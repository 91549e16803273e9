package dev.cairn.sim.crash;

import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.ReadFile;
import dev.cairn.sim.disk.DiskCall;
import dev.cairn.sim.disk.DiskListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.DirectMethodHandleDesc;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every place in some classes where the disk is called, and which of them a search has reached.
///
/// The places are read from the class files: each instruction that calls `Disk`, `AppendFile` or `ReadFile`, and
/// each reference to one of their methods. A search that is [recorded][CrashSearch#recordedBy] by [#recorder] marks
/// those it comes from. Calls that reach no file system (`describe`, `directory`, `AppendFile.size`) do not count.
///
/// Thread-safe.
public final class CallSites {
    private static final Set<String> OWNERS = Set.of(
            internal(Disk.class.getName()), internal(AppendFile.class.getName()), internal(ReadFile.class.getName()));
    private static final Set<String> METHODS =
            Arrays.stream(DiskCall.Kind.values()).map(DiskCall.Kind::method).collect(Collectors.toSet());

    private final Set<Site> sites = new TreeSet<>();
    private final Set<String> types = new TreeSet<>();
    private final Set<Site> reached = ConcurrentHashMap.newKeySet();

    /// A line of code from which the disk is called.
    ///
    /// @param type the class
    /// @param method the method, or the name the compiler gave to a lambda in it
    /// @param callee the method that is called
    public record Site(String type, String method, int line, String callee) implements Comparable<Site> {
        @Override
        public int compareTo(Site other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return "%s.%s:%s %s".formatted(type, method, line, callee);
        }
    }

    private CallSites() {}

    /// The call sites in all classes that lie where `anchor` does: of one module.
    public static CallSites besides(Class<?> anchor) {
        try {
            Path root = Path.of(
                    anchor.getProtectionDomain().getCodeSource().getLocation().toURI());
            return in(root);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(anchor + " does not come from a directory of class files", e);
        }
    }

    /// The call sites in all classes below a directory.
    public static CallSites in(Path classes) {
        CallSites found = new CallSites();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                found.add(ClassFile.of().parse(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read class files in " + classes, e);
        }
        return found;
    }

    /// Those of one class, its lambdas included.
    public CallSites inClass(Class<?> type) {
        CallSites fewer = new CallSites();
        fewer.types.add(type.getName());
        sites.stream().filter(site -> site.type().equals(type.getName())).forEach(fewer.sites::add);
        return fewer;
    }

    /// Marks the sites that calls come from.
    public DiskListener recorder() {
        return call -> callerOf(call).ifPresent(reached::add);
    }

    /// All sites.
    public Set<Site> all() {
        return Set.copyOf(sites);
    }

    /// The sites that no recorded call came from, in order.
    public Set<Site> missed() {
        Set<Site> missed = new TreeSet<>(sites);
        missed.removeAll(reached);
        return missed;
    }

    /// Fails if less than `percentMin` of the sites were reached, and says which were not.
    public void require(int percentMin) {
        Set<Site> missed = missed();
        long reachedPercent = sites.isEmpty() ? 0 : 100L * (sites.size() - missed.size()) / sites.size();
        if (reachedPercent < percentMin) {
            throw new AssertionError(
                    "%s %% of %s call sites of the disk were to be reached, %s %% were. Not reached:%n  %s"
                            .formatted(
                                    percentMin,
                                    sites.size(),
                                    reachedPercent,
                                    missed.stream()
                                            .map(Site::toString)
                                            .collect(Collectors.joining(System.lineSeparator() + "  "))));
        }
    }

    @Override
    public String toString() {
        return (sites.size() - missed().size()) + " of " + sites.size() + " call sites of the disk reached";
    }

    private Optional<Site> callerOf(DiskCall call) {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> types.contains(frame.getClassName()))
                        .findFirst()
                        .map(frame -> new Site(
                                frame.getClassName(),
                                frame.getMethodName(),
                                frame.getLineNumber(),
                                call.kind().method())));
    }

    private void add(ClassModel model) {
        String type = model.thisClass().asInternalName().replace('/', '.');
        types.add(type);
        for (MethodModel method : model.methods()) {
            int line = 0;
            for (CodeElement element :
                    method.code().map(code -> code.elementList()).orElse(List.of())) {
                if (element instanceof LineNumber start) {
                    line = start.line();
                }
                Optional<String> callee = calleeOf(element);
                if (callee.isPresent()) {
                    sites.add(new Site(type, method.methodName().stringValue(), line, callee.get()));
                }
            }
        }
    }

    private static Optional<String> calleeOf(CodeElement element) {
        return switch (element) {
            case InvokeInstruction call ->
                touching(call.owner().asInternalName(), call.name().stringValue());
            case InvokeDynamicInstruction dynamic ->
                dynamic.bootstrapArgs().stream()
                        .filter(DirectMethodHandleDesc.class::isInstance)
                        .map(DirectMethodHandleDesc.class::cast)
                        .flatMap(handle -> touching(internalOf(handle), handle.methodName()).stream())
                        .findFirst();
            default -> Optional.empty();
        };
    }

    private static Optional<String> touching(String owner, String method) {
        boolean isSizeOfAppendFile = method.equals("size") && owner.equals(internal(AppendFile.class.getName()));
        return OWNERS.contains(owner) && METHODS.contains(method) && !isSizeOfAppendFile
                ? Optional.of(method)
                : Optional.empty();
    }

    private static String internalOf(DirectMethodHandleDesc handle) {
        String descriptor = handle.owner().descriptorString();
        return descriptor.substring(1, descriptor.length() - 1);
    }

    private static String internal(String name) {
        return name.replace('.', '/');
    }
}
