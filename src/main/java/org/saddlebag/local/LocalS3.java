package org.saddlebag.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.saddlebag.local.auth.Identity;
import org.saddlebag.local.auth.SignatureCheck;
import org.saddlebag.local.s3.KmsKeys;
import org.saddlebag.local.s3.S3Service;
import org.saddlebag.local.s3.S3Settings;
import org.saddlebag.local.store.Buckets;

/**
 * An S3 on 127.0.0.1 with its objects in one folder, where they stay when it stops. Clients must
 * use path style, or host names like {@code bucket.localhost}.
 */
public final class LocalS3 extends StandIn {

  private final Buckets buckets;
  private final S3Settings settings;
  private final S3Service service;

  private LocalS3(Listening listening, Buckets buckets, S3Settings settings, S3Service service) {
    super(listening);
    this.service = service;
    this.buckets = buckets;
    this.settings = settings;
  }

  /**
   * Starts without a KMS: SSE-KMS works with the default key {@code alias/aws/s3} alone.
   *
   * @param folder where objects and credentials lie, made where it is missing
   * @param options what can be set
   * @return the running stand-in
   * @throws org.saddlebag.errors.SaddlebagException where the folder or the port cannot be had
   */
  public static LocalS3 start(Path folder, LocalS3Options options) {
    LocalOptions common = options.common();
    String arn =
        "arn:aws:kms:%s:%s:key/00000000-0000-4000-8000-000000000000"
            .formatted(common.region(), common.account());
    KmsKeys.Key key = new KmsKeys.Key(arn, KmsKeys.State.ENABLED);
    return start(
        folder, options, name -> name.equals("alias/aws/s3") || name.equals(arn) ? key : null);
  }

  /**
   * Starts beside a KMS.
   *
   * @param folder where objects and credentials lie, made where it is missing
   * @param options what can be set
   * @param kms the keys that SSE-KMS may name, see {@link LocalKms#keysForS3}
   * @return the running stand-in
   * @throws org.saddlebag.errors.SaddlebagException where the folder or the port cannot be had
   */
  public static LocalS3 start(Path folder, LocalS3Options options, KmsKeys kms) {
    LocalOptions common = options.common();
    try {
      Files.createDirectories(folder);
      Buckets buckets = new Buckets(folder.resolve("buckets"), common.clock());
      List<Identity> identities = IdentityFile.orOwn(common.identities(), folder);
      SignatureCheck signatures =
          new SignatureCheck(identities, common.clock(), "s3", common.checkedRegion());
      S3Settings settings = settings(options, kms);
      S3Service service = new S3Service(buckets, signatures, settings);
      return new LocalS3(
          Listening.start(service, identities.get(0), common), buckets, settings, service);
    } catch (IOException e) {
      throw Listening.unusable(folder, e);
    }
  }

  /**
   * Sets how long it takes until an archived object can be read, also of those that wait already.
   *
   * @param span from the request on, 5 s where it is not set; at AWS minutes to days
   */
  public void restoringTakes(Duration span) {
    service.restoringTakes(span);
  }

  private static S3Settings settings(LocalS3Options options, KmsKeys kms) {
    return new S3Settings(
        kms,
        options.minimumPartBytes(),
        options.md5Etags(),
        options.customerKeysBlocked(),
        options.repeatableComplete(),
        options.common().region(),
        options.common().account(),
        options.common().clock());
  }

  /**
   * Makes a bucket where it does not exist yet.
   *
   * @param name a valid bucket name
   */
  public void ensureBucket(String name) {
    try {
      buckets.create(name, settings.newBucket());
    } catch (IOException e) {
      throw Listening.unusable(Path.of(name), e);
    }
  }
}
