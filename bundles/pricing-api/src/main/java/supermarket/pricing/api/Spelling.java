package supermarket.pricing.api;

/** Whether one name was probably written for another. */
final class Spelling {

  private Spelling() {}

  /** Whether at most each third letter differs; two neighbours that changed places are one. */
  static boolean alike(String one, String other) {
    int most = Math.min(one.length(), other.length()) / 3;
    return Math.abs(one.length() - other.length()) <= most && distance(one, other) <= most;
  }

  private static int distance(String from, String to) {
    int[][] steps = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          steps[i][j] = i + j;
          continue;
        }
        int same = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        int least = Math.min(steps[i - 1][j], steps[i][j - 1]) + 1;
        steps[i][j] = Math.min(least, steps[i - 1][j - 1] + same);
        if (i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1)) {
          steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
        }
      }
    }
    return steps[from.length()][to.length()];
  }
}
