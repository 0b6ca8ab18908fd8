package org.saddlebag.claims;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The claims of one flow. Safe for use by several threads. */
public final class FlowClaims {

  /** What an attempt to claim a source has come to. */
  public sealed interface Outcome {}

  /**
   * It is ours.
   *
   * @param claim to be ended
   */
  public record Taken(Claim claim) implements Outcome {}

  /** Another node has it. */
  public record Held() implements Outcome {}

  /** It is delivered with this content. */
  public record Done() implements Outcome {}

  private final Claims claims;
  private final String flow;
  private final Duration doneLife;

  FlowClaims(Claims claims, String flow, Duration doneLife) {
    this.claims = claims;
    this.flow = flow;
    this.doneLife = doneLife;
  }

  /**
   * Claims a source. One that this process has already is had again: who asks sees to it that it
   * works on a source once at a time.
   *
   * @param name what all nodes call the source
   * @param content what tells its content from another of the same name
   * @return taken where nobody has it, it is done with other content, or whoever had it is silent
   * @throws org.saddlebag.errors.DatabaseUnavailable if the database does not do it
   */
  public Outcome take(String name, String content) {
    return takeAll(Map.of(name, content)).get(name);
  }

  /**
   * Claims several sources at once, see {@link #take}: no more questions for the database than for
   * one, as long as nobody has had them before.
   *
   * @param contents what tells the content of each from another of the same name, by the names that
   *     all nodes call them; some hundreds at most
   * @return what the attempt has come to, by the same names
   * @throws org.saddlebag.errors.DatabaseUnavailable if the database does not do it; then none of
   *     them is taken
   */
  public Map<String, Outcome> takeAll(Map<String, String> contents) {
    List<String> names = List.copyOf(contents.keySet());
    List<Outcome> outcomes =
        claims.take(
            this,
            names.stream().map(name -> new ClaimTable.Source(flow, Digests.of(name))).toList(),
            names.stream().map(name -> Digests.of(contents.get(name))).toList());
    Map<String, Outcome> byName = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      byName.put(names.get(i), outcomes.get(i));
    }
    return byName;
  }

  /** No source has such a name. */
  private ClaimTable.Source object(String id) {
    return new ClaimTable.Source(flow, Digests.of("distrusted\0" + id));
  }

  void distrust(String id) {
    claims.distrust(object(id));
  }

  boolean isDistrusted(String id) {
    return claims.isDistrusted(object(id));
  }

  void require(ClaimTable.Source source) {
    claims.require(source);
  }

  void done(ClaimTable.Source source, String content) {
    claims.end(source, new Ending(Digests.of(content), doneLife));
  }

  void giveBack(ClaimTable.Source source) {
    claims.end(source, Ending.GIVEN_BACK);
  }

  void drop(ClaimTable.Source source) {
    claims.end(source, Ending.DROPPED);
  }

  /**
   * How a claim ends.
   *
   * @param content the digest of what was delivered, or null where nothing was
   * @param life how long that is remembered
   */
  record Ending(String content, Duration life) {
    static final Ending GIVEN_BACK = new Ending(null, null);
    static final Ending DROPPED = new Ending(null, Duration.ZERO);
  }
}
