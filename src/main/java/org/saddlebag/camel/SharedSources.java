package org.saddlebag.camel;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.support.CamelContextHelper;
import org.saddlebag.claims.Claim;
import org.saddlebag.claims.Claims;
import org.saddlebag.claims.FlowClaims;
import org.saddlebag.errors.SaddlebagException;

/**
 * The sources of one flow, which other nodes may see, too. Of a flow that is not shared all are its
 * own, and nobody is asked. Safe for use by several threads.
 */
public final class SharedSources {

  /** Whose a source is. */
  public enum Whose {
    /** To be delivered here, and to be ended. */
    OURS,
    /** Another node has it, or nobody can tell. */
    ANOTHERS,
    /** Another node has delivered it. */
    DONE
  }

  private final FlowClaims claims;
  private final Map<String, Claim> held = new ConcurrentHashMap<>();
  private volatile SaddlebagException trouble;

  private SharedSources(FlowClaims claims) {
    this.claims = claims;
  }

  /**
   * The sources of a flow.
   *
   * @param context knows the claims
   * @param flow the flow's name
   * @param shared whether other nodes see them
   * @param forGood whether a delivered source stays where it is
   * @return to be used until the context stops
   */
  public static SharedSources of(
      CamelContext context, String flow, boolean shared, boolean forGood) {
    return new SharedSources(
        shared
            ? CamelContextHelper.mandatoryFindSingleByType(context, Claims.class).of(flow, forGood)
            : null);
  }

  /**
   * Whether other nodes see the sources.
   *
   * @return as it was said
   */
  public boolean shared() {
    return claims != null;
  }

  /**
   * Takes a source, unless another node has it. What keeps the database from answering is to be had
   * by {@link #trouble}.
   *
   * @param name what all nodes call it
   * @param content what tells its content from another of the same name
   * @return whose it is
   */
  public Whose take(String name, String content) {
    if (claims == null) {
      return Whose.OURS;
    }
    return takeAll(Map.of(name, content)).get(name);
  }

  /**
   * Takes several sources of a shared flow at once, see {@link #take}.
   *
   * @param contents what tells the content of each from another of the same name, by name
   * @return whose each is, by name
   */
  public Map<String, Whose> takeAll(Map<String, String> contents) {
    Map<String, Whose> whose = new HashMap<>();
    contents.keySet().forEach(name -> whose.put(name, Whose.ANOTHERS));
    try {
      claims.takeAll(contents).forEach((name, outcome) -> whose.put(name, noted(name, outcome)));
    } catch (SaddlebagException e) {
      trouble = e;
    }
    return whose;
  }

  private Whose noted(String name, FlowClaims.Outcome outcome) {
    if (outcome instanceof FlowClaims.Taken taken) {
      held.put(name, taken.claim());
      return Whose.OURS;
    }
    return outcome instanceof FlowClaims.Done ? Whose.DONE : Whose.ANOTHERS;
  }

  /**
   * The claim of a source that is ours.
   *
   * @param name as it was taken
   * @return empty in a flow that is not shared
   */
  public Optional<Claim> claim(String name) {
    return Optional.ofNullable(held.get(name));
  }

  /**
   * A source is delivered.
   *
   * @param name as it was taken
   * @param content what was delivered
   */
  public void done(String name, String content) {
    Claim claim = held.remove(name);
    if (claim != null) {
      claim.done(content);
    }
  }

  /**
   * A source is not delivered, and whoever likes may take it.
   *
   * @param name as it was taken
   */
  public void giveBack(String name) {
    Claim claim = held.remove(name);
    if (claim != null) {
      claim.giveBack();
    }
  }

  /**
   * A source is not there any more, and nothing is to be known of it.
   *
   * @param name as it was taken
   */
  public void drop(String name) {
    Claim claim = held.remove(name);
    if (claim != null) {
      claim.drop();
    }
  }

  /**
   * Whether a source that was taken is still ours.
   *
   * @param name as it was taken
   * @return false where another node has it by now, or nobody can tell
   */
  public boolean stillOurs(String name) {
    Claim claim = held.get(name);
    try {
      if (claim != null) {
        claim.require();
      }
      return true;
    } catch (SaddlebagException e) {
      return false;
    }
  }

  /** A new look begins: what the last one ran into may have passed. */
  public void pollBegins() {
    trouble = null;
  }

  /**
   * Fails a look that can't take anything.
   *
   * @throws SaddlebagException what is in the way, see {@link #trouble}
   */
  public void requireNoTrouble() {
    SaddlebagException why = trouble;
    if (why != null) {
      throw why;
    }
  }

  /**
   * Why this look can't take anything.
   *
   * @return empty where nothing is in the way
   */
  public Optional<SaddlebagException> trouble() {
    return Optional.ofNullable(trouble);
  }
}
