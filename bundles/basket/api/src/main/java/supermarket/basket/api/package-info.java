/**
 * What all neighbours talk about: a basket, from the request to its answer. The contracts are in
 * the packages below: for those who price it ({@code basket}), for what it is priced with ({@code
 * catalogue}), for deployments ({@code deployment}) and for operators ({@code operation}).
 */
@Export
@Version("1.0.0")
@NullMarked
package supermarket.basket.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
