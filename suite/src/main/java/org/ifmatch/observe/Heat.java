package org.ifmatch.observe;

import java.time.Duration;
import org.ifmatch.http.Release;

/**
 * How one round of a contest is run. Gaps hide: behind one way of release, one number of writers, one form of the condition,
 * large content, a quiet spell; so no two rounds are run alike.
 *
 * @param number of the round, from 0
 * @param writers how many there are, 2 to {@value org.ifmatch.http.Lanes#MOST}
 * @param large whether the content is large, where the target takes that
 * @param quiet how long nothing is sent before it
 * @param look whether the resource is looked at afterwards in any case
 * @param draw a number by which a contest chooses between its variants
 */
public record Heat(int number, int writers, Release release, boolean large, Duration quiet, boolean look, int draw) {

    /** The same with no more writers than that. */
    Heat withAtMost(int most) {
        return writers <= most ? this : new Heat(number, most, release, large, quiet, look, draw);
    }
}
