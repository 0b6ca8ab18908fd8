package org.saddlebag.audit;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.saddlebag.delivery.Receipt;
import org.saddlebag.delivery.ReceiptFiles;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.s3.CustomerKey;
import org.saddlebag.s3.ObjectAddress;
import org.saddlebag.s3.ObjectHead;
import org.saddlebag.s3.ObjectStore;
import org.saddlebag.s3.StoreError;

/**
 * Compares each receipt with the object as it is now, by HEAD alone; needs {@code s3:GetObject}. Of
 * several receipts of one object key the last one counts.
 */
public final class LiveCheck {

  private static final String DELIVERY = "saddlebag-delivery";

  private static final String NO_KEY =
      "rests under the customer key '%s', which is not configured here";

  private final ObjectStore store;
  private final Map<String, CustomerKey> customerKeys;

  /**
   * A check.
   *
   * @param store the store
   * @param customerKeys by their names, for objects that rest under SSE-C
   */
  public LiveCheck(ObjectStore store, Map<String, CustomerKey> customerKeys) {
    this.store = store;
    this.customerKeys = Map.copyOf(customerKeys);
  }

  /** What a receipt says of an object. */
  private record Claim(
      String delivery, String version, String eTag, long lengthBytes, String customerKey) {

    static Claim of(Receipt receipt) {
      Receipt.Target object = receipt.object();
      Receipt.StoreEncryption sse = receipt.sse();
      boolean customer = sse != null && sse.kind().equals(Receipt.StoreEncryption.CUSTOMER);
      return new Claim(
          receipt.delivery(),
          object.version(),
          object.eTag(),
          object.lengthBytes(),
          customer ? sse.keyId() : null);
    }
  }

  /**
   * Checks all receipts of a node.
   *
   * @param state the state folder
   * @param findings is told of what does not hold
   * @return how many objects are as their receipts say
   * @throws SaddlebagException if the receipts can't be read
   */
  public long run(Path state, Consumer<Finding> findings) {
    Map<ObjectAddress, Claim> claims = new LinkedHashMap<>();
    new ReceiptFiles()
        .forEach(
            state,
            receipt ->
                claims.put(
                    new ObjectAddress(receipt.object().bucket(), receipt.object().key()),
                    Claim.of(receipt)));
    return claims.entrySet().stream()
        .filter(claim -> !told(claim.getKey(), claim.getValue(), findings))
        .count();
  }

  private boolean told(ObjectAddress address, Claim claim, Consumer<Finding> findings) {
    Optional<Finding> finding = look(address, claim);
    finding.ifPresent(findings);
    return finding.isPresent();
  }

  private Optional<Finding> look(ObjectAddress address, Claim claim) {
    if (claim.customerKey() != null && key(claim) == null) {
      String what = NO_KEY.formatted(claim.customerKey());
      return Optional.of(finding(Finding.Kind.UNCHECKED, address, what));
    }
    try {
      ObjectHead head = store.head(address, key(claim));
      Optional<String> difference = difference(claim, head);
      return difference.map(
          what -> finding(Finding.Kind.OBJECT, address, what + standing(address, claim)));
    } catch (SaddlebagException e) {
      if (e.code() == StoreError.NO_SUCH_OBJECT) {
        String what = "is gone" + standing(address, claim);
        return Optional.of(finding(Finding.Kind.OBJECT, address, what));
      }
      return Optional.of(finding(Finding.Kind.UNCHECKED, address, e.code().id() + ": " + e.what()));
    }
  }

  private static Optional<String> difference(Claim claim, ObjectHead head) {
    String version = head.address().versionId();
    String delivery = head.metadata().get(DELIVERY);
    if (differ(claim.version(), version)) {
      return Optional.of("has version %s, was delivered as %s".formatted(version, claim.version()));
    }
    if (claim.lengthBytes() >= 0 && claim.lengthBytes() != head.lengthBytes()) {
      return Optional.of(
          "has %d bytes, was delivered with %d".formatted(head.lengthBytes(), claim.lengthBytes()));
    }
    if (differ(claim.eTag(), head.eTag())) {
      return Optional.of("has ETag %s, was delivered as %s".formatted(head.eTag(), claim.eTag()));
    }
    return Objects.equals(delivery, claim.delivery())
        ? Optional.empty()
        : Optional.of("is of delivery %s, not of %s".formatted(delivery, claim.delivery()));
  }

  private CustomerKey key(Claim claim) {
    return claim.customerKey() == null ? null : customerKeys.get(claim.customerKey());
  }

  /** A store that does not tell can't contradict. */
  private static boolean differ(String claimed, String told) {
    return claimed != null && told != null && !claimed.equals(told);
  }

  private String standing(ObjectAddress address, Claim claim) {
    if (claim.version() == null || claim.version().equals("null")) {
      return "";
    }
    try {
      store.head(new ObjectAddress(address.bucket(), address.key(), claim.version()), key(claim));
      return "; the delivered version %s is still there".formatted(claim.version());
    } catch (SaddlebagException e) {
      return "; the delivered version %s can't be seen: %s"
          .formatted(claim.version(), e.code().id());
    }
  }

  private static Finding finding(Finding.Kind kind, ObjectAddress address, String what) {
    return new Finding(kind, address.url(), 0, what);
  }
}
