package org.saddlebag.camel.kafka;

/** What an object of several records holds; the names are those of the template's parameter. */
public enum LineFormat {
  /** A line of JSON for each record, with key, time, offset, chosen headers and value. */
  records,
  /** The value of each record as a line. */
  values
}
