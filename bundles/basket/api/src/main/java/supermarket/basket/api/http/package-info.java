/** The pages of the operators' HTTP port. */
@Export
@Version("1.0.0")
@NullMarked
package supermarket.basket.api.http;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
