package supermarket.strategy.testing;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A Declarative Services component as its XML describes it.
 *
 * @param implementation the name of its class
 * @param policy its configuration policy; empty if none is given
 * @param services the services that it provides
 * @param properties the values of its properties, by name
 */
record BuiltComponent(
    String implementation,
    String policy,
    List<String> services,
    Map<String, List<String>> properties) {

  static BuiltComponent parse(InputStream xml) throws IOException {
    Element component = root(xml);
    return new BuiltComponent(
        elements(component, "implementation")
            .map(implementation -> implementation.getAttribute("class"))
            .findFirst()
            .orElse(""),
        component.getAttribute("configuration-policy"),
        elements(component, "provide").map(provided -> provided.getAttribute("interface")).toList(),
        elements(component, "property")
            .collect(
                Collectors.groupingBy(
                    property -> property.getAttribute("name"),
                    Collectors.mapping(
                        property -> property.getAttribute("value"), Collectors.toList()))));
  }

  /** The names that it has in a role. */
  List<String> names(Role role) {
    return properties.getOrDefault(role.property, List.of());
  }

  private static Element root(InputStream xml) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(xml).getDocumentElement();
    } catch (SAXException | ParserConfigurationException malformed) {
      throw new IOException("a component's XML cannot be read", malformed);
    }
  }

  private static Stream<Element> elements(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
  }

  /** What is wrong with it in a role, with that name, one sentence each. */
  List<String> faults(Role role, String name) {
    List<String> faults = new ArrayList<>();
    if (!policy.equals("ignore")) {
      faults.add(
          "its component lacks configurationPolicy = ConfigurationPolicy.IGNORE, without which"
              + " memory leaks at every upgrade");
    }
    if (!services.contains(role.service)) {
      faults.add("its component provides " + services + ", but not " + role.service);
    }
    if (!names(role).equals(List.of(name))) {
      faults.add(
          "its component has " + role.annotation + " " + names(role) + ", but should be " + name);
    }
    if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*") || name.length() > 64) {
      faults.add(
          "'"
              + name
              + "' is no name: take lower-case words and digits joined by hyphens, at"
              + " most 64 characters");
    }
    return faults;
  }
}
