package org.saddlebag.local;

import java.time.Clock;
import java.util.List;
import org.saddlebag.local.auth.Identity;
import org.saddlebag.local.wire.FaultHook;

/**
 * What can be set about a stand-in. Immutable: each {@code with} makes a new one.
 *
 * @param port the port on 127.0.0.1, 0 for any free one
 * @param identities who may call, the first is the one that {@code accessKey()} tells; empty for
 *     one unrestricted identity whose secret is made once and kept in the folder
 * @param region the Region in ARNs and answers
 * @param regionChecked whether requests must be signed for that Region, as at AWS
 * @param account the account id in ARNs, 12 digits
 * @param clock the clock of signatures and times
 * @param faults what goes wrong, or null
 * @param recordedRequests how many requests are remembered whole, 0 for none
 */
public record LocalOptions(
    int port,
    List<Identity> identities,
    String region,
    boolean regionChecked,
    String account,
    Clock clock,
    FaultHook faults,
    int recordedRequests) {

  private static final int RECORDED = 1000;

  /** Keeps a copy of the list. */
  public LocalOptions {
    identities = List.copyOf(identities);
  }

  /**
   * Any free port, one identity, no faults.
   *
   * @return the defaults
   */
  public static LocalOptions defaults() {
    return new LocalOptions(
        0, List.of(), "eu-central-1", false, "000000000000", Clock.systemUTC(), null, RECORDED);
  }

  /**
   * With another port.
   *
   * @param value 0 to 65,535
   * @return new options
   */
  public LocalOptions withPort(int value) {
    return new LocalOptions(
        value, identities, region, regionChecked, account, clock, faults, recordedRequests);
  }

  /**
   * With these callers.
   *
   * @param values at least one
   * @return new options
   */
  public LocalOptions withIdentities(Identity... values) {
    return new LocalOptions(
        port, List.of(values), region, regionChecked, account, clock, faults, recordedRequests);
  }

  /**
   * With a Region that requests must be signed for.
   *
   * @param value for example {@code us-west-2}
   * @return new options
   */
  public LocalOptions withCheckedRegion(String value) {
    return new LocalOptions(
        port, identities, value, true, account, clock, faults, recordedRequests);
  }

  /**
   * With another clock.
   *
   * @param value the clock
   * @return new options
   */
  public LocalOptions withClock(Clock value) {
    return new LocalOptions(
        port, identities, region, regionChecked, account, value, faults, recordedRequests);
  }

  /**
   * With faults.
   *
   * @param value the hook, or null for none
   * @return new options
   */
  public LocalOptions withFaults(FaultHook value) {
    return new LocalOptions(
        port, identities, region, regionChecked, account, clock, value, recordedRequests);
  }

  /**
   * With a longer or shorter memory for requests.
   *
   * @param value how many, 0 for none
   * @return new options
   */
  public LocalOptions withRecordedRequests(int value) {
    return new LocalOptions(port, identities, region, regionChecked, account, clock, faults, value);
  }

  String checkedRegion() {
    return regionChecked ? region : null;
  }
}
