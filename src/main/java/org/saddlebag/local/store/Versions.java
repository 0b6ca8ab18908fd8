package org.saddlebag.local.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The versions of one key, newest first. Immutable. */
record Versions(List<ObjectVersion> list) {

  static final Versions NONE = new Versions(List.of());

  Versions {
    list = List.copyOf(list);
  }

  ObjectVersion current() {
    return list.isEmpty() ? null : list.get(0);
  }

  ObjectVersion find(String versionId) {
    for (ObjectVersion version : list) {
      if (version.versionId().equals(versionId)) {
        return version;
      }
    }
    return null;
  }

  Versions with(ObjectVersion added) {
    List<ObjectVersion> more = new ArrayList<>(without(added.versionId()).list());
    more.add(added);
    more.sort(Comparator.comparingLong(ObjectVersion::sequence).reversed());
    return new Versions(more);
  }

  Versions without(String versionId) {
    return new Versions(list.stream().filter(v -> !v.versionId().equals(versionId)).toList());
  }
}
