package org.saddlebag.bench.run;

import java.util.function.Supplier;

/**
 * A work as one client does it, again and again.
 *
 * @param client its name in the report
 * @param before prepares each run
 * @param command made anew for each run
 * @param check looks at what came out, and clears it away
 */
record Task(String client, Step before, Supplier<Command> command, Step check) {}
