/**
 * Promotions across products: what the catalogue says of them, what an edition has of them, and who
 * finds the best deal.
 */
@Export
@Version("1.0.0")
@NullMarked
package supermarket.basket.api.promotion;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
