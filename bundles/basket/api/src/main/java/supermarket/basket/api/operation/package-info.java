/** Contracts of operation: what operators, balancers and scripts are told of a node. */
@Export
@Version("1.0.0")
@NullMarked
package supermarket.basket.api.operation;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
