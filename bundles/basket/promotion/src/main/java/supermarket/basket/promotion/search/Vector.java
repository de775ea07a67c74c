package supermarket.basket.promotion.search;

import java.util.Arrays;

/** The best of each state of a scan: what is saved, then the applications, then their ranks. */
final class Vector {

  /** Marks a state that cannot be reached. */
  private static final long NEVER = Long.MIN_VALUE;

  private final long[] saving;
  private final long[] applications;
  private final long[] ranks;

  Vector(int states) {
    saving = new long[states];
    applications = new long[states];
    ranks = new long[states];
  }

  /** Returns one in which only state 0 can be reached. */
  static Vector first(int states) {
    Vector vector = new Vector(states);
    Arrays.fill(vector.saving, NEVER);
    vector.saving[0] = 0;
    return vector;
  }

  int size() {
    return saving.length;
  }

  boolean isReached(int state) {
    return saving[state] != NEVER;
  }

  long saving(int state) {
    return saving[state];
  }

  void copy(Vector other) {
    System.arraycopy(other.saving, 0, saving, 0, saving.length);
    System.arraycopy(other.applications, 0, applications, 0, saving.length);
    System.arraycopy(other.ranks, 0, ranks, 0, saving.length);
  }

  /** Replaces a state by another one with a gain, if that is better. */
  boolean improve(int state, Vector from, int source, long gain, long application, long rank) {
    if (!from.isReached(source)) {
      return false;
    }
    long itsSaving = from.saving[source] + gain;
    long itsApplications = from.applications[source] + application;
    long itsRanks = from.ranks[source] + rank;
    if (isReached(state)
        && !isBetter(
            itsSaving,
            itsApplications,
            itsRanks,
            saving[state],
            applications[state],
            ranks[state])) {
      return false;
    }
    saving[state] = itsSaving;
    applications[state] = itsApplications;
    ranks[state] = itsRanks;
    return true;
  }

  /** Returns whether a state is better than another one. */
  boolean isBetter(int state, int other) {
    return isBetter(
        saving[state],
        applications[state],
        ranks[state],
        saving[other],
        applications[other],
        ranks[other]);
  }

  private static boolean isBetter(
      long saving, long applications, long ranks, long saving2, long applications2, long ranks2) {
    if (saving != saving2) {
      return saving > saving2;
    }
    return applications == applications2 ? ranks < ranks2 : applications < applications2;
  }

  /** Returns whether each state is better than that of another vector by the same. */
  boolean isShiftOf(Vector other) {
    int first = -1;
    for (int i = 0; i < saving.length; i++) {
      if (isReached(i) != other.isReached(i)) {
        return false;
      }
      if (!isReached(i)) {
        continue;
      }
      if (first < 0) {
        first = i;
      } else if (saving[i] - other.saving[i] != saving[first] - other.saving[first]
          || applications[i] - other.applications[i]
              != applications[first] - other.applications[first]
          || ranks[i] - other.ranks[i] != ranks[first] - other.ranks[first]) {
        return false;
      }
    }
    return true;
  }

  /** Shifts it so many times as it is shifted from another one. */
  void repeat(Vector other, long times) {
    for (int i = 0; i < saving.length; i++) {
      if (isReached(i)) {
        saving[i] += (saving[i] - other.saving[i]) * times;
        applications[i] += (applications[i] - other.applications[i]) * times;
        ranks[i] += (ranks[i] - other.ranks[i]) * times;
      }
    }
  }
}
