package org.saddlebag.sqs;

/** What is asked of SQS, with the right that it takes. */
enum SqsAct {
  FIND("find", "sqs:GetQueueUrl"),
  LOOK("look at", "sqs:GetQueueAttributes"),
  RECEIVE("receive from", "sqs:ReceiveMessage"),
  EXTEND("keep a message hidden in", "sqs:ChangeMessageVisibility"),
  DELETE("delete a message from", "sqs:DeleteMessage"),
  SEND("send to", "sqs:SendMessage");

  private final String words;
  private final String permission;

  SqsAct(String words, String permission) {
    this.words = words;
    this.permission = permission;
  }

  String words() {
    return words;
  }

  String permission() {
    return permission;
  }

  /** Whether it is about a message that must be in our hands. */
  boolean ofOneMessage() {
    return this == EXTEND || this == DELETE;
  }
}
