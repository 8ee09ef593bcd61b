package dev.dyndeps.emulator.http;

/**
 * Who calls.
 *
 * @param name the mail address of a person, or the application id of a service principal
 */
public record User(long id, String name) {}
