package org.saddlebag.delivery;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.saddlebag.errors.SaddlebagException;

/**
 * Where the nodes that share a flow keep which message is in which batch, and whose each batch is.
 * What can't be asked or told at the moment throws, save where it is said otherwise.
 */
public interface BatchRegister {

  /** Whose a batch is. */
  sealed interface Whose {}

  /**
   * This node's, until it ends it.
   *
   * @param lease of the batch
   */
  record Ours(Lease lease) implements Whose {}

  /** Another node has it in hand. */
  record Anothers() implements Whose {}

  /** It is delivered. */
  record Delivered() implements Whose {}

  /** A batch that is this node's. Each of its ends is final. */
  interface Lease extends DeliveryOrder.Ownership {

    /**
     * Whether somebody had it before and was not heard of any more, be it this process: something
     * of it may have been sent.
     *
     * @return false for one that nobody had
     */
    boolean takenOver();

    /**
     * Notes messages of the batch, all or none.
     *
     * @param note what whoever takes it over must know; the first one counts
     * @param messages ids of messages that are in no batch
     * @return false where one of them is in another batch by now
     */
    boolean note(byte[] note, Collection<String> messages);

    /** It is delivered. Told later where that can't be told now. */
    void delivered();

    /**
     * Notes something else of the batch.
     *
     * @param note what whoever takes it over must know from now on
     */
    void rewrite(byte[] note);

    /**
     * Nothing of it was sent on which anybody may rely, and it is in nobody's hands: its messages
     * are in no batch.
     *
     * @param noteStays whether whoever begins the same batch once more must know its note
     */
    void neverSent(boolean noteStays);

    /** Whoever likes may take it over. Told later where that can't be told now. */
    void giveBack();

    /** Nobody had it, and nothing was noted. Told later where that can't be told now. */
    void drop();
  }

  /**
   * What a batch is called here.
   *
   * @param identity what tells it from all others of the flow
   * @return the same on all nodes
   */
  String name(String identity);

  /**
   * Takes a batch, unless another node has it in hand or it is delivered. One that this process has
   * already is had again: who asks sees to it that it is worked on once at a time.
   *
   * @param name the batch's
   * @return whose it is now
   */
  Whose take(String name);

  /**
   * The batches that messages are in.
   *
   * @param messages their ids
   * @return the names of the batches by the messages' ids; a message that is in none is absent
   */
  Map<String, String> holding(Collection<String> messages);

  /**
   * Which batches are delivered.
   *
   * @param names the batches'
   * @return those of them
   */
  Set<String> delivered(Collection<String> names);

  /**
   * What is noted of a batch.
   *
   * @param name the batch's
   * @return empty where nothing is
   */
  Optional<byte[]> read(String name);

  /**
   * The queue has let go of messages. Told later where that can't be told now.
   *
   * @param messages their ids
   */
  void letGo(Collection<String> messages);

  /**
   * Why nothing can be asked or told at the moment.
   *
   * @return empty where nothing is in the way
   */
  Optional<SaddlebagException> trouble();
}
