/** Which server is examined: the targets file, what is known about a target beforehand, and the dialects. */
package org.ifmatch.target;
