package org.saddlebag.bench.run;

import java.util.List;
import java.util.Map;

/**
 * What is run.
 *
 * @param words program and arguments
 * @param environment added to ours
 */
record Command(List<String> words, Map<String, String> environment) {}
