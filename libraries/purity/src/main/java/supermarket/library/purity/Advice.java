package supermarket.library.purity;

import java.util.List;

/** Says why something is not on the list, and what to do instead. */
final class Advice {

  private record Kind(String text, List<String> types, List<String> members) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              "the same line costs the same at any time, so there is no clock",
              List.of(
                  "java.time.Clock",
                  "java.lang.System.nanoTime",
                  "java.lang.System.currentTimeMillis"),
              List.of("now")),
          new Kind(
              "the same line always costs the same, so there is no randomness",
              List.of(
                  "java.util.Random",
                  "java.util.random.",
                  "java.util.SplittableRandom",
                  "java.util.UUID",
                  "java.security.",
                  "java.util.concurrent.ThreadLocalRandom",
                  "java.math.BigInteger.<init>"),
              List.of(
                  "random", "shuffle", "probablePrime", "isProbablePrime", "nextProbablePrime")),
          new Kind(
              "a rule runs on the thread that calls it; it starts none, locks nothing and waits for"
                  + " none",
              List.of(
                  "java.lang.Thread",
                  "java.util.concurrent.",
                  "java.util.Timer",
                  "jdk.internal.vm."),
              List.of(
                  "wait",
                  "notify",
                  "notifyAll",
                  "parallel",
                  "parallelStream",
                  "parallelSort",
                  "parallelPrefix",
                  "parallelSetAll",
                  "parallelMultiply")),
          new Kind(
              "a rule reads and writes nothing; an IllegalArgumentException tells the operator",
              List.of(
                  "java.io.",
                  "java.nio.",
                  "java.net.",
                  "javax.",
                  "java.util.logging.",
                  "org.slf4j.",
                  "java.util.Scanner",
                  "java.util.jar.",
                  "java.util.zip.",
                  "java.util.prefs."),
              List.of("printStackTrace", "getStackTrace")),
          new Kind(
              "a rule has nothing to do with the process that it runs in",
              List.of(
                  "java.lang.System",
                  "java.lang.Runtime",
                  "java.lang.Process",
                  "java.lang.ref.",
                  "sun.",
                  "jdk."),
              List.of("finalize", "getBoolean", "getInteger", "getLong")),
          new Kind(
              "a rule calls what it names, without reflection",
              List.of(
                  "java.lang.reflect.",
                  "java.lang.invoke.",
                  "java.lang.Class",
                  "java.lang.Module",
                  "java.lang.classfile.",
                  "java.lang.foreign.",
                  "java.util.ServiceLoader",
                  "java.util.ResourceBundle"),
              List.of()),
          new Kind(
              "the same line costs the same on every machine, and %t follows its time zone: join"
                  + " texts with +",
              List.of(), List.of("format", "formatted")),
          new Kind(
              "the same line costs the same on every machine: take StrictMath",
              List.of("java.lang.Math."),
              List.of()),
          new Kind(
              "the same line costs the same on every machine: name the locale",
              List.of(),
              List.of("toLowerCase", "toUpperCase")),
          new Kind(
              "the same line costs the same on every machine: take none of its locales, zones and"
                  + " character sets",
              List.of(
                  "java.lang.String.<init>",
                  "java.util.Locale",
                  "java.util.TimeZone",
                  "java.util.Calendar",
                  "java.text."),
              List.of("getBytes", "getDisplayName", "systemDefault", "getAvailableZoneIds")),
          new Kind(
              "currencies are the runtime's: take that of the unit price",
              List.of("org.joda.money."),
              List.of()),
          new Kind("of OSGi a strategy uses the annotations only", List.of("org.osgi."), List.of()),
          new Kind(
              "it is not on the list of what a strategy may refer to", List.of(""), List.of()));

  private Advice() {}

  /** Returns the advice about a member of a type; without a member, about the type. */
  static String of(String type, String member) {
    String whole = type + "." + member;
    for (Kind each : KINDS) {
      if (each.members.contains(member)) {
        return each.text;
      }
    }
    for (Kind each : KINDS) {
      if (each.types.stream().anyMatch(whole::startsWith)) {
        return each.text;
      }
    }
    return KINDS.getLast().text;
  }
}
