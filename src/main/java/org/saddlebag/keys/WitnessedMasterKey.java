package org.saddlebag.keys;

import java.util.Map;
import java.util.function.Supplier;
import org.saddlebag.format.AlgorithmSuite;
import org.saddlebag.format.EncryptedDataKey;

/**
 * A master key, none of whose uses goes unseen: what the witness can't note does not happen.
 *
 * @param key the key itself
 * @param witness sees each use
 * @param occasion what the key is used for
 */
record WitnessedMasterKey(MasterKey key, KeyWitness witness, Occasion occasion)
    implements MasterKey {

  @Override
  public String name() {
    return key.name();
  }

  @Override
  public GeneratedDataKey generate(AlgorithmSuite suite, Map<String, String> context) {
    KeyUse asked = new KeyUse(key.name(), null, null);
    GeneratedDataKey made =
        tried(
            () -> key.generate(suite, context),
            failure -> new KeyEvent(KeyEvent.Act.GENERATE, asked, suite, null, occasion, failure));
    KeyUse use = made.use().with(made.encrypted());
    see(
        new KeyEvent(
            KeyEvent.Act.GENERATE, use, suite, made.encrypted().wrapAlgorithm(), occasion, null),
        made.plaintext()::destroy);
    return made;
  }

  @Override
  public boolean opens() {
    return key.opens();
  }

  @Override
  public void requireSealing() {
    key.requireSealing();
  }

  @Override
  public Match match(EncryptedDataKey wrapped) {
    return key.match(wrapped);
  }

  @Override
  public UnwrappedDataKey unwrap(
      EncryptedDataKey wrapped, AlgorithmSuite suite, Map<String, String> context) {
    KeyUse asked = new KeyUse(key.name(), null, null).with(wrapped);
    UnwrappedDataKey unwrapped =
        tried(
            () -> key.unwrap(wrapped, suite, context),
            failure -> unwrap(asked, suite, wrapped, failure));
    see(
        unwrap(unwrapped.use().with(wrapped), suite, wrapped, null),
        unwrapped.plaintext()::destroy);
    return unwrapped;
  }

  private KeyEvent unwrap(
      KeyUse use, AlgorithmSuite suite, EncryptedDataKey wrapped, RuntimeException failure) {
    return new KeyEvent(
        KeyEvent.Act.UNWRAP, use, suite, wrapped.wrapAlgorithm(), occasion, failure);
  }

  private <T> T tried(
      Supplier<T> act, java.util.function.Function<RuntimeException, KeyEvent> event) {
    try {
      return act.get();
    } catch (RuntimeException e) {
      try {
        witness.saw(event.apply(e));
      } catch (RuntimeException unseen) {
        unseen.addSuppressed(e);
        throw unseen;
      }
      throw e;
    }
  }

  private void see(KeyEvent event, Runnable destroy) {
    try {
      witness.saw(event);
    } catch (RuntimeException e) {
      destroy.run();
      throw e;
    }
  }
}
