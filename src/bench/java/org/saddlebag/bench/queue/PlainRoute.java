package org.saddlebag.bench.queue;

import java.net.URI;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.saddlebag.testing.TestBroker;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The peer: a Camel route from a queue to S3 as its documentation shows it, without encryption. */
public final class PlainRoute {

  private PlainRoute() {}

  /**
   * Moves so many messages and ends.
   *
   * @param args the broker's URI, the store's endpoint, bucket, consumers, number of messages
   * @throws Exception if the route fails
   */
  public static void main(String[] args) throws Exception {
    CountDownLatch done = new CountDownLatch(Integer.parseInt(args[4]));
    int consumers = Integer.parseInt(args[3]);
    try (S3Client s3 = client(args[1], consumers);
        DefaultCamelContext camel = new DefaultCamelContext()) {
      JmsPoolConnectionFactory pool = new JmsPoolConnectionFactory();
      pool.setConnectionFactory(
          new JmsConnectionFactory(TestBroker.USER, TestBroker.PASSWORD, args[0]));
      JmsComponent jms = JmsComponent.jmsComponentTransacted(pool);
      jms.setCacheLevelName("CACHE_CONSUMER");
      jms.setLazyCreateTransactionManager(false);
      camel.addComponent("jms", jms);
      camel.getRegistry().bind("s3", S3Client.class, s3);
      camel.addRoutes(route(args[2], consumers, done));
      camel.start();
      done.await();
    }
    System.exit(0);
  }

  private static RouteBuilder route(String bucket, int consumers, CountDownLatch done) {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("jms:queue:" + TestBroker.QUEUE + "?concurrentConsumers=" + consumers)
            .setHeader(AWS2S3Constants.KEY, simple("${header.JMSMessageID}"))
            .to("aws2-s3:" + bucket + "?amazonS3Client=#s3")
            .process(exchange -> done.countDown());
      }
    };
  }

  private static S3Client client(String endpoint, int connections) {
    return S3Client.builder()
        .endpointOverride(URI.create(endpoint))
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .httpClientBuilder(Apache5HttpClient.builder().maxConnections(connections))
        .build();
  }
}
