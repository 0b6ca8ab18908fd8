package org.saddlebag.claims;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How a process takes claims, several at once. Safe for use by several threads. */
final class ClaimTaking {

  private final ClaimTable table;
  private final String node;
  private final String session;
  private final Duration life;

  ClaimTaking(ClaimTable table, String node, String session, Duration life) {
    this.table = table;
    this.node = node;
    this.session = session;
    this.life = life;
  }

  /**
   * One look at all of them, and one insert of those that nobody has had. Each of the rest, and
   * what another node was quicker with, is asked for by itself.
   *
   * @param sources of one flow
   * @param contents digests, one for each
   */
  List<FlowClaims.Outcome> take(
      FlowClaims flow, List<ClaimTable.Source> sources, List<String> contents) {
    if (sources.isEmpty()) {
      return List.of();
    }
    String name = sources.get(0).flow();
    Map<String, ClaimTable.Row> known =
        table.look(name, sources.stream().map(ClaimTable.Source::digest).toList());
    SortedMap<String, String> unknown = new TreeMap<>();
    for (int i = 0; i < sources.size(); i++) {
      String digest = sources.get(i).digest();
      if (!known.containsKey(digest)) {
        unknown.put(digest, contents.get(i));
      }
    }
    boolean allOurs =
        unknown.isEmpty() || table.insert(name, unknown, node, session, life) == unknown.size();
    List<FlowClaims.Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      ClaimTable.Source source = sources.get(i);
      boolean isNew = allOurs && unknown.containsKey(source.digest());
      outcomes.add(
          isNew
              ? new FlowClaims.Taken(new Claim(flow, source, false))
              : attempt(flow, source, contents.get(i), known.get(source.digest())));
    }
    return outcomes;
  }

  /** What was seen of the row, or null, is the first thing to go by. */
  private FlowClaims.Outcome attempt(
      FlowClaims flow, ClaimTable.Source source, String content, ClaimTable.Row seen) {
    ClaimTable.Row row = seen;
    while (true) {
      if (row == null) {
        row = table.look(source.flow(), List.of(source.digest())).get(source.digest());
      }
      if (row == null) {
        SortedMap<String, String> alone = new TreeMap<>(Map.of(source.digest(), content));
        if (table.insert(source.flow(), alone, node, session, life) == 1) {
          return new FlowClaims.Taken(new Claim(flow, source, false));
        }
        continue;
      }
      boolean free = row.isVoid() || session.equals(row.session());
      if (!free && row.held()) {
        return new FlowClaims.Held();
      }
      if (!free && row.content().equals(content)) {
        return new FlowClaims.Done();
      }
      if (table.take(source, content, node, session, life)) {
        return new FlowClaims.Taken(new Claim(flow, source, row.held()));
      }
      row = null;
    }
  }
}
