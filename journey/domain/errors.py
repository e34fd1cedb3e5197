"""Every error a user can meet: the message says where, what and what to do; the class carries the exit code."""


class JourneyError(Exception):
    """Base of all errors raised on purpose. Exit code 1."""

    exit_code = 1


class UsageError(JourneyError):
    """The command line asks for something that cannot be meant. Exit code 2."""

    exit_code = 2


class BadInputFile(JourneyError):
    """A file that cannot be imported as it stands; nothing was written. Exit code 11."""

    exit_code = 11


class TooManyRetractions(BadInputFile):
    """An import that would retract more than a fifth of a list; nothing was written. Exit code 11."""


class IdsChanged(BadInputFile):
    """Several children came back under ids that differ by leading zeros alone; nothing was written. Exit code 11."""


class Busy(JourneyError):
    """Another process holds the store; nothing was written, try again. Exit code 12."""

    exit_code = 12


class StoreDamaged(JourneyError):
    """The store is not what was written to it. Exit code 13."""

    exit_code = 13


class Interrupted(JourneyError):
    """Stopped by the user; nothing is half-written. Exit code 14."""

    exit_code = 14


class NotPermitted(JourneyError):
    """The store, the operating system or a role refuses. Exit code 15."""

    exit_code = 15


class Conflict(JourneyError):
    """Somebody else changed the fact in the meantime: look again, then decide. Exit code 12."""

    exit_code = 12


class NotRecorded(UsageError):
    """What a person wants to record, and the record does not bear out: nothing was written. Exit code 2."""


class UnknownChild(UsageError):
    """No such child in this store; the message offers the nearest ids. Exit code 2."""


class OutsideTables(UsageError):
    """A day for which our tables of bank holidays or timescales hold nothing. Exit code 2."""
