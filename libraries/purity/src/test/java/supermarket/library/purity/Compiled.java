package supermarket.library.purity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A strategy bundle that is compiled in the test, as a folder. */
final class Compiled {

  static final String IMPORTS =
      """
      package com.example;
      import java.math.*;
      import java.util.*;
      import java.util.function.*;
      import java.util.stream.*;
      import java.time.*;
      import org.joda.money.*;
      import supermarket.pricing.api.*;
      """;

  private final Path sources;
  private final Path folder;
  private String manifest = "Manifest-Version: 1.0\n";

  Compiled(Path folder) {
    this.sources = folder.resolve("src");
    this.folder = folder.resolve("bundle");
  }

  /** Adds a class to com.example; the first line of {@code text} is line 9 of the source. */
  Compiled with(String name, String text) {
    Path source =
        write(sources.resolve(name + ".java"), (IMPORTS + text).getBytes(StandardCharsets.UTF_8));
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    List<String> arguments =
        new ArrayList<>(
            List.of("-g", "-proc:none", "-nowarn", "-Xlint:none", "-d", folder.toString()));
    arguments.addAll(
        List.of("-cp", System.getProperty("java.class.path") + ":" + folder, source.toString()));
    java.io.ByteArrayOutputStream told = new java.io.ByteArrayOutputStream();
    if (javac.run(null, told, told, arguments.toArray(String[]::new)) != 0) {
      throw new AssertionError(told.toString(StandardCharsets.UTF_8));
    }
    return this;
  }

  /** Adds a strategy whose rule is made of these statements, which begin at line 13. */
  Compiled rule(String statements) {
    return with(
        "Tried",
        """
        public final class Tried implements PricingStrategy {
          @Override
          public PricingRule rule(Terms terms) {
            return line -> {
        %s
            };
          }
        }
        """
            .formatted(statements));
  }

  Compiled header(String name, String value) {
    manifest += name + ": " + value + "\n";
    return this;
  }

  Compiled entry(String path, byte[] content) {
    write(folder.resolve(path), content);
    return this;
  }

  byte[] bytes(String path) {
    try {
      return Files.readAllBytes(folder.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path write(Path file, byte[] content) {
    try {
      Files.createDirectories(file.getParent());
      return Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> findings() {
    try {
      entry("META-INF/MANIFEST.MF", manifest.getBytes(StandardCharsets.UTF_8));
      return Purity.check(Content.of(folder)).stream().map(Finding::toString).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
