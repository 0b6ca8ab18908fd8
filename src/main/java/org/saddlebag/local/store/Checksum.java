package org.saddlebag.local.store;

/**
 * The checksum that is stored with an object.
 *
 * @param algorithm the algorithm
 * @param value Base64, with {@code -N} for N parts where the type is composite
 * @param type over what it was taken
 */
public record Checksum(ChecksumAlgorithm algorithm, String value, ChecksumType type) {}
