package dev.revisor.engine.adopt;

import dev.revisor.engine.environment.Problem;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// Reads a changelog in XML. Nothing outside of the file is looked at: no DTD, no schema.
final class ChangelogXml {
  private ChangelogXml() {}

  /// The root element.
  static Optional<ChangeNode> read(SourceFile file, List<Problem> problems) {
    var factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try {
      return root(factory.createXMLStreamReader(new StringReader(file.text())));
    } catch (XMLStreamException e) {
      var line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNumber());
      problems.add(new Problem(file.shown(), line, 0, "no XML: " + e.getMessage()));
      return Optional.empty();
    }
  }

  private static Optional<ChangeNode> root(XMLStreamReader xml) throws XMLStreamException {
    var open = new ArrayDeque<ChangeNode>();
    var texts = new ArrayDeque<StringBuilder>();
    @Nullable ChangeNode last = null;
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          open.push(element(xml));
          texts.push(new StringBuilder());
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (!texts.isEmpty()) {
            texts.element().append(xml.getText());
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          last = open.pop();
          var text = texts.pop().toString();
          if (!text.isBlank()) {
            last.attributes().put(ChangeNode.TEXT, text);
          }
          if (!open.isEmpty()) {
            open.element().children().add(last);
          }
        }
        default -> {}
      }
    }
    return Optional.ofNullable(last);
  }

  private static ChangeNode element(XMLStreamReader xml) {
    var attributes = new LinkedHashMap<String, String>();
    for (var at = 0; at < xml.getAttributeCount(); at++) {
      attributes.put(xml.getAttributeLocalName(at), xml.getAttributeValue(at));
    }
    return new ChangeNode(
        xml.getLocalName(), attributes, new ArrayList<>(), xml.getLocation().getLineNumber());
  }
}
