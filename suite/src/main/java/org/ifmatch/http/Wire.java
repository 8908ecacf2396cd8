package org.ifmatch.http;

/**
 * Sends a request once, exactly as it is written, and records what came back. It never repeats, redirects, decodes or adds
 * anything. Whatever a target does wrong ends in an {@link Exchange.Trouble}, within named limits; an exception from here is a
 * bug of ours.
 */
public interface Wire {

    Exchange send(Request request);
}
