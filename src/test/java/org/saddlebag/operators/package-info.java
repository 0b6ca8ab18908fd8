/** The packaged program as its operators see it. */
package org.saddlebag.operators;
