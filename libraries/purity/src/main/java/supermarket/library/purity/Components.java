package supermarket.library.purity;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * The component descriptions of a bundle: they name the classes that are made, so they may name the
 * bundle's own only, and ask for nothing.
 */
final class Components {

  private static final int LONGEST = 64 * 1024;

  private static final Set<String> HARMLESS =
      Set.of("component", "components", "implementation", "service", "provide", "property");

  private Components() {}

  static void check(Content content, OwnClasses classes, Findings findings) throws IOException {
    Set<String> entries = Set.copyOf(content.entries());
    for (String clause : content.header("Service-Component").split(Headers.COMMA, -1)) {
      String path = clause.split(";", 2)[0].strip();
      if (entries.contains(path)) {
        try (InputStream in = content.open(path)) {
          check(path, parse(in.readNBytes(LONGEST)), classes, findings);
        } catch (SAXException | ParserConfigurationException | IOException e) {
          findings.add(path, 0, "cannot be read: " + Names.shown(String.valueOf(e.getMessage())));
        }
      } else if (!path.isEmpty()) {
        findings.add("Service-Component", 0, "names " + Names.shown(path) + ", which is not there");
      }
    }
  }

  private static Element parse(byte[] xml)
      throws SAXException, ParserConfigurationException, IOException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    var builder = factory.newDocumentBuilder();
    builder.setErrorHandler(Throwing.ALL);
    return builder.parse(new java.io.ByteArrayInputStream(xml)).getDocumentElement();
  }

  private static void check(String path, Element element, OwnClasses classes, Findings findings) {
    String name = element.getLocalName();
    if (!HARMLESS.contains(name)) {
      findings.add(path, 0, "has <" + Names.shown(name) + ">; a strategy asks for no services");
    }
    if (name.equals("implementation")
        && classes.get(element.getAttribute("class").replace('.', '/')) == null) {
      findings.add(
          path,
          0,
          "names "
              + Names.shown(element.getAttribute("class"))
              + ", which is no class of the bundle");
    }
    NodeList children = element.getChildNodes();
    for (int i = 0; i < children.getLength(); i++) {
      Node child = children.item(i);
      if (child instanceof Element inner) {
        check(path, inner, classes, findings);
      }
    }
  }

  /** The parser's own prints to standard error. */
  private enum Throwing implements ErrorHandler {
    ALL;

    @Override
    public void warning(SAXParseException e) {}

    @Override
    public void error(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw e;
    }
  }
}
