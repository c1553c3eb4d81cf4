"""One root error; its children are named for the situation, and their message says what to do."""

from __future__ import annotations


class FactaError(Exception):
    """Anything facta refuses to do. ``str(error)`` is a full sentence with the remedy."""


class UnreadableError(FactaError, ValueError):
    """An input that cannot be read: where, why, and the remedy."""

    def __init__(self, address: str, message: str, remedy: str, line: int | None = None) -> None:
        self.address, self.message, self.remedy, self.line = address, message, remedy, line
        where = f"{address}:{line}" if line is not None else address
        super().__init__(f"{where}: {message} {remedy}")


class ForbiddenAddressError(UnreadableError):
    """A web address that facta does not visit: private, loopback, or of another scheme than http and https."""


class VocabularyError(FactaError, ValueError):
    """A vocabulary file that does not pass its linter."""


class UnknownStatementError(FactaError, LookupError):
    """A statement asked for by a name that the series does not have, or has twice."""


class NoStatementError(FactaError, TypeError):
    """Something else was given where a statement is wanted."""


class AnswerError(UnreadableError):
    """A server that answers with another status than 200; ``status`` is that."""

    def __init__(self, address: str, status: int) -> None:
        self.status = status
        super().__init__(
            address, f"The server answered {status}.", "Check the address in a browser, or save the page to a file."
        )


class UnwritableCaseError(FactaError, ValueError):
    """A case that cannot be written as a case pack."""


class LedgerError(FactaError):
    """A ledger that cannot be opened, read or written as asked; nothing was half-written."""


class LedgerVersionError(LedgerError):
    """A ledger made by a newer facta."""


class TamperedError(LedgerError):
    """A ledger whose chain does not hold."""


class MissingEncoderError(FactaError):
    """The pre-trained encoder that close reading asks is not here, or is another one."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what} Close reading needs pip install 'facta[close]' and the encoder all-mpnet-base-v2 (440 MB): see "
            "docs/how-to/close-reading.md."
        )
