package dev.florin.replay.journal;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An account as a person names it, which becomes an account once its ledger is known.
 *
 * @param owner 0..2^63-1.
 * @param ledgerCode such as {@code SEK}.
 * @param type 0..255.
 */
public record AccountName(long owner, String ledgerCode, int type) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,19})/([A-Z0-9._-]{1,12})(?:/([0-9]{1,3}))?");

    /**
     * Reads a name.
     *
     * @param text such as {@code 42/SEK} or {@code 42/SEK/3}.
     * @return the name.
     * @throws IllegalArgumentException if it is none.
     */
    public static AccountName parse(final String text) {
        final Matcher parts = FORM.matcher(text);
        if (parts.matches()) {
            final int type = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
            if (type <= Bounds.MAX_ACCOUNT_TYPE && isLong(parts.group(1))) {
                return new AccountName(Long.parseLong(parts.group(1)), parts.group(2), type);
            }
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no account: write OWNER/LEDGER or OWNER/LEDGER/TYPE, such as 42/SEK or 42/SEK/3");
    }

    private static boolean isLong(final String digits) {
        return digits.length() < 19 || digits.compareTo(Long.toString(Long.MAX_VALUE)) <= 0;
    }

    /**
     * The account.
     *
     * @param names of the ledgers known so far.
     * @return empty while nobody has made its ledger.
     */
    public Optional<AccountId> resolve(final Names names) {
        final var ledger = names.ledgerId(ledgerCode);
        return ledger.isEmpty() ? Optional.empty() : Optional.of(new AccountId(owner, ledger.getAsInt(), type));
    }

    /** {@return the name as it is written} */
    @Override
    public String toString() {
        return owner + "/" + ledgerCode + (type == 0 ? "" : "/" + type);
    }
}
