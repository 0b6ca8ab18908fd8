package org.saddlebag.local.wire;

/** Decides for each request whether something goes wrong. Called from many threads. */
@FunctionalInterface
public interface FaultHook {

  /**
   * Decides, before anything of the body is read or the signature is checked.
   *
   * @param call what is asked, with the number of the attempt
   * @param headers the request's headers
   * @return the fault, {@link Fault#none()} for none
   */
  Fault decide(Call call, Headers headers);
}
