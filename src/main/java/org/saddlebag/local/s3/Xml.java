package org.saddlebag.local.s3;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.saddlebag.local.wire.Answer;
import org.saddlebag.local.wire.Body;

/** Writes one XML answer from top to bottom. */
final class Xml {

  private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
  private final XMLStreamWriter writer;

  private Xml(String root, boolean namespace) {
    try {
      writer = XMLOutputFactory.newFactory().createXMLStreamWriter(bytes, "UTF-8");
      writer.writeStartDocument("UTF-8", "1.0");
      writer.writeStartElement(root);
      if (namespace) {
        writer.writeDefaultNamespace(NAMESPACE);
      }
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  static Xml result(String root) {
    return new Xml(root, true);
  }

  static Xml error() {
    return new Xml("Error", false);
  }

  /** The one answer whose root holds text. */
  static Xml locationConstraint(String region) {
    Xml xml = new Xml("LocationConstraint", true);
    try {
      xml.writer.writeCharacters(region);
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return xml;
  }

  Xml open(String name) {
    try {
      writer.writeStartElement(name);
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return this;
  }

  Xml close() {
    try {
      writer.writeEndElement();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return this;
  }

  /** An element with text; none at all where the text is null. */
  Xml text(String name, Object text) {
    if (text == null) {
      return this;
    }
    try {
      writer.writeStartElement(name);
      writer.writeCharacters(text.toString());
      writer.writeEndElement();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return this;
  }

  byte[] bytes() {
    try {
      writer.writeEndDocument();
      writer.flush();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  Answer answer() {
    return answer(200);
  }

  Answer answer(int status) {
    return Answer.of(status).with("Content-Type", "application/xml").with(Body.of(bytes()));
  }

  @Override
  public String toString() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
