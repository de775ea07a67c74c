/** Strategies that tests deploy: good ones, and ones that misbehave. */
@NullMarked
package supermarket.itests.strategies;

import org.jspecify.annotations.NullMarked;
