package supermarket.benchmarks;

import java.util.Arrays;

/** Numbers that were measured. Not thread-safe. */
final class Sample {

  private long[] values = new long[16];
  private int size;

  void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  /** Returns all in the order in which they came, and begins anew. */
  long[] take() {
    long[] all = Arrays.copyOf(values, size);
    size = 0;
    return all;
  }

  int size() {
    return size;
  }

  /** Returns a number that so many of 100 do not exceed; 0 if there is none. */
  long percentile(int percent) {
    if (size == 0) {
      return 0;
    }
    Arrays.sort(values, 0, size);
    return values[Math.max(0, (int) Math.ceil(size * percent / 100.0) - 1)];
  }

  /** Returns the greatest; 0 if there is none. */
  long most() {
    return percentile(100);
  }

  /** Returns those that are more than nothing. */
  Sample positive() {
    Sample more = new Sample();
    Arrays.stream(values, 0, size).filter(value -> value > 0).forEach(more::add);
    return more;
  }

  /** Returns the mean; 0 if there is none. */
  double mean() {
    return Arrays.stream(values, 0, size).average().orElse(0);
  }
}
