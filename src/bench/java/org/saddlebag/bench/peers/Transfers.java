package org.saddlebag.bench.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What is to be transferred, one after another as it is found. */
final class Transfers {

  private Transfers() {}

  static Stream<Transfer> of(String act, Peers peers, String bucket, List<String> places)
      throws IOException {
    return switch (act) {
      case "put-tree" -> files(places.get(0), Path.of(places.get(1)));
      case "get-tree" -> objects(peers.sync(), bucket, places.get(0), Path.of(places.get(1)));
      default -> pairs(places);
    };
  }

  private static Stream<Transfer> pairs(List<String> places) {
    return IntStream.range(0, places.size() / 2)
        .mapToObj(i -> new Transfer(places.get(2 * i), Path.of(places.get(2 * i + 1))));
  }

  private static Stream<Transfer> files(String prefix, Path directory) throws IOException {
    return Files.walk(directory)
        .filter(Files::isRegularFile)
        .map(file -> new Transfer(prefix + directory.relativize(file), file));
  }

  private static Stream<Transfer> objects(
      S3Client s3, String bucket, String prefix, Path directory) {
    return s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
        .map(object -> new Transfer(object.key(), place(object, prefix, directory)))
        .onClose(s3::close);
  }

  private static Path place(S3Object object, String prefix, Path directory) {
    Path file = directory.resolve(object.key().substring(prefix.length()));
    try {
      Files.createDirectories(file.getParent());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
