package org.ifmatch.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CapabilityTest {

    @Test
    void every_key_leads_back_to_its_capability() {
        assertThat(Capability.values())
                .allSatisfy(each -> assertThat(Capability.of(each.key())).contains(each));
        assertThat(Arrays.stream(Capability.values()).map(Capability::key)).doesNotHaveDuplicates();
        assertThat(Capability.of("teleport")).isEmpty();
    }

    @Test
    void a_value_says_whether_the_capability_is_there() {
        assertThat(new CapabilityValue.Flag(true).present()).isTrue();
        assertThat(new CapabilityValue.Word("weak").present()).isTrue();
        assertThat(new CapabilityValue.Word("none").present()).isFalse();
        assertThat(new CapabilityValue.Words(List.of("text/plain")).present()).isTrue();
        assertThat(new CapabilityValue.Words(List.of()).present()).isFalse();
    }
}
