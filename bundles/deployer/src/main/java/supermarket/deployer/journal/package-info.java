/** Runs deployments, and keeps the record of them. */
@NullMarked
package supermarket.deployer.journal;

import org.jspecify.annotations.NullMarked;
