/** The shelf: what the chain has deployed, for all of its nodes. */
@Version("1.0.0")
@Export
@NullMarked
package supermarket.basket.api.shelf;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
