package org.saddlebag.settings;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.saddlebag.s3.ObjectSetting;
import org.saddlebag.s3.ObjectSettings;
import org.saddlebag.s3.StoreAccess;
import org.saddlebag.s3.StoreProfile;

/** What a store and a bucket do not take of the settings of objects, in plain words. */
public final class ObjectSettingsRules {

  /** S3's ending of the names of directory buckets (S3 Express One Zone). */
  private static final String DIRECTORY_BUCKET = "--x-s3";

  /**
   * Source: S3 API Reference, "PutObject": "This functionality is not supported for directory
   * buckets".
   */
  private static final Set<ObjectSetting> NOT_IN_DIRECTORY_BUCKETS =
      EnumSet.of(
          ObjectSetting.ACL,
          ObjectSetting.TAGS,
          ObjectSetting.OBJECT_LOCK,
          ObjectSetting.LEGAL_HOLD,
          ObjectSetting.REQUESTER_PAYS);

  private static final Set<String> CLASSES_OF_DIRECTORY_BUCKETS = Set.of("EXPRESS_ONEZONE");

  private final StoreProfile profile;
  private final String bucket;

  /**
   * Rules.
   *
   * @param profile what the store can do
   * @param bucket where the objects go
   */
  public ObjectSettingsRules(StoreProfile profile, String bucket) {
    this.profile = profile;
    this.bucket = bucket;
  }

  /**
   * What is wrong.
   *
   * @param settings what the objects shall have
   * @param access how the store is spoken to
   * @param tags the objects' tags
   * @return a sentence each, what and mend; empty when all is well
   */
  public List<String> problems(
      ObjectSettings settings, StoreAccess access, Map<String, String> tags) {
    Set<ObjectSetting> given = EnumSet.noneOf(ObjectSetting.class);
    given.addAll(settings.given());
    add(given, ObjectSetting.TAGS, !tags.isEmpty());
    add(given, ObjectSetting.EXPECTED_OWNER, access.expectedOwner() != null);
    add(given, ObjectSetting.REQUESTER_PAYS, access.requesterPays());
    List<String> problems = new ArrayList<>();
    for (ObjectSetting setting : given) {
      if (!profile.offers(setting)) {
        problems.add(
            "the store's profile %s does not have %s, or nobody knows: leave it out"
                .formatted(profile.name().toLowerCase(Locale.ROOT), setting.words()));
      } else if (isDirectoryBucket() && NOT_IN_DIRECTORY_BUCKETS.contains(setting)) {
        problems.add(
            "the directory bucket %s does not have %s: leave it out, or use an ordinary bucket"
                .formatted(bucket, setting.words()));
      }
    }
    checkStorageClass(settings.storageClass(), problems);
    problems.addAll(TagRules.problems(tags));
    return problems;
  }

  /**
   * What is wrong with a wish for a checksum: each kind of store has the one that proves most.
   *
   * @param profile what the store can do
   * @param name the checksum's name; null or blank for the store's
   * @return a sentence, what and mend, or empty
   */
  public static Optional<String> checksum(StoreProfile profile, String name) {
    return name == null || name.isBlank() || name.equals(profile.checksum())
        ? Optional.empty()
        : Optional.of(
            "the checksum '%s' is not offered with the profile %s: use %s, or leave it out"
                .formatted(name, profile.name().toLowerCase(Locale.ROOT), profile.checksum()));
  }

  /**
   * What is allowed and seldom meant.
   *
   * @param settings what the objects shall have
   * @return the warning with its reason, or empty
   */
  public static Optional<String> warning(ObjectSettings settings) {
    String acl = settings.acl() == null ? "" : settings.acl();
    return acl.startsWith("public-") || acl.equals("authenticated-read")
        ? Optional.of(
            "the ACL %s lets strangers fetch the objects; sealed ones show nothing but their sizes"
                    .formatted(acl)
                + " and metadata, others show all")
        : Optional.empty();
  }

  private void checkStorageClass(String storageClass, List<String> problems) {
    Set<String> known =
        isDirectoryBucket() ? CLASSES_OF_DIRECTORY_BUCKETS : profile.storageClasses();
    if (storageClass == null || known.contains(storageClass)) {
      return;
    }
    if (!known.isEmpty()) {
      problems.add(
          "the storage class '%s' is unknown or not for %s: %s"
              .formatted(
                  storageClass,
                  bucket,
                  ObjectSettingsText.nearest(
                      storageClass.toUpperCase(Locale.ROOT).replace('-', '_'),
                      new TreeSet<>(known))));
    } else if (!storageClass.matches("[A-Za-z0-9._-]{1,64}")) {
      problems.add("the storage class '%s' can't be a name: correct it".formatted(storageClass));
    }
  }

  private boolean isDirectoryBucket() {
    return bucket.endsWith(DIRECTORY_BUCKET);
  }

  private static void add(Set<ObjectSetting> given, ObjectSetting setting, boolean isGiven) {
    if (isGiven) {
      given.add(setting);
    }
  }
}
