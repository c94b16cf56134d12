package dev.heel.datadog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A name service that hangs must not hang a call. */
class BoundedDnsTest {
  @Test
  void aHangingNameServiceIsLeftAlone() {
    CountDownLatch never = new CountDownLatch(1);
    try (BoundedDns dns = new BoundedDns(host -> hang(never), Duration.ofMillis(100))) {
      for (int i = 0; i < 10; i++) {
        assertThatExceptionOfType(UnknownHostException.class)
            .isThrownBy(() -> dns.resolve("api.example"))
            .withMessage("api.example (the name service does not answer)");
      }
    }
  }

  @Test
  void aNameIsFound() throws UnknownHostException {
    InetAddress[] loopback = {InetAddress.getLoopbackAddress()};
    try (BoundedDns dns = new BoundedDns(host -> loopback, Duration.ofSeconds(5))) {
      assertThat(dns.resolve("localhost")).containsExactly(loopback);
    }
  }

  private static InetAddress[] hang(CountDownLatch never) throws UnknownHostException {
    try {
      never.await();
      return new InetAddress[0];
    } catch (InterruptedException e) {
      throw new UnknownHostException("interrupted");
    }
  }
}
