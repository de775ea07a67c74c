/** Strategy bundles: as a jar, and as the framework has them. */
@NullMarked
package supermarket.deployer.bundle;

import org.jspecify.annotations.NullMarked;
