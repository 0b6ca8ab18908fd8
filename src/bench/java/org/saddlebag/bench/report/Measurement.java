package org.saddlebag.bench.report;

/**
 * One repetition of one work by one client.
 *
 * @param work what was done, for example {@code seal-1g}
 * @param client who did it, for example {@code saddlebag}
 * @param wallSeconds by the clock; not finite where the client could not do the work
 * @param cpuSeconds user and system time of the client's process
 * @param peakRssBytes the process's highest resident set
 * @param items files or objects, from 1
 * @param bytes plaintext, over all items
 */
public record Measurement(
    String work,
    String client,
    double wallSeconds,
    double cpuSeconds,
    long peakRssBytes,
    long items,
    long bytes) {}
