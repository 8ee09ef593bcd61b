package dev.dyndeps.emulator.jobs.engine;

/**
 * What a task wrote, and why it failed.
 *
 * @param logs the last 5 MB
 * @param truncated whether there was more
 * @param error empty unless it failed
 * @param trace empty if there is none
 */
public record TaskOutput(TaskView task, String logs, boolean truncated, String error, String trace) {}
