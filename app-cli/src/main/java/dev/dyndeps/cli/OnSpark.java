package dev.dyndeps.cli;

import dagger.Subcomponent;

/** Runs whose driver is on this machine, and whose files are in a folder. */
@Subcomponent(modules = {SparkModule.class, RunsModule.class})
interface OnSpark extends Runs {}
