package org.saddlebag.local.s3;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An element of an XML request.
 *
 * @param name its local name
 * @param text its own text, trimmed
 * @param children the elements in it
 */
record XmlNode(String name, String text, List<XmlNode> children) {

  /** Reads a document without any outside entity. */
  static XmlNode parse(byte[] document) {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(document));
      reader.nextTag();
      return element(reader);
    } catch (XMLStreamException e) {
      throw S3Errors.malformedXml();
    }
  }

  private static XmlNode element(XMLStreamReader reader) throws XMLStreamException {
    String name = reader.getLocalName();
    StringBuilder text = new StringBuilder();
    List<XmlNode> children = new ArrayList<>();
    for (int event = reader.next();
        event != XMLStreamConstants.END_ELEMENT;
        event = reader.next()) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        children.add(element(reader));
      } else if (reader.hasText() && event != XMLStreamConstants.COMMENT) {
        text.append(reader.getText());
      }
    }
    return new XmlNode(name, text.toString(), List.copyOf(children));
  }

  List<XmlNode> all(String child) {
    return children.stream().filter(c -> c.name().equals(child)).toList();
  }

  /** The text of a child, or null where there is none. */
  String value(String child) {
    List<XmlNode> found = all(child);
    return found.isEmpty() ? null : found.get(0).text();
  }

  /** The text of a child that must be there. */
  String need(String child) {
    String value = value(child);
    if (value == null) {
      throw S3Errors.malformedXml();
    }
    return value;
  }
}
