package supermarket.strategy.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltBundleTest {

  private static final String COMPONENT =
      """
      <component name="c" configuration-policy="ignore">
        <property name="supermarket.strategy" type="String" value="a-rule"/>
        <service><provide interface="supermarket.pricing.api.PricingStrategy"/></service>
        <implementation class="example.ARule"/>
      </component>
      """;

  private final Manifest manifest = new Manifest();
  @TempDir private Path folder;

  BuiltBundleTest() {
    header("Manifest-Version", "1.0");
    header("Bundle-SymbolicName", "example");
    header("Import-Package", "org.joda.money;version=\"[2.0,3)\",supermarket.pricing.api");
    header("Service-Component", "OSGI-INF/c.xml");
  }

  @Test
  void findsNothingInABundleThatIsInOrder() throws IOException {
    assertThat(faults(COMPONENT)).isEmpty();
  }

  @Test
  void findsThatThereIsNoBundle() throws IOException {
    manifest.getMainAttributes().remove(new Attributes.Name("Bundle-SymbolicName"));
    assertThat(faults(COMPONENT)).singleElement().asString().contains("bnd-maven-plugin");
  }

  @Test
  void findsAFragment() throws IOException {
    header("Fragment-Host", "org.joda.money");
    assertThat(faults(COMPONENT)).containsExactly("it has Fragment-Host: org.joda.money");
  }

  @Test
  void findsAnExport() throws IOException {
    header("Export-Package", "example");
    assertThat(faults(COMPONENT)).containsExactly("it has Export-Package: example");
  }

  @Test
  void findsAnImportOfTheRuntime() throws IOException {
    header("Import-Package", "java.util,org.slf4j,supermarket.basket.api;version=\"[1.0,2)\"");
    assertThat(faults(COMPONENT))
        .singleElement()
        .asString()
        .startsWith("it imports supermarket.basket.api, ");
  }

  @Test
  void findsAnotherConfigurationPolicy() throws IOException {
    assertThat(faults(COMPONENT.replace(" configuration-policy=\"ignore\"", "")))
        .singleElement()
        .asString()
        .contains("ConfigurationPolicy.IGNORE");
  }

  @Test
  void findsAnotherNameAndNone() throws IOException {
    assertThat(faults(COMPONENT.replace("a-rule", "another-rule")))
        .containsExactly("its component has @Strategy [another-rule], but should be a-rule");
    assertThat(faults(COMPONENT.replace("supermarket.strategy", "other")))
        .containsExactly("its component has @Strategy [], but should be a-rule");
  }

  @Test
  void findsAnotherService() throws IOException {
    assertThat(faults(COMPONENT.replace("PricingStrategy", "Line")))
        .singleElement()
        .asString()
        .contains("but not supermarket.pricing.api.PricingStrategy");
  }

  @Test
  void findsThatTheClassIsNoComponent() throws IOException {
    assertThat(faults(COMPONENT.replace("ARule", "Other")))
        .containsExactly("it has no component example.ARule: is that a @Component?");
  }

  private void header(String name, String value) {
    manifest.getMainAttributes().putValue(name, value);
  }

  private List<String> faults(String component) throws IOException {
    Files.createDirectories(folder.resolve("META-INF"));
    Files.createDirectories(folder.resolve("OSGI-INF"));
    Files.writeString(folder.resolve("OSGI-INF/c.xml"), component);
    try (OutputStream out = Files.newOutputStream(folder.resolve("META-INF/MANIFEST.MF"))) {
      manifest.write(out);
    }
    return BuiltBundle.read("example.ARule", folder)
        .faults(
            Role.STRATEGY,
            "a-rule",
            Set.of("supermarket.pricing.api", "org.joda.money", "org.slf4j"));
  }
}
