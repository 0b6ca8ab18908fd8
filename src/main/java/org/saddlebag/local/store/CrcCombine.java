package org.saddlebag.local.store;

/**
 * The CRC of two texts in a row from the CRCs of each: appending n zero bytes multiplies by x^(8n)
 * modulo the polynomial. Works for reflected CRCs with equal initial value and final XOR, as all of
 * S3's are.
 */
final class CrcCombine {

  private final long polynomial;
  private final int bits;

  /**
   * For one CRC.
   *
   * @param polynomial the reflected polynomial
   * @param bits 32 or 64
   */
  CrcCombine(long polynomial, int bits) {
    this.polynomial = polynomial;
    this.bits = bits;
  }

  /**
   * Combines.
   *
   * @param first the CRC of the first text
   * @param second the CRC of the second text
   * @param secondLength bytes of the second text
   * @return the CRC of both in a row
   */
  long combine(long first, long second, long secondLength) {
    return multiply(power(secondLength), first) ^ second;
  }

  /** The product of two polynomials in reflected order, where the top bit is x^0. */
  private long multiply(long a, long b) {
    long product = 0;
    long factor = b;
    for (int i = bits - 1; i >= 0; i--) {
      if ((a >>> i & 1) != 0) {
        product ^= factor;
      }
      factor = (factor & 1) == 0 ? factor >>> 1 : (factor >>> 1) ^ polynomial;
    }
    return product;
  }

  /** x^(8 * bytes). */
  private long power(long bytes) {
    long square = 1L << (bits - 9);
    long result = 1L << (bits - 1);
    for (long left = bytes; left > 0; left >>>= 1) {
      if ((left & 1) != 0) {
        result = multiply(square, result);
      }
      square = multiply(square, square);
    }
    return result;
  }
}
