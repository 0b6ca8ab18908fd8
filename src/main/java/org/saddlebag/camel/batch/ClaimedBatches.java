package org.saddlebag.camel.batch;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.saddlebag.claims.Claim;
import org.saddlebag.claims.FlowBatches;
import org.saddlebag.claims.FlowClaims;
import org.saddlebag.delivery.BatchRegister;
import org.saddlebag.errors.SaddlebagException;

/**
 * The batches of a flow, as claims in the database that its nodes share.
 *
 * @param batches in the database
 */
public record ClaimedBatches(FlowBatches batches) implements BatchRegister {

  @Override
  public String name(String identity) {
    return FlowBatches.name(identity);
  }

  @Override
  public Whose take(String name) {
    FlowClaims.Outcome outcome = batches.take(name);
    if (outcome instanceof FlowClaims.Taken taken) {
      return new Ours(new Held(batches, name, taken.claim()));
    }
    return outcome instanceof FlowClaims.Done ? new Delivered() : new Anothers();
  }

  @Override
  public Map<String, String> holding(Collection<String> messages) {
    return batches.holding(messages);
  }

  @Override
  public Set<String> delivered(Collection<String> names) {
    return batches.delivered(names);
  }

  @Override
  public Optional<byte[]> read(String name) {
    return batches.read(name);
  }

  @Override
  public void letGo(Collection<String> messages) {
    batches.letGo(messages);
  }

  @Override
  public Optional<SaddlebagException> trouble() {
    return batches.trouble().map(why -> why);
  }

  private record Held(FlowBatches batches, String name, Claim claim) implements Lease {

    @Override
    public void require() {
      claim.require();
    }

    @Override
    public boolean takenOver() {
      return claim.takenOver();
    }

    @Override
    public boolean note(byte[] note, Collection<String> messages) {
      return batches.note(claim, note, messages);
    }

    @Override
    public void delivered() {
      batches.delivered(claim, name);
    }

    @Override
    public void rewrite(byte[] note) {
      batches.rewrite(claim, note);
    }

    @Override
    public void neverSent(boolean noteStays) {
      if (noteStays) {
        batches.free(claim);
      } else {
        batches.neverSent(claim);
      }
    }

    @Override
    public void giveBack() {
      claim.giveBack();
    }

    @Override
    public void drop() {
      claim.drop();
    }
  }
}
