package supermarket.shell;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.FrameworkFactory;
import org.apache.felix.gogo.runtime.activator.Activator;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Job;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;

/**
 * A Felix framework with DS, Gogo and the shell bundle, in this JVM. The API packages come from the
 * test's class path, so that tests can register their own apps and read what commands return.
 * Gogo's runtime comes from there too, on behalf of an empty bundle: it finds its current job
 * through static fields, so its classes may be there only once.
 */
final class Container {

  /** A class of each bundle that is installed beside the shell. */
  private static final List<String> BUNDLES =
      List.of(
          "org.osgi.util.function.Function",
          "org.osgi.util.promise.Promise",
          "org.osgi.service.component.ComponentContext",
          "com.fasterxml.jackson.core.JsonFactory",
          "org.apache.felix.cm.PersistenceManager",
          "org.apache.felix.scr.info.ScrInfo",
          "org.apache.felix.gogo.command.Basic");

  private static final String SHARED =
      String.join(
          ",",
          "supermarket.pricing.api;version=1.0.0",
          "supermarket.basket.api;version=1.0.0",
          "supermarket.basket.api.basket;version=1.0.0",
          "supermarket.basket.api.catalogue;version=1.0.0",
          "supermarket.basket.api.deployment;version=1.0.0",
          "supermarket.basket.api.operation;version=1.0.0",
          "supermarket.basket.api.promotion;version=1.0.0",
          "supermarket.basket.api.shelf;version=1.0.0",
          "supermarket.pricing.api.promotion;version=1.0.0",
          "org.joda.money;version=2.0.3",
          "org.osgi.service.cm;version=1.6.1",
          "org.apache.felix.service.command;version=1.0.0");

  private final Framework framework;
  private final Bundle shell;
  private final Bundle gogoHost;
  private final Activator gogo = new Activator();
  private final Map<Class<?>, ServiceRegistration<?>> apps = new HashMap<>();

  /** Starts it, with the framework's cache in an empty folder. */
  Container(Path cache) throws Exception {
    framework =
        new FrameworkFactory()
            .newFramework(
                Map.of(
                    Constants.FRAMEWORK_STORAGE,
                    cache.toString(),
                    Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                    SHARED,
                    "supermarket.data",
                    cache.resolve("data").toString(),
                    "felix.log.level",
                    "1"));
    framework.start();
    gogoHost = context().installBundle("gogo", emptyJar());
    gogoHost.start();
    gogo.start(gogoHost.getBundleContext());
    for (String type : BUNDLES) {
      context().installBundle(jarOf(type)).start();
    }
    // The module's classes folder, which bnd has made a bundle of.
    shell = context().installBundle("reference:" + Path.of("target/classes").toUri());
    shell.start();
  }

  static String jarOf(String type) throws IOException {
    URL resource = Container.class.getResource("/" + type.replace('.', '/') + ".class");
    return ((JarURLConnection) resource.openConnection()).getJarFileURL().toString();
  }

  private static InputStream emptyJar() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
    manifest.getMainAttributes().putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
    manifest.getMainAttributes().putValue(Constants.BUNDLE_SYMBOLICNAME, "gogo");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new JarOutputStream(bytes, manifest).close();
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  BundleContext context() {
    return framework.getBundleContext();
  }

  Bundle shell() {
    return shell;
  }

  /** Registers an app. */
  <T> void register(Class<T> type, T app) {
    apps.put(type, context().registerService(type, app, null));
  }

  /** Takes an app away. */
  void unregister(Class<?> type) {
    apps.remove(type).unregister();
  }

  /** Takes all apps away. */
  void unregisterAll() {
    List.copyOf(apps.keySet()).forEach(this::unregister);
  }

  /** A session without a terminal, as a script or a one-shot client has it. */
  Session session() {
    return new Session(processor());
  }

  CommandProcessor processor() {
    ServiceReference<CommandProcessor> reference =
        context().getServiceReference(CommandProcessor.class);
    return context().getService(reference);
  }

  /** Stops it and waits until it has stopped. */
  void stop() throws Exception {
    shell.stop();
    gogo.stop(gogoHost.getBundleContext());
    framework.stop();
    framework.waitForStop(0);
  }

  /** A session and what is printed in it. */
  static final class Session implements AutoCloseable {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final CommandSession session;

    private Session(CommandProcessor processor) {
      session = processor.createSession(new ByteArrayInputStream(new byte[0]), printed, printed);
    }

    /** What a command prints and returns, as a shell shows it. */
    String run(String line) throws Exception {
      printed.reset();
      Object result = session.execute(line);
      session.getConsole().flush();
      String text = printed.toString(StandardCharsets.UTF_8);
      return result == null ? text : text + session.format(result, 0);
    }

    CommandSession session() {
      return session;
    }

    /** What the command that runs has printed so far. */
    String printed() {
      return printed.toString(StandardCharsets.UTF_8);
    }

    /** Ctrl-C. */
    void interrupt() {
      Job running = session.foregroundJob();
      if (running != null) {
        running.interrupt();
      }
    }

    @Override
    public void close() {
      session.close();
    }
  }
}
