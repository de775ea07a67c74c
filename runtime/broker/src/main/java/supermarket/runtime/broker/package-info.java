/** Starts the ActiveMQ that ships, and what it demands of its clients beyond what ActiveMQ can. */
@NullMarked
package supermarket.runtime.broker;

import org.jspecify.annotations.NullMarked;
