/** Messages as octets: entity tags, requests, answers, and the wire that carries them. Knows no library and judges nothing. */
package org.ifmatch.http;
