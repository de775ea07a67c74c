/**
 * Contracts of the product manager: the price book that baskets are priced with, and its
 * administration.
 */
@Export
@Version("1.0.0")
@NullMarked
package supermarket.basket.api.catalogue;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
