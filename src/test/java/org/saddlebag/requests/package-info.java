/** Requests as anybody may send them. */
package org.saddlebag.requests;
