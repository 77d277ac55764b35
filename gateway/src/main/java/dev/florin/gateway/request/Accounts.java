package dev.florin.gateway.request;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.check.LedgerCodes;

/** Accounts as text: {@code owner/CODE} or {@code owner/CODE/type}. Belongs to one thread, as its catalogue does. */
final class Accounts {
    /** Stands in a request for a ledger whose code nobody knows. */
    private static final int UNKNOWN_LEDGER = 0;

    private final Catalogue catalogue;

    Accounts(final Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Reads an account.
     *
     * @param what the field, for the message.
     * @param text as sent.
     * @return the identity; on ledger 0 where the code is well formed but unknown.
     * @throws RefusedLineException if the text is not of the form.
     */
    AccountId parse(final String what, final String text) throws RefusedLineException {
        final int ownerEnd = text.indexOf('/');
        if (ownerEnd < 0) {
            throw malformed(what, text);
        }
        final int codeSlash = text.indexOf('/', ownerEnd + 1);
        final int codeEnd = codeSlash < 0 ? text.length() : codeSlash;
        final String code = text.substring(ownerEnd + 1, codeEnd);
        final long owner = Decimals.parseUnsigned(text, 0, ownerEnd);
        final long type = codeSlash < 0 ? 0 : Decimals.parseUnsigned(text, codeSlash + 1, text.length());
        if (owner < 0 || type < 0 || type > Bounds.MAX_ACCOUNT_TYPE) {
            throw malformed(what, text);
        }
        final Catalogue.Ledger ledger = catalogue.findLedger(code);
        if (ledger == null && !LedgerCodes.isCode(code)) {
            throw malformed(what, text);
        }
        return new AccountId(owner, ledger == null ? UNKNOWN_LEDGER : ledger.id(), (int) type);
    }

    /** The ledger whose scale an account's amounts have, or null where its code is unknown. */
    Catalogue.Ledger ledgerOf(final String account) {
        final int ownerEnd = account.indexOf('/');
        final int codeSlash = account.indexOf('/', ownerEnd + 1);
        return catalogue.findLedger(account.substring(ownerEnd + 1, codeSlash < 0 ? account.length() : codeSlash));
    }

    private static RefusedLineException malformed(final String what, final String text) {
        return RefusedLineException.malformed(what + " must be an account, as owner/CODE or owner/CODE/type (owner"
                + " 0..2^63-1, type 0..255), is " + Quote.of(text));
    }
}
