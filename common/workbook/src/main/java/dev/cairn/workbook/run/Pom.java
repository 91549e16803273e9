package dev.cairn.workbook.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// What a Maven POM says about modules.
///
/// Immutable.
///
/// @param modules folders of the modules that it puts together, from its own folder
/// @param dependencies artifact ids of the dependencies that are of the same group as itself
/// @param testDependencies those of them whose tests it depends on
record Pom(String artifactId, List<String> modules, List<String> dependencies, List<String> testDependencies) {
    private static final String TEST_JAR = "test-jar";
    private static final String FEATURE_NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

    static Pom read(Path file) {
        Element project = parse(file);
        String group = Stream.concat(
                        child(project, "groupId"), child(project, "parent").flatMap(parent -> child(parent, "groupId")))
                .map(Element::getTextContent)
                .map(String::strip)
                .findFirst()
                .orElse("");
        return new Pom(
                text(project, "artifactId"),
                child(project, "modules")
                        .flatMap(modules -> child(modules, "module"))
                        .map(Element::getTextContent)
                        .map(String::strip)
                        .toList(),
                dependencies(project, group).distinct().toList(),
                dependencies(project, group, TEST_JAR).toList());
    }

    private static Stream<String> dependencies(Element project, String group) {
        return Stream.of("", "jar", TEST_JAR).flatMap(type -> dependencies(project, group, type));
    }

    private static Stream<String> dependencies(Element project, String group, String type) {
        return child(project, "dependencies")
                .flatMap(dependencies -> child(dependencies, "dependency"))
                .filter(dependency -> text(dependency, "groupId").equals(group))
                .filter(dependency -> text(dependency, "type").equals(type))
                .map(dependency -> text(dependency, "artifactId"));
    }

    private static Element parse(Path file) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(FEATURE_NO_DOCTYPE, true);
            return factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
        } catch (IOException | ParserConfigurationException | SAXException cause) {
            throw CourseException.environment("cannot read " + file, cause);
        }
    }

    private static String text(Element element, String name) {
        return child(element, name)
                .map(found -> found.getTextContent().strip())
                .findFirst()
                .orElse("");
    }

    private static Stream<Element> child(Element element, String name) {
        NodeList children = element.getChildNodes();
        return IntStream.range(0, children.getLength())
                .mapToObj(children::item)
                .filter(node ->
                        node instanceof Element found && found.getTagName().equals(name))
                .map(Element.class::cast);
    }
}
