package org.saddlebag.testing;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;
import org.apache.activemq.artemis.utils.UUID;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.apache.qpid.jms.message.JmsTextMessage;
import org.apache.qpid.jms.provider.amqp.message.AmqpJmsMessageFacade;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.amqp.messaging.Section;

/**
 * A real Artemis on loopback that speaks AMQP and its own protocol, with its messages on the disk,
 * so that it can be stopped and started again. It makes no queues by itself.
 */
public final class TestBroker implements AutoCloseable {

  public static final String USER = "saddlebag";
  public static final String PASSWORD = "let me through";
  public static final String QUEUE = "orders";
  public static final String DEAD_LETTERS = "DLQ";

  private final Path folder;
  private final int port;
  private final String tls;
  private int maxDeliveries = 10;
  private String idle = "";
  private EmbeddedActiveMQ server;

  private TestBroker(Path folder, int port, String tls) {
    this.folder = folder;
    this.port = port;
    this.tls = tls;
  }

  /** Makes the message. */
  @FunctionalInterface
  public interface Maker {
    Message make(Session session) throws JMSException;
  }

  /** A broker that is up, with the queues {@link #QUEUE} and {@link #DEAD_LETTERS}. */
  public static TestBroker start(Path folder) {
    return notYet(folder).up();
  }

  /** A broker that is still down. */
  public static TestBroker notYet(Path folder) {
    return new TestBroker(folder, freePort(), "");
  }

  /** A broker that is still down, at a port of the caller's choice. */
  public static TestBroker at(Path folder, int port) {
    return new TestBroker(folder, port, "");
  }

  /** A broker that is up, with TLS under this certificate. */
  public static TestBroker startWithTls(Path folder, TestCertificate certificate) {
    String tls =
        ";sslEnabled=true;keyStoreType=PKCS12;keyStorePath=%s;keyStorePassword=%s"
            .formatted(certificate.keystore(), TestCertificate.PASSWORD);
    return new TestBroker(folder, freePort(), tls).up();
  }

  /**
   * A port of loopback that nobody listens on, and that no connection gets as its own end: else one
   * of them might have it while the server is down.
   */
  public static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(15_000, 32_000);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException e) {
        continue;
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** After so many deliveries in vain the broker itself takes a message away. */
  public TestBroker maxDeliveries(int most) {
    maxDeliveries = most;
    return this;
  }

  /**
   * Who speaks AMQP and is not heard of for about that long is gone, and others get its messages.
   */
  public TestBroker dropsSilentAfter(Duration span) {
    idle = ";amqpIdleTimeout=" + span.toMillis();
    return this;
  }

  /** Starts it, or starts it again. */
  public synchronized TestBroker up() {
    try {
      server = new EmbeddedActiveMQ();
      server.setConfiguration(configuration());
      server.setSecurityManager(new OneUser());
      server.start();
      return this;
    } catch (Exception e) {
      throw new IllegalStateException("no broker", e);
    }
  }

  private ConfigurationImpl configuration() throws Exception {
    ConfigurationImpl configuration = new ConfigurationImpl();
    configuration.setPersistenceEnabled(true);
    configuration.setJournalType(JournalType.NIO);
    configuration.setJournalDirectory(folder.resolve("journal").toString());
    configuration.setBindingsDirectory(folder.resolve("bindings").toString());
    configuration.setPagingDirectory(folder.resolve("paging").toString());
    configuration.setLargeMessagesDirectory(folder.resolve("large").toString());
    configuration.setJournalFileSize(1 << 20);
    configuration.setJournalMinFiles(2);
    configuration.setMaxDiskUsage(-1);
    configuration.addAcceptorConfiguration(
        "amqp", "tcp://127.0.0.1:" + port + "?protocols=AMQP,CORE" + idle + tls);
    configuration.addAcceptorConfiguration("inside", "vm://" + port);
    configuration.putSecurityRoles(
        "#",
        Set.of(
            new Role(
                "all", true, true, true, true, true, true, true, true, true, true, false, false)));
    configuration.addAddressSetting(
        "#",
        new AddressSettings()
            .setDeadLetterAddress(SimpleString.of(DEAD_LETTERS))
            .setMaxDeliveryAttempts(maxDeliveries)
            .setAutoCreateQueues(false)
            .setAutoCreateAddresses(false)
            .setAutoDeleteQueues(false)
            .setAutoDeleteAddresses(false));
    for (String queue : List.of(QUEUE, DEAD_LETTERS)) {
      // Not left to the queue: the broker sweeps away an address that came with a queue, in its own
      // time, and with it the address that a new queue of the name has just found.
      configuration.addAddressConfiguration(
          new CoreAddressConfiguration().setName(queue).addRoutingType(RoutingType.ANYCAST));
      configuration.addQueueConfiguration(queue(queue));
    }
    return configuration;
  }

  /** Stops it; what is durable stays. */
  public synchronized void down() {
    try {
      if (server != null) {
        server.stop();
        server = null;
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    down();
  }

  /** Where it is. */
  public String uri() {
    return (tls.isEmpty() ? "amqp" : "amqps") + "://127.0.0.1:" + port;
  }

  /** Where it is for those who speak its own protocol. */
  public String coreUri() {
    return "tcp://127.0.0.1:" + port + (tls.isEmpty() ? "" : "?sslEnabled=true");
  }

  /** Sends messages by AMQP, and gives their ids. */
  public List<String> send(Maker... makers) throws JMSException {
    try (Connection connection = connection()) {
      return send(connection, makers);
    }
  }

  /** Sends messages by its own protocol, and gives their ids. */
  public List<String> sendByCore(Maker... makers) throws JMSException {
    return sendByCore(false, makers);
  }

  /** The same, large ones perhaps compressed. */
  public List<String> sendByCore(boolean compressed, Maker... makers) throws JMSException {
    try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("vm://" + port)) {
      factory.setCompressLargeMessage(compressed);
      try (Connection connection = factory.createConnection(USER, PASSWORD)) {
        return send(connection, makers);
      }
    }
  }

  private static List<String> send(Connection connection, Maker... makers) throws JMSException {
    List<String> ids = new ArrayList<>();
    try (Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(session.createQueue(QUEUE))) {
      for (Maker maker : makers) {
        Message message = maker.make(session);
        producer.send(message);
        ids.add(message.getJMSMessageID());
      }
      session.commit();
    }
    return ids;
  }

  /** Sends text under an id of the caller's choice, so that the same can come twice. */
  public void sendAs(UUID id, String text) throws Exception {
    sendRaw(
        org.apache.activemq.artemis.api.core.Message.TEXT_TYPE,
        message -> {
          message.setUserID(id);
          message.setTimestamp(1_700_000_000_000L);
          message.getBodyBuffer().writeNullableSimpleString(SimpleString.of(text));
        });
  }

  /** Sends what JMS has no words for, by its own protocol. */
  public void sendRaw(byte kind, Consumer<ClientMessage> content) throws Exception {
    try (ServerLocator locator = ActiveMQClient.createServerLocator("vm://" + port);
        ClientSessionFactory factory = locator.createSessionFactory();
        ClientSession session =
            factory.createSession(USER, PASSWORD, false, true, true, false, 1)) {
      ClientMessage message = session.createMessage(kind, true);
      content.accept(message);
      session.createProducer(QUEUE).send(message);
    }
  }

  public static Maker text(String text) {
    return session -> session.createTextMessage(text);
  }

  public static Maker bytes(byte[] bytes) {
    return session -> {
      BytesMessage message = session.createBytesMessage();
      message.writeBytes(bytes);
      return message;
    };
  }

  /** A message of so many bytes that never are in memory together; by Core only. */
  public static Maker stream(InputStream content) {
    return session -> {
      BytesMessage message = session.createBytesMessage();
      message.setObjectProperty("JMS_AMQ_InputStream", content);
      return message;
    };
  }

  /** A text message whose bytes are no UTF-8, as another client may send. */
  public static Maker undecodableText() {
    return session -> {
      JmsTextMessage message = (JmsTextMessage) session.createTextMessage();
      try {
        Method body = AmqpJmsMessageFacade.class.getDeclaredMethod("setBody", Section.class);
        body.setAccessible(true);
        body.invoke(message.getFacade(), new Data(new Binary(new byte[] {'a', (byte) 0xff, 'b'})));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
      return message;
    };
  }

  /** Text with string properties, alternately name and value. */
  public static Maker text(String text, String... properties) {
    return session -> {
      TextMessage message = session.createTextMessage(text);
      for (int i = 0; i < properties.length; i += 2) {
        message.setStringProperty(properties[i], properties[i + 1]);
      }
      return message;
    };
  }

  /** How many messages a queue holds, those under way included. */
  public synchronized long count(String queue) {
    Queue found = server.getActiveMQServer().locateQueue(SimpleString.of(queue));
    return found == null ? 0 : found.getMessageCount();
  }

  /** Takes a queue away, and all who receive from it. */
  public synchronized void remove(String queue) throws Exception {
    server.getActiveMQServer().destroyQueue(SimpleString.of(queue), null, false, true);
  }

  /** Makes a queue. */
  public synchronized void add(String queue) throws Exception {
    server.getActiveMQServer().createQueue(queue(queue));
  }

  private static QueueConfiguration queue(String name) {
    return QueueConfiguration.of(name)
        .setAddress(name)
        .setRoutingType(RoutingType.ANYCAST)
        .setDurable(true);
  }

  /** Cuts the bodies of all large messages short, as a crash may; it must be down. */
  public void loseEnds(long bytesLeft) throws IOException {
    try (Stream<Path> bodies = Files.list(folder.resolve("large"))) {
      for (Path body : bodies.toList()) {
        try (FileChannel channel = FileChannel.open(body, StandardOpenOption.WRITE)) {
          channel.truncate(bytesLeft);
        }
      }
    }
  }

  /** Takes all messages of a queue. */
  public List<Message> take(String queue) throws JMSException {
    List<Message> taken = new ArrayList<>();
    try (Connection connection = connection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
      connection.start();
      while (count(queue) > 0) {
        Message message = consumer.receive(5_000);
        if (message != null) {
          taken.add(message);
        }
      }
    }
    return taken;
  }

  private Connection connection() throws JMSException {
    JmsConnectionFactory factory =
        new JmsConnectionFactory(uri() + "?transport.trustAll=true&transport.verifyHost=false");
    factory.setValidatePropertyNames(false);
    factory.setForceSyncSend(true);
    return factory.createConnection(USER, PASSWORD);
  }

  /** Lets one user in, who may do everything. */
  private static final class OneUser implements ActiveMQSecurityManager {
    @Override
    public boolean validateUser(String user, String password) {
      return USER.equals(user) && PASSWORD.equals(password);
    }

    @Override
    public boolean validateUserAndRole(
        String user, String password, Set<Role> roles, CheckType checkType) {
      return validateUser(user, password);
    }
  }
}
