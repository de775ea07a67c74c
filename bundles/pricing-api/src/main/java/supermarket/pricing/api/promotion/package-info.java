/**
 * The contract between the runtime and a promotion kind. An author needs this package, {@code
 * supermarket.pricing.api} and Joda-Money, nothing more.
 */
@Export
@Version("1.0.0")
@NullMarked
package supermarket.pricing.api.promotion;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
