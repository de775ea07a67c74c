/** What the runtime costs: baskets per second, CPU time per basket, memory. */
@NullMarked
package supermarket.benchmarks;

import org.jspecify.annotations.NullMarked;
