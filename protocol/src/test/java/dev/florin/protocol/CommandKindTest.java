package dev.florin.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class CommandKindTest {
    /** Part of journals and of text doors: a line may be added, none may change. */
    private static final String[] PINNED = {
        "1 create_ledger",
        "2 open_account",
        "3 set_limits",
        "4 freeze",
        "5 unfreeze",
        "6 close",
        "7 reopen",
        "8 transfer",
        "9 hold",
        "10 capture",
        "11 release",
        "12 entry",
        "13 reverse",
        "14 tick",
        "15 create_instrument",
        "16 set_instrument",
        "17 place",
        "18 replace",
        "19 cancel",
        "20 cancel_all"
    };

    @Test
    void shouldKeepNamesAndTemplates() {
        assertThat(Arrays.stream(CommandKind.values()).map(kind -> kind.templateId() + " " + kind.text()))
                .containsExactly(PINNED);
    }

    @Test
    void shouldFindEveryKindByItsTemplate() {
        for (final CommandKind kind : CommandKind.values()) {
            assertThat(CommandKind.ofTemplate(kind.templateId())).isSameAs(kind);
        }
        assertThat(CommandKind.ofTemplate(0)).isNull();
        assertThat(CommandKind.ofTemplate(39)).isNull();
        assertThat(CommandKind.ofTemplate(40)).isNull();
        assertThat(CommandKind.ofTemplate(-1)).isNull();
    }

    @Test
    void shouldTellMatchingFromTheLedger() {
        assertThat(Arrays.stream(CommandKind.values()).filter(CommandKind::isOfMatching))
                .containsExactly(
                        CommandKind.CREATE_INSTRUMENT,
                        CommandKind.SET_INSTRUMENT,
                        CommandKind.PLACE,
                        CommandKind.REPLACE,
                        CommandKind.CANCEL,
                        CommandKind.CANCEL_ALL);
    }
}
