/** Versions on trial: what they price in shadow, compared with the live version. */
@NullMarked
package supermarket.deployer.trial;

import org.jspecify.annotations.NullMarked;
