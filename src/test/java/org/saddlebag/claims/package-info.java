/** Claims on the databases that can be had. */
package org.saddlebag.claims;
