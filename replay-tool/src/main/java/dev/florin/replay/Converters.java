package dev.florin.replay;

import dev.florin.protocol.CommandKind;
import dev.florin.protocol.Uint128;
import dev.florin.replay.journal.AccountName;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What arguments may say, besides numbers and files. */
final class Converters {
    private Converters() {}

    /** Reads an account. */
    static final class OfAccount implements ITypeConverter<AccountName> {
        @Override
        public AccountName convert(final String text) {
            try {
                return AccountName.parse(text);
            } catch (final IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** Reads a key. */
    static final class OfKey implements ITypeConverter<Uint128> {
        @Override
        public Uint128 convert(final String text) {
            try {
                return Uint128.parse(text);
            } catch (final IllegalArgumentException e) {
                throw new TypeConversionException("'" + text + "' is no key: write an unsigned decimal or a UUID");
            }
        }
    }

    /** Reads a kind of command by its name at text doors. */
    static final class OfKind implements ITypeConverter<CommandKind> {
        @Override
        public CommandKind convert(final String text) {
            return Arrays.stream(CommandKind.values())
                    .filter(kind -> kind.text().equals(text))
                    .findAny()
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is no kind of command; those are "
                            + Arrays.stream(CommandKind.values())
                                    .map(CommandKind::text)
                                    .collect(Collectors.joining(", "))));
        }
    }
}
