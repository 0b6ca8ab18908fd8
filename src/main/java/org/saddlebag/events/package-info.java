/**
 * What S3 says when an object was stored: the messages, in whichever way they come.
 *
 * <p>Does: read event notifications as S3 sends them itself, through Amazon SNS and through Amazon
 * EventBridge, and those of Ceph; decode object keys. Does not: receive them, look at an object,
 * decide anything. May import: {@code errors}, a JSON parser.
 */
package org.saddlebag.events;
