package org.ifmatch.rule;

import org.assertj.core.api.AbstractAssert;
import org.ifmatch.report.Outcome;

/** What a test says of a judgement. */
final class JudgementAssert extends AbstractAssert<JudgementAssert, Judgement> {

    private JudgementAssert(Judgement actual) {
        super(actual, JudgementAssert.class);
    }

    static JudgementAssert assertThat(Judgement actual) {
        return new JudgementAssert(actual);
    }

    JudgementAssert passes() {
        return is(Outcome.PASS);
    }

    /** A wrong effect, which counts however seldom it is seen. */
    JudgementAssert failsByEffect(Misdeed misdeed) {
        is(Outcome.FAIL).forMisdeed(misdeed);
        if (!actual.proved()) {
            failWithMessage("an effect was to prove it, and the answer alone tells it: %s", actual.why());
        }
        return this;
    }

    /** A wrong answer, which is to be seen again. */
    JudgementAssert failsByAnswer(Misdeed misdeed) {
        is(Outcome.FAIL).forMisdeed(misdeed);
        if (actual.proved()) {
            failWithMessage("the answer alone tells it, and it claims a proof: %s", actual.why());
        }
        return this;
    }

    JudgementAssert warns(Misdeed misdeed) {
        return is(Outcome.WARN).forMisdeed(misdeed);
    }

    JudgementAssert notes() {
        return is(Outcome.NOTE);
    }

    JudgementAssert isInconclusive() {
        return is(Outcome.INCONCLUSIVE);
    }

    JudgementAssert isNotApplicable() {
        return is(Outcome.NOT_APPLICABLE);
    }

    /** It wants another look, and comes to this where that never gets better. */
    JudgementAssert wantsAnotherLook(Outcome ifItNeverGetsBetter) {
        is(ifItNeverGetsBetter);
        if (!actual.again()) {
            failWithMessage("it was to be seen again, and is settled: %s", actual.why());
        }
        return this;
    }

    JudgementAssert settled() {
        if (actual.again()) {
            failWithMessage("it was to be settled, and wants another look: %s", actual.why());
        }
        return this;
    }

    JudgementAssert forMisdeed(Misdeed misdeed) {
        if (actual.misdeed() != misdeed) {
            failWithMessage("the misdeed was to be %s and is %s: %s", misdeed, actual.misdeed(), actual.why());
        }
        return this;
    }

    JudgementAssert because(String part) {
        if (!actual.why().contains(part)) {
            failWithMessage("the reason was to tell \"%s\" and is: %s", part, actual.why());
        }
        return this;
    }

    private JudgementAssert is(Outcome outcome) {
        isNotNull();
        if (actual.outcome() != outcome) {
            failWithMessage("it was to be %s and is %s: %s", outcome, actual.outcome(), actual.why());
        }
        return this;
    }
}
