package org.saddlebag.s3;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.saddlebag.errors.SaddlebagException;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The object store over the SDK's blocking client. One for the whole process: its part buffers
 * bound the memory of all transfers together.
 */
public final class AwsObjectStore implements ObjectStore {

  private static final long IDLE_SECONDS = 30;

  private final S3Client s3;
  private final StoreProfile profile;
  private final long partSizeBytes;
  private final AwsReads reads;
  private final Bodies bodies;
  private final AwsPuts puts;
  private final AwsCopies copies;
  private final ThreadPoolExecutor movers;
  private final SseRules sseRules;
  private final Function<StoreAccess, ObjectStore> views;
  private final PartBuffers buffers;

  /**
   * A store over a client that was made by {@link S3Clients}.
   *
   * @param s3 the client; closed with the store
   * @param settings the settings that the client was made from
   */
  public AwsObjectStore(S3Client s3, StoreSettings settings) {
    this(s3, settings, KmsKeyLookup.NONE);
  }

  /**
   * A store that can ask KMS which key an alias means.
   *
   * @param s3 the client; closed with the store
   * @param settings the settings that the client was made from
   * @param kmsKeys asked once for each alias or bare id
   */
  public AwsObjectStore(S3Client s3, StoreSettings settings, KmsKeyLookup kmsKeys) {
    this(s3, settings, kmsKeys, AwsCopies.Limits.S3);
  }

  AwsObjectStore(
      S3Client s3, StoreSettings settings, KmsKeyLookup kmsKeys, AwsCopies.Limits copyLimits) {
    this(
        s3,
        StoreAccess.FULL,
        new Shared(
            settings,
            copyLimits,
            buffers(settings),
            movers(settings),
            new SseProof(settings.profile(), new KmsKeyArns(kmsKeys))));
  }

  /** What all views of one store have in common. */
  private record Shared(
      StoreSettings settings,
      AwsCopies.Limits copyLimits,
      PartBuffers buffers,
      ThreadPoolExecutor movers,
      SseProof sse) {}

  private AwsObjectStore(S3Client s3, StoreAccess access, Shared shared) {
    StoreSettings settings = shared.settings();
    this.s3 = s3;
    this.profile = settings.profile();
    this.partSizeBytes = settings.transfer().partSizeBytes();
    this.reads = new AwsReads(s3, settings.profile(), !access.writeOnly());
    this.movers = shared.movers();
    this.buffers = shared.buffers();
    this.bodies = new Bodies(reads, settings, shared.buffers(), movers);
    this.sseRules = new SseRules(settings, s3.serviceClientConfiguration().region().id());
    this.puts = new AwsPuts(s3, reads, settings, shared.buffers(), movers, shared.sse());
    this.copies = new AwsCopies(s3, reads, settings.profile(), shared.copyLimits(), shared.sse());
    Map<StoreAccess, ObjectStore> made = new ConcurrentHashMap<>();
    this.views =
        wanted ->
            made.computeIfAbsent(
                wanted, as -> new AwsObjectStore(new AccessClient(s3, as), as, shared));
  }

  private static PartBuffers buffers(StoreSettings settings) {
    TransferLimits transfer = settings.transfer();
    return new PartBuffers(transfer.partSizeBytes(), transfer.bufferMemoryBytes());
  }

  /**
   * Builds client and store.
   *
   * @param settings the store's settings
   * @param credentials the credentials, or null for the SDK's default chain
   * @return the store, to be closed by the caller
   */
  public static ObjectStore open(StoreSettings settings, AwsCredentialsProvider credentials) {
    return new AwsObjectStore(S3Clients.create(settings, credentials), settings);
  }

  @Override
  public StoredObject put(
      ObjectAddress target,
      InputStream content,
      long lengthBytes,
      PutOptions options,
      UploadListener listener) {
    sseRules.check(target.bucket(), options.sse());
    return puts.put(target, content, lengthBytes, options, listener);
  }

  @Override
  public boolean refusesTakenKeys(long lengthBytes) {
    return profile.conditionalPuts() && lengthBytes >= 0 && lengthBytes < partSizeBytes;
  }

  @Override
  public boolean keepsTakenKeys(long lengthBytes) {
    return profile.conditionalEverywhere() || refusesTakenKeys(lengthBytes);
  }

  @Override
  public ObjectStore as(StoreAccess access) {
    return access.equals(StoreAccess.FULL) ? this : views.apply(access);
  }

  @Override
  public StoreProfile profile() {
    return profile;
  }

  @Override
  public BufferUse bufferUse() {
    return buffers.use();
  }

  @Override
  public ObjectBody get(ObjectAddress source, CustomerKey customerKey) {
    return bodies.get(source, customerKey);
  }

  @Override
  public ObjectBody getRange(
      ObjectAddress source,
      CustomerKey customerKey,
      long fromByte,
      long toByteInclusive,
      String ifMatch) {
    return bodies.getRange(source, customerKey, fromByte, toByteInclusive, ifMatch);
  }

  @Override
  public ObjectHead head(ObjectAddress source, CustomerKey customerKey) {
    return Heads.of(source, reads.head(source, customerKey));
  }

  @Override
  public Stream<ListedObject> list(String bucket, String prefix) {
    return reads.list(bucket, prefix);
  }

  @Override
  public StoredObject copy(
      ObjectAddress source,
      CustomerKey sourceKey,
      String ifMatch,
      ObjectAddress target,
      PutOptions options) {
    sseRules.check(target.bucket(), options.sse());
    return copies.copy(source, sourceKey, ifMatch, target, options);
  }

  @Override
  public void delete(ObjectAddress target) {
    StoreTroubles.run(
        StoreAct.DELETE,
        target,
        () ->
            s3.deleteObject(
                delete ->
                    delete
                        .bucket(target.bucket())
                        .key(target.key())
                        .versionId(target.versionId())));
  }

  @Override
  public void restore(ObjectAddress source, CustomerKey customerKey, int days, RestoreTier tier) {
    new AwsRestores(s3, reads).ask(source, customerKey, days, tier);
  }

  @Override
  public void tag(ObjectAddress target, Map<String, String> tags) {
    new AwsTags(s3).replace(target, tags);
  }

  @Override
  public void abort(ObjectAddress target, String uploadId) {
    AwsUpload.abort(s3, target, uploadId);
  }

  @Override
  public List<String> uploads(ObjectAddress target) {
    return reads.uploads(target);
  }

  @Override
  public void requireFit(String bucket, ServerSideEncryption sse) {
    sseRules.check(bucket, sse);
  }

  @Override
  public void requireBucket(String bucket) {
    try {
      findBucket(bucket, () -> s3.headBucket(head -> head.bucket(bucket)));
    } catch (SaddlebagException e) {
      if (e.code() != StoreError.ACCESS_DENIED) {
        throw e;
      }
      // HEAD has no words for wrong credentials. A listing takes the same right and has them.
      findBucket(bucket, () -> s3.listObjectsV2(list -> list.bucket(bucket).maxKeys(1)));
    }
  }

  private static void findBucket(String bucket, Supplier<?> call) {
    StoreTroubles.run(StoreAct.FIND_BUCKET, "bucket " + bucket, call);
  }

  @Override
  public void close() {
    movers.shutdown();
    s3.close();
  }

  /** As many threads as parts can be under way; they end when they are not needed. */
  private static ThreadPoolExecutor movers(StoreSettings settings) {
    TransferLimits transfer = settings.transfer();
    long parts = transfer.bufferMemoryBytes() / transfer.partSizeBytes();
    int threads = (int) Math.min(parts, settings.connection().maxConnections());
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> daemon(task, "saddlebag-part-" + number.incrementAndGet()));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
