/** The shelf in a folder: revisions that are put once, verdicts, and jars by their content. */
@NullMarked
package supermarket.shelf;

import org.jspecify.annotations.NullMarked;
