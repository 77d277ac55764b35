package dev.florin.journal.exceptions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.junit.jupiter.api.Test;

final class FileFailuresTest {

    @Test
    void shouldSayWhyWhereJavaNamesTheFileAlone() {
        assertThat(FileFailures.reason(new NoSuchFileException("f"))).isEqualTo(" (not there)");
        assertThat(FileFailures.reason(new AccessDeniedException("f"))).isEqualTo(" (access denied)");
        assertThat(FileFailures.reason(new NotDirectoryException("f"))).isEqualTo(" (NotDirectoryException)");
    }

    @Test
    void shouldAddNothingToAReasonThatIsThere() {
        assertThat(FileFailures.reason(new NoSuchFileException("f", null, "gone")))
                .isEmpty();
        assertThat(FileFailures.reason(new IOException("disk quota exceeded"))).isEmpty();
        assertThat(FileFailures.reason(null)).isEmpty();
    }

    @Test
    void shouldBeToldByWhateverAJournalThrows() {
        assertThat(new JournalException("cannot read f", new NoSuchFileException("f")))
                .hasMessage("cannot read f (not there)");
    }
}
