package org.saddlebag.camel.sqs;

import org.saddlebag.errors.Refused;
import org.saddlebag.sqs.ReceivedMessage;

/**
 * A message that can be no line of an object.
 *
 * @param message in our hands
 * @param why not
 */
record UnfitMessage(ReceivedMessage message, Refused why) {}
