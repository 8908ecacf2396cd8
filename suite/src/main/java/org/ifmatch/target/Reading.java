package org.ifmatch.target;

/**
 * What goes along while a part of a file is read.
 *
 * @param environment where variables come from
 * @param secrets collects what must never be shown
 * @param mistakes collects what is wrong
 */
record Reading(Environment environment, Secrets secrets, Mistakes mistakes) {}
