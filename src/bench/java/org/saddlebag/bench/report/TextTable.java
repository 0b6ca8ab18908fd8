package org.saddlebag.bench.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Rows of cells, aligned: the first column to the left, the others as the table says. */
final class TextTable {

  private final List<List<String>> rows = new ArrayList<>();
  private final int leftColumns;

  /**
   * An empty table.
   *
   * @param leftColumns how many columns, from the first, are words; the others are numbers
   * @param head the head of every column
   */
  TextTable(int leftColumns, String... head) {
    this.leftColumns = leftColumns;
    rows.add(List.of(head));
  }

  void row(String... cells) {
    rows.add(List.of(cells));
  }

  void print(PrintStream out) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String space = " ".repeat(widths[i] - row.get(i).length());
        line.append("  ").append(i < leftColumns ? row.get(i) + space : space + row.get(i));
      }
      out.println(line.toString().stripTrailing());
    }
  }
}
