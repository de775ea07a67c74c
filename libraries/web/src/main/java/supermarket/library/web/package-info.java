/** What both HTTP ports check. */
@NullMarked
package supermarket.library.web;

import org.jspecify.annotations.NullMarked;
