package dev.dyndeps.it.databricks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.it.Dyndeps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is configured wrongly, or not allowed, is said in a sentence with what to do about it; nothing is left anywhere. */
class ConfigurationIT {
    private static final String BASE = QuickWorkspace.VOLUME;

    private final QuickWorkspace workspace = new QuickWorkspace();

    @AfterEach
    void nothingIsLeft() {
        assertThat(workspace.leftOfRuns(BASE)).isEmpty();
        assertThat(workspace.leftOfRuns(QuickWorkspace.DBFS)).isEmpty();
        assertThat(workspace.jobs.runs().list()).isEmpty();
        workspace.close();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void no_workspace() {
        assertError(run(ImmutableMap.of("DATABRICKS_HOST", "", "DATABRICKS_TOKEN", ""), "--base", BASE), 2, """
                error SIGN_IN: DATABRICKS_HOST: no Databricks workspace is configured.
                  Set DATABRICKS_HOST and DATABRICKS_TOKEN, or choose a profile of CONFIG_FILE with --profile.
                """);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void no_token() {
        assertError(run(ImmutableMap.of("DATABRICKS_TOKEN", ""), "--base", BASE), 2, """
                error SIGN_IN: HOST: there are no credentials for the workspace.
                  Set DATABRICKS_TOKEN, or DATABRICKS_CLIENT_ID and DATABRICKS_CLIENT_SECRET, or choose a profile of CONFIG_FILE \
                with --profile.
                """);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_token_that_is_not_known() {
        assertError(run(ImmutableMap.of("DATABRICKS_TOKEN", "dapi-of-another-workspace"), "--base", BASE), 2, """
                error SIGN_IN: HOST: the workspace does not accept the token: Invalid access token.
                  Make a new token, check that it is one of this workspace, or sign in again with: databricks auth login.
                """);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_client_whose_secret_is_wrong() {
        Dyndeps.Result result = run(
                ImmutableMap.of(
                        "DATABRICKS_TOKEN", "",
                        "DATABRICKS_CLIENT_ID", "a-client",
                        "DATABRICKS_CLIENT_SECRET", "not-its-secret"),
                "--base",
                BASE);

        assertThat(result.status()).as(result.everything()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("error SIGN_IN: " + workspace.emulated.url() + ": signing in failed: ")
                .endsWith("  Check the credentials, or sign in again with: databricks auth login.\n")
                .doesNotContain("not-its-secret");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void no_such_profile() {
        assertError(run(ImmutableMap.of(), "--base", BASE, "--profile", "work"), 2, """
                error SIGN_IN: --profile work: CONFIG_FILE has no profile of this name, or none that names a host.
                  Choose one of its sections, or add one with: databricks auth login --profile NAME.
                """);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_host_that_there_is_not() {
        assertError(run(ImmutableMap.of("DATABRICKS_HOST", "https://no-such-host.invalid"), "--base", BASE), 2, """
                error SIGN_IN: https://no-such-host.invalid: there is no such host, or this machine has no network.
                  Check DATABRICKS_HOST or the profile's host: it looks like https://NAME.cloud.databricks.com.
                """);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_host_where_nobody_listens() {
        assertError(run(ImmutableMap.of("DATABRICKS_HOST", "http://127.0.0.1:1"), "--base", BASE), 4, """
                error REMOTE_FAILED: the workspace http://127.0.0.1:1 cannot be reached: Connection refused
                  Check DATABRICKS_HOST or the profile's host, and the network.
                """);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void no_base() {
        assertError(run(ImmutableMap.of()), 2, """
                error OPTION_INVALID: --base: there is no place for the run's files in the workspace, and no default for it: \
                which Volume you may write to is not ours to guess.
                  Give --base /Volumes/CATALOG/SCHEMA/VOLUME/dyndeps (or dbfs:/FileStore/pyfiles_test where the workspace has \
                DBFS), or set DYNDEPS_BASE.
                """);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_base_on_this_machine() {
        assertError(run(ImmutableMap.of(), "--base", "/tmp/base"), 2, """
                error OPTION_INVALID: /tmp/base: a cluster cannot read this folder.
                  Give a folder of a Volume, /Volumes/CATALOG/SCHEMA/VOLUME/dyndeps, or of dbfs:/ where the workspace has DBFS.
                """);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_base_above_the_volumes() {
        assertError(run(ImmutableMap.of(), "--base", "/Volumes/main/default"), 2, """
                error OPTION_INVALID: /Volumes/main/default: this is above the volumes, where there can be no files.
                  Give a folder of a Volume: --base /Volumes/CATALOG/SCHEMA/VOLUME/dyndeps.
                """);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_volume_that_there_is_not() {
        assertError(run(ImmutableMap.of(), "--base", "/Volumes/main/default/other"), 2, """
                error OUTPUT_UNWRITABLE: /Volumes/main/default/other/runs/RUN/dyndeps-run.json: there is no such volume: \
                Volume '/Volumes/main/default/other' does not exist.
                  Create the volume, or choose a base in another one, such as /Volumes/CATALOG/SCHEMA/VOLUME/dyndeps.
                """);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_volume_that_may_only_be_read() {
        workspace.emulated.storage().permissions().denyWriting(QuickWorkspace.USER, BASE);

        assertError(run(ImmutableMap.of(), "--base", BASE), 2, """
                error OUTPUT_UNWRITABLE: /Volumes/main/default/dyndeps/runs/RUN/dyndeps-run.json: the workspace does not allow \
                this user to write there: User does not have WRITE permission on '/Volumes/main/default/dyndeps/runs/RUN'.
                  Ask its owner for READ VOLUME and WRITE VOLUME, or choose another base such as \
                /Volumes/CATALOG/SCHEMA/VOLUME/dyndeps.
                """);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_volume_that_may_not_even_be_read() {
        workspace.emulated.storage().permissions().deny(QuickWorkspace.USER, BASE);

        assertError(run(ImmutableMap.of(), "--base", BASE), 2, """
                error OUTPUT_UNWRITABLE: /Volumes/main/default/dyndeps/runs/RUN/dyndeps-run.json: the workspace does not allow \
                this user to write there: User does not have READ permission on '/Volumes/main/default/dyndeps'.
                  Ask its owner for READ VOLUME and WRITE VOLUME, or choose another base such as \
                /Volumes/CATALOG/SCHEMA/VOLUME/dyndeps.
                """);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_workspace_without_dbfs() {
        workspace.emulated.storage().settings().disableDbfs();

        assertError(run(ImmutableMap.of(), "--base", QuickWorkspace.DBFS), 2, """
                error OUTPUT_UNWRITABLE: dbfs:/FileStore/pyfiles_test/runs/RUN/dyndeps-run.json: the workspace does not allow \
                this user to write there: Public DBFS root is disabled. Access is denied on path: /.
                  Choose a folder of a Volume as base, such as /Volumes/CATALOG/SCHEMA/VOLUME/dyndeps.
                """);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void dbfs_for_serverless_compute() {
        assertError(run(ImmutableMap.of(), "--base", QuickWorkspace.DBFS, "--compute", "serverless"), 2, """
                error OPTION_INVALID: dbfs:/FileStore/pyfiles_test: serverless compute cannot read DBFS.
                  Give a folder of a Volume: --base /Volumes/CATALOG/SCHEMA/VOLUME/dyndeps.
                """);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_home_folder_that_may_not_be_written() {
        workspace.emulated.storage().permissions().denyWriting(QuickWorkspace.USER, "/Workspace/Users");

        Dyndeps.Result result = run(ImmutableMap.of(), "--base", BASE);

        assertThat(result.status()).as(result.everything()).isEqualTo(2);
        assertThat(errorOf(result))
                .startsWith("error PERMISSION_DENIED: /Workspace/Users/user@example.com/.dyndeps/")
                .contains(": putting task scripts into the workspace is not permitted for this user: ");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_node_type_that_there_is_not() throws IOException {
        Path spec = Files.writeString(workspace.folder().resolve("spec.json"), "{\"node_type_id\": \"i9.huge\"}");

        assertError(run(ImmutableMap.of(), "--base", BASE, "--cluster-spec", spec.toString()), 2, """
                error OPTION_INVALID: --cluster-spec: the workspace has no node type i9.huge.
                  Leave it out, or choose another one such as m5d.xlarge.
                """);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_cluster_that_there_is_not() {
        assertError(run(ImmutableMap.of(), "--base", BASE, "--compute", "cluster:0101-none"), 2, """
                error OPTION_INVALID: --compute cluster:0101-none: the workspace cannot run on this cluster: \
                Cluster 0101-none does not exist.
                  Give the id of an all-purpose cluster; it is on the cluster's page, under Tags.
                """);
    }

    private Dyndeps.Result run(ImmutableMap<String, String> variables, String... options) {
        return Dyndeps.run(
                ImmutableMap.<String, String>builder()
                        .putAll(workspace.variables())
                        .putAll(variables)
                        .buildKeepingLast(),
                ImmutableList.<String>builder()
                        .add("run", QuickWorkspace.wheelhouse().toString(), "--on", "databricks")
                        .add(options)
                        .build()
                        .toArray(new String[0]));
    }

    private void assertError(Dyndeps.Result result, int status, String error) {
        assertThat(result.status()).as(result.everything()).isEqualTo(status);
        assertThat(result.out()).isEmpty();
        assertThat(errorOf(result)).isEqualTo(error);
    }

    /** All from the error on; before it are the stages. */
    private String errorOf(Dyndeps.Result result) {
        String text = result.err();
        return text.substring(Math.max(0, text.indexOf("error ")))
                .replace(workspace.configFile().toString(), "CONFIG_FILE")
                .replace(workspace.emulated.url().toString(), "HOST")
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "RUN");
    }
}
