/**
 * Requests for objects: what somebody asks for in a message, and what is answered.
 *
 * <p>Does: read a request and hold it against what the flow allows, write the reply. Does not:
 * receive or send messages, look for objects, deliver. May import: {@code delivery} for the rules
 * of names, {@code errors}, a JSON parser.
 */
package org.saddlebag.requests;
