/** Judges versions before they price anything. What it runs is foreign code, behind the guard. */
@NullMarked
package supermarket.deployer.check;

import org.jspecify.annotations.NullMarked;
