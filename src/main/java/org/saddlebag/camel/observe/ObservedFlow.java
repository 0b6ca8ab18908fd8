package org.saddlebag.camel.observe;

import java.time.Duration;
import org.saddlebag.s3.StoreAccess;

/**
 * A flow that is watched over.
 *
 * @param name its name
 * @param bucket its bucket, or null where it has none
 * @param access how the bucket is spoken to
 * @param alarmAfter after how long without any delivery there is an alarm, or null for never
 */
public record ObservedFlow(String name, String bucket, StoreAccess access, Duration alarmAfter) {}
