package dev.dyndeps.cli;

import com.google.common.collect.ImmutableList;
import dagger.Lazy;
import dagger.Module;
import dagger.Provides;
import dev.dyndeps.adapter.http.HttpWheelFetcher;
import dev.dyndeps.adapter.pip.PipWheelBuilder;
import dev.dyndeps.adapter.pip.PipWheelFetcher;
import dev.dyndeps.adapter.pip.PipWheelResolver;
import dev.dyndeps.adapter.python.Interpreters;
import dev.dyndeps.adapter.python.ManagedEnvironments;
import dev.dyndeps.adapter.python.ProcessRunner;
import dev.dyndeps.adapter.python.Variables;
import dev.dyndeps.adapter.python.packaging.IsolatedBuild;
import dev.dyndeps.adapter.python.packaging.PipTools;
import dev.dyndeps.adapter.uv.UvFirst;
import dev.dyndeps.adapter.uv.UvTools;
import dev.dyndeps.adapter.uv.UvWheelBuilder;
import dev.dyndeps.adapter.uv.UvWheelResolver;
import dev.dyndeps.port.ProgressListener;
import dev.dyndeps.port.TomlReader;
import dev.dyndeps.port.WheelBuilder;
import dev.dyndeps.port.WheelFetcher;
import dev.dyndeps.port.WheelResolver;
import dev.dyndeps.port.WheelResolver.ResolvedWheel;
import dev.dyndeps.port.Workspaces;
import jakarta.inject.Singleton;
import java.nio.file.Path;

/** What resolves, fetches and builds wheels. */
@Module
final class EngineModule {
    private EngineModule() {}

    @Provides
    static PipTools pip(
            ProcessRunner processes,
            Interpreters interpreters,
            ManagedEnvironments environments,
            Variables variables,
            Settings settings,
            ProgressListener progress) {
        return new PipTools(
                processes,
                interpreters,
                environments,
                variables,
                settings.cache().folder(),
                progress);
    }

    @Provides
    @Singleton
    static UvFirst uvFirst(PipTools pip, ProgressListener progress) {
        return new UvFirst(new UvTools(pip), progress);
    }

    @Provides
    static PipWheelResolver pipResolver(PipTools pip, Workspaces workspaces) {
        return new PipWheelResolver(pip, workspaces);
    }

    @Provides
    static UvWheelResolver uvResolver(PipTools pip, Workspaces workspaces, TomlReader toml) {
        return new UvWheelResolver(new UvTools(pip), workspaces, toml);
    }

    @Provides
    static WheelResolver resolver(
            Engine engine, UvFirst uvFirst, Lazy<UvWheelResolver> uv, Lazy<PipWheelResolver> pip) {
        return switch (engine) {
            case AUTO -> uvFirst.resolver(uv.get(), pip.get());
            case UV -> uv.get();
            case PIP -> pip.get();
        };
    }

    @Provides
    static PipWheelBuilder pipBuilder(PipTools pip, Workspaces workspaces) {
        return new PipWheelBuilder(pip, workspaces, IsolatedBuild.DEFAULT_LIMIT);
    }

    @Provides
    static UvWheelBuilder uvBuilder(PipTools pip, Workspaces workspaces) {
        return new UvWheelBuilder(new UvTools(pip), workspaces, IsolatedBuild.DEFAULT_LIMIT);
    }

    @Provides
    static WheelBuilder builder(Engine engine, UvFirst uvFirst, Lazy<UvWheelBuilder> uv, Lazy<PipWheelBuilder> pip) {
        return switch (engine) {
            case AUTO -> uvFirst.builder(uv.get(), pip.get());
            case UV -> uv.get();
            case PIP -> pip.get();
        };
    }

    @Provides
    static PipWheelFetcher pipFetcher(PipTools pip) {
        return new PipWheelFetcher(pip);
    }

    @Provides
    static HttpWheelFetcher httpFetcher(Variables variables, Lazy<PipWheelFetcher> pip) {
        return new HttpWheelFetcher(variables, pip::get);
    }

    /** Made when something is fetched: builds that find all in the cache load no HTTP. */
    @Provides
    static WheelFetcher fetcher(Engine engine, Lazy<HttpWheelFetcher> http, Lazy<PipWheelFetcher> pip) {
        return new WheelFetcher() {
            @Override
            public void prepare() {
                chosen().prepare();
            }

            @Override
            public void fetch(
                    ImmutableList<ResolvedWheel> wheels, Path into, Arrivals arrivals, ProgressListener progress) {
                chosen().fetch(wheels, into, arrivals, progress);
            }

            private WheelFetcher chosen() {
                return switch (engine) {
                    case AUTO, UV -> http.get();
                    case PIP -> pip.get();
                };
            }
        };
    }
}
