/**
 * The contract between the runtime and a pricing strategy. A strategy author needs this package and
 * Joda-Money, nothing more.
 */
@Export
@Version("1.0.0")
@NullMarked
package supermarket.pricing.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
