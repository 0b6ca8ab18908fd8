package org.saddlebag.local.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.Checksum;

/**
 * CRC-64/NVME, eight bytes a step. Source: NVM Express NVM Command Set Specification 1.0, section
 * 5.2.1.3.4; reflected polynomial, initial value and final XOR all ones. The AWS SDK has it only
 * with the native CRT.
 */
final class Crc64Nvme implements Checksum {

  static final long POLYNOMIAL = 0x9a6c9329ac4bc9b5L;
  private static final int STEP = 8;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long[][] TABLES = tables();

  private long crc = ~0L;

  private static long[][] tables() {
    long[][] tables = new long[STEP][256];
    for (int n = 0; n < 256; n++) {
      long value = n;
      for (int bit = 0; bit < 8; bit++) {
        value = (value & 1) == 0 ? value >>> 1 : (value >>> 1) ^ POLYNOMIAL;
      }
      tables[0][n] = value;
    }
    for (int step = 1; step < STEP; step++) {
      for (int n = 0; n < 256; n++) {
        long before = tables[step - 1][n];
        tables[step][n] = (before >>> 8) ^ tables[0][(int) before & 0xff];
      }
    }
    return tables;
  }

  @Override
  public void update(int value) {
    crc = (crc >>> 8) ^ TABLES[0][(int) (crc ^ value) & 0xff];
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    long[] t0 = TABLES[0];
    long[] t1 = TABLES[1];
    long[] t2 = TABLES[2];
    long[] t3 = TABLES[3];
    long[] t4 = TABLES[4];
    long[] t5 = TABLES[5];
    long[] t6 = TABLES[6];
    long[] t7 = TABLES[7];
    long c = crc;
    int at = offset;
    int end = offset + length;
    for (; at + STEP <= end; at += STEP) {
      long x = c ^ (long) LONGS.get(bytes, at);
      int low = (int) x;
      int high = (int) (x >>> 32);
      c =
          t7[low & 0xff]
              ^ t6[(low >>> 8) & 0xff]
              ^ t5[(low >>> 16) & 0xff]
              ^ t4[low >>> 24]
              ^ t3[high & 0xff]
              ^ t2[(high >>> 8) & 0xff]
              ^ t1[(high >>> 16) & 0xff]
              ^ t0[high >>> 24];
    }
    for (; at < end; at++) {
      c = (c >>> 8) ^ t0[(int) (c ^ bytes[at]) & 0xff];
    }
    crc = c;
  }

  @Override
  public long getValue() {
    return ~crc;
  }

  @Override
  public void reset() {
    crc = ~0L;
  }
}
