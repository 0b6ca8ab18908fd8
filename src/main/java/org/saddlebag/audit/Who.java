package org.saddlebag.audit;

import java.util.function.Supplier;

/**
 * On whose behalf this process uses keys.
 *
 * @param user the operating-system user
 * @param host the machine's name
 * @param node the node's name, as the configuration has it
 * @param process the process id
 * @param aws the AWS identity as STS tells it, or why it is unknown; gives null where none is used.
 *     Asked once for each line, so it has to remember
 */
public record Who(String user, String host, String node, long process, Supplier<String> aws) {

  /**
   * This process.
   *
   * @param host the machine's name
   * @param node the node's name
   * @param aws the AWS identity
   * @return who runs it
   */
  public static Who here(String host, String node, Supplier<String> aws) {
    return new Who(System.getProperty("user.name"), host, node, ProcessHandle.current().pid(), aws);
  }
}
