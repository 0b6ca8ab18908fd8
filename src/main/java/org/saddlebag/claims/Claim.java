package org.saddlebag.claims;

/** A source that is this node's to deliver. Safe for use by several threads. */
public final class Claim {

  private final FlowClaims flow;
  private final ClaimTable.Source source;
  private final boolean takenOver;

  Claim(FlowClaims flow, ClaimTable.Source source, boolean takenOver) {
    this.flow = flow;
    this.source = source;
    this.takenOver = takenOver;
  }

  /**
   * Whether another process had it and was not heard of any more: it may have got far.
   *
   * @return false for a source that nobody had
   */
  public boolean takenOver() {
    return takenOver;
  }

  ClaimTable.Source source() {
    return source;
  }

  /**
   * Makes sure, and for the whole of the claim's time, that the source is still this node's. To be
   * asked before what others would do again counts.
   *
   * @throws org.saddlebag.errors.Refused {@code CLAIM_LOST} if another node has it
   * @throws org.saddlebag.errors.DatabaseUnavailable if nobody can tell
   */
  public void require() {
    flow.require(source);
  }

  /**
   * The source is delivered, and no node takes it again while it stays the same. Where the database
   * is away it is told later.
   *
   * @param content what tells the delivered content from another of the same name
   */
  public void done(String content) {
    flow.done(source, content);
  }

  /**
   * The store may hold an object of the source on which no node must rely. Where the database is
   * away it is told later, and before anything of this process is given back.
   *
   * @param id the object's delivery id
   */
  public void distrust(String id) {
    flow.distrust(id);
  }

  /**
   * Whether a node has said so of an object, this one or another, whoever has the source by now.
   *
   * @param id the object's delivery id
   * @return false where nobody has within 90 days
   * @throws org.saddlebag.errors.DatabaseUnavailable if nobody can tell
   */
  public boolean isDistrusted(String id) {
    return flow.isDistrusted(id);
  }

  /** Nobody has it any more. Where the database is away it is told later. */
  public void giveBack() {
    flow.giveBack(source);
  }

  /** The source is not there any more, and nothing was done with it here. */
  public void drop() {
    flow.drop(source);
  }
}
