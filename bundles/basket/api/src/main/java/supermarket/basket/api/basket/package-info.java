/**
 * Contracts between the apps that price a basket: gateway, message broker, basket manager, basket
 * server, user worker, product worker.
 */
@Export
@Version("1.0.0")
@NullMarked
package supermarket.basket.api.basket;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
