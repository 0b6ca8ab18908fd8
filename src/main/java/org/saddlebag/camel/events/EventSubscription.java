package org.saddlebag.camel.events;

import org.saddlebag.camel.s3object.ObjectNews;
import org.saddlebag.camel.sqs.MessageReceiver;

/** Receives events while it runs; a stop waits for those that are worked on. */
final class EventSubscription extends ObjectNews.Subscription {

  private final MessageReceiver receiver;
  private final EventWork work;

  EventSubscription(MessageReceiver receiver, EventWork work) {
    this.receiver = receiver;
    this.work = work;
  }

  @Override
  protected void doStart() {
    receiver.start();
  }

  @Override
  protected void doSuspend() {
    receiver.pause();
  }

  @Override
  protected void doResume() {
    receiver.start();
  }

  @Override
  protected void doStop() throws InterruptedException {
    receiver.close();
  }

  @Override
  public boolean quiet(long events) {
    return work.foundNothingSince(events);
  }

  @Override
  public boolean outOfReach() {
    return receiver.outOfReach();
  }
}
