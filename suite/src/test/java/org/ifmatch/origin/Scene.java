package org.ifmatch.origin;

/** A short dealing with an origin, told in a few words that depend neither on time nor on chance. */
@FunctionalInterface
interface Scene {

    String play(Stage stage);
}
