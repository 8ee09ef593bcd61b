package dev.dyndeps.adapter.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.RemoteError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparkMasterTest {
    @ParameterizedTest
    @ValueSource(strings = {"local", "local[1]", "local[*]", "local[4,2]", "local-cluster[2,1,1024]"})
    void a_local_master_is_here_and_needs_no_connection(String url) {
        SparkMaster master = SparkMaster.parse(url);

        master.requireReachable();
        assertThat(master.isHere()).isTrue();
    }

    @Test
    void the_cores_of_a_local_cluster_are_known() {
        assertThat(SparkMaster.parse("local-cluster[3,2,1024]").cores()).contains(6L);
        assertThat(SparkMaster.parse("local[4]").cores()).isEmpty();
    }

    @Test
    void a_standalone_master_may_have_several_addresses() {
        SparkMaster master = SparkMaster.parse("spark://127.0.0.1:7077,127.0.0.1:7078");

        assertThat(master.addresses()).extracting(address -> address.getPort()).containsExactly(7077, 7078);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yarn",
                "k8s://https://a:1",
                "local[0]",
                "local[]",
                "local-cluster[2,1]",
                "local-cluster[0,1,1024]",
                "spark://",
                "spark://host",
                "spark://:7077",
                "spark://host:99999",
                "spark://host:7077,",
                "local --conf x=y"
            })
    void anything_else_is_refused(String url) {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> SparkMaster.parse(url))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.OPTION_INVALID))
                .satisfies(e -> assertThat(e.where()).isEqualTo(url));
    }

    @Test
    void a_master_on_loopback_is_here() {
        assertThat(SparkMaster.parse("spark://127.0.0.1:7077").isHere()).isTrue();
        assertThat(SparkMaster.parse("spark://192.0.2.1:7077").isHere()).isFalse();
    }

    @Test
    void a_master_that_listens_on_one_of_its_addresses_is_reachable() throws IOException {
        try (ServerSocket master = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SparkMaster.parse("spark://127.0.0.1:" + closedPort() + ",127.0.0.1:" + master.getLocalPort())
                    .requireReachable();
        }
    }

    @Test
    void a_master_that_does_not_listen_is_a_remote_error_that_names_it() throws IOException {
        String url = "spark://127.0.0.1:" + closedPort();

        assertThatExceptionOfType(RemoteError.class)
                .isThrownBy(() -> SparkMaster.parse(url).requireReachable())
                .withMessageContaining(url);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
