package org.saddlebag.camel.batch;

/**
 * What an object of several messages or records holds; the names are those of the templates'
 * parameter.
 */
public enum LineFormat {
  /** A line of JSON for each, with key, time, offset or id, chosen headers and value. */
  records,
  /** The value of each as a line. */
  values
}
