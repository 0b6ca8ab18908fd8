/**
 * The component {@code file-output}: verified files appear in a directory.
 *
 * <p>Does: hold one staging area and publisher for each target directory; publish what {@code open}
 * staged. Does not: write a byte that was not verified, or outside of the directory. May import:
 * {@code camel}, {@code delivery}, {@code s3}, {@code errors}, Camel.
 */
package org.saddlebag.camel.output;
