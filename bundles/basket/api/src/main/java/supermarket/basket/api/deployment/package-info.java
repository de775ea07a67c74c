/** Contracts of the deployer: putting strategy bundles into operation, checked and recorded. */
@Export
@Version("1.0.0")
@NullMarked
package supermarket.basket.api.deployment;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
