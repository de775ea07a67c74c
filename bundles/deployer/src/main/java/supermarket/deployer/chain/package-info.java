/** This node's part in the chain: what all nodes agree on, or none does. */
@NullMarked
package supermarket.deployer.chain;

import org.jspecify.annotations.NullMarked;
